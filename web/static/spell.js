// @ts-check
// A line, told octet group by octet group: keyword, space, argument and line end of a
// command or a status line; of other lines the line and its end.
import { t } from './say.js';
import { element } from './transcript.js';

/** @typedef {import('./engine.js').Row} Row */
/**
 * @typedef {object} Group octets that belong together
 * @property {string} text as shown
 * @property {number} size octets
 * @property {boolean} [end] the line end
 */

/** Kinds of lines that begin with a word of the protocol. */
const WORDED = new Set(['greeting', 'request', 'status']);

const encoder = new TextEncoder();

/** The groups of a line; none where nothing was on the wire. @param {Row} row @returns {Group[]} */
export function groupsOf({ side, kind, text, raw, hides, size = 0, end = '' }) {
  if (side === 'L') return [];
  const plain = raw === undefined && !hides;
  const words = plain && WORDED.has(kind) ? text.split(/( +)/) : [text];
  const [first = '', space = '', ...rest] = words;
  /** @type {Group[]} */
  const groups = [first, space, rest.join('')].filter((part) => part !== '').map((part) => ({ text: part, size: encoder.encode(part).length }));
  if (!plain && groups.length > 0) groups[0].size = size - end.length / 2; // of what its text does not tell
  if (end) groups.push({ text: end === 'CRLF' ? 'CR LF' : 'LF', size: end.length / 2, end: true });
  return groups;
}

/** What a group is called where it is read aloud. @param {Group} group */
export const nameOf = ({ text }) => (text.trim() === '' ? t('{n|a space|# spaces}', { n: text.length }) : text);

/** Shows a line as far as one of its groups. @param {HTMLElement} line @param {Group[]} groups @param {number} at */
export function spell(line, groups, at) {
  const place = /** @type {HTMLElement} */ (line.querySelector('.text'));
  line.classList.add('spelled');
  place.replaceChildren(...groups.map(({ text, end }, i) => {
    const made = element('span', i < at ? 'sent' : i === at ? 'now' : 'ahead', text);
    if (end) made.classList.add('octet');
    return made;
  }));
}

/** Shows a line whole again. @param {HTMLElement} line @param {string} text */
export function unspell(line, text) {
  line.classList.remove('spelled');
  /** @type {HTMLElement} */ (line.querySelector('.text')).textContent = text;
}
