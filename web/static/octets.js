// @ts-check
// The wire view of one line: its octets as they were sent, with what else nobody
// would see made visible. Marks are text, so that they are copied and read aloud;
// spaces are spaces with a dot drawn over them.
import { language } from './language.js';
import { t } from './say.js';
import { element } from './transcript.js';

/** @typedef {import('./engine.js').Row} Row */

/** Octets of an encrypted record that are shown at first. */
const FEW = 64;
/** Characters of a stuffed line that are quoted. */
const QUOTED = 24;

/** @type {Record<string, string>} */
const SIDES = { C: t('from the client'), S: t('from the server') };

const encoder = new TextEncoder();

/** @param {Row} row of the wire @returns {HTMLElement} */
export function octets(row) {
  const view = element('div', 'octets');
  view.role = 'group';
  view.ariaLabel = t('Octets of line {n}', { n: String(row.i + 1) });
  view.append(row.kind === 'sealed' ? sealed(row) : line(row), element('p', 'measure', facts(row).join(' · ')));
  return view;
}

/** A line as it was sent. @param {Row} row */
function line(row) {
  const made = element('p', 'sent');
  if (row.hides) made.append(row.text);
  else made.append(...visible(octetsOf(row)));
  for (const end of { CRLF: ['CR', 'LF'], LF: ['LF'], '': [] }[row.end ?? '']) made.append(' ', mark(end));
  return made;
}

/** A record that only its two ends can read: the beginning, and the rest for who asks. @param {Row} row */
function sealed(row) {
  const all = octetsOf(row);
  const made = element('p', 'sent hex', hex(all.subarray(0, FEW)));
  if (all.length <= FEW) return made;
  const more = /** @type {HTMLButtonElement} */ (element('button', 'chip', t('all {n|1 octet|# octets}', { n: all.length })));
  more.type = 'button';
  more.addEventListener('click', () => made.replaceChildren(hex(all)));
  made.append(' … ', more);
  return made;
}

/** @param {Row} row @returns {Uint8Array} without the line end */
function octetsOf({ raw, text }) {
  return raw === undefined ? encoder.encode(text) : Uint8Array.from(raw, (c) => c.charCodeAt(0));
}

/** What is to be known of a line beside its octets. @param {Row} row */
function facts(row) {
  const { side, offset = 0, size = 0, delta = -1, sum, stuffed } = row;
  const list = [SIDES[side], t('offset {n}', { n: offset }), t('{n|1 octet|# octets}', { n: size })];
  if (sum) list.push(t('{n} of the message so far', { n: sum }));
  if (delta >= 0) list.push(since(delta));
  if (stuffed) list.push(t('sent {sent}, means {means}', { sent: quoted(row.text), means: quoted(row.text.slice(1)) }));
  return list;
}

/** The time since the line before. @param {number} microseconds */
function since(microseconds) {
  const ms = microseconds / 1000;
  if (ms === 0) return t('at once');
  const [n, unit] = ms >= 1000 ? [ms / 1000, 's'] : [ms, 'ms'];
  const time = `${n.toLocaleString(language, { maximumFractionDigits: n < 10 ? 2 : 0 })}\u00A0${unit}`;
  return t('after {time}', { time });
}

/** Runs of visible characters as text, all else as a mark. @param {Uint8Array} octets */
function visible(octets) {
  const parts = /** @type {(string | Node)[]} */ ([]);
  let run = '';
  for (const octet of octets) {
    if (octet > 0x20 && octet < 0x7F) {
      run += String.fromCharCode(octet);
      continue;
    }
    if (octet === 0x20) parts.push(run, element('span', 'sp', ' '));
    else parts.push(run, ' ', mark(octet === 0x09 ? 'TAB' : hex([octet])), ' ');
    run = '';
  }
  return [...parts, run].filter((part) => part !== '');
}

/** @param {string} name of an octet that is no visible character */
const mark = (name) => element('span', 'octet', name);

/** @param {Iterable<number>} octets */
const hex = (octets) => Array.from(octets, (octet) => octet.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/** @param {string} text */
const quoted = (text) => `“${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}”`;
