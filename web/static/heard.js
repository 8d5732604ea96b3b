// @ts-check
// What somebody at the cable hears: each piece as it went over the wire, the client's
// in the left lane and the server's in the right one. Of TLS only what it cannot hide.
import { made } from './draw.js';
import { language } from './language.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Around} Around */
/** @typedef {Around['wire'][number]} Piece */

const clock = new Intl.DateTimeFormat(language, { hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });

/** What the first octet of a TLS record tells (RFC 8446 section 5.1). @type {Record<string, () => string>} */
const RECORDS = {
  14: () => t('TLS, new keys from here on'),
  15: () => t('TLS, an alert or the end'),
  16: () => t('TLS, handshake'),
  17: () => t('TLS, sealed'),
};

/** Characters of sealed octets that mean something to a listener: kind, version and length. */
const PLAIN = 14;

/** @param {Around} around @returns {Node[]} */
export function heard({ wire }) {
  const keys = new Set();
  return [
    made('p', { class: 'meta' }, wire.length === 0
      ? t('Nothing went over the wire yet.')
      : t('What somebody at the cable reads: every octet, and of TLS only who, when and how much.')),
    made('ol', { class: 'heard', 'aria-label': t('Pieces on the wire') }, ...wire.map((piece) => item(piece, keys))),
  ];
}

/** @param {Piece} piece @param {Set<string>} keys of those before */
function item({ window, side, at, octets, head, hex, secure }, keys) {
  let key = `${at} ${window} ${side}`;
  while (keys.has(key)) key += '+';
  keys.add(key);
  return made('li', { class: 'piece', key, 'data-side': side },
    made('span', { class: 'meta' },
      [side === 'S' ? t('Server') : window === 'you' ? t('You') : t('Client {window}', { window }), clock.format(at / 1000), t('{n|1 octet|# octets}', { n: octets })].join(' · ')), ' ',
    secure
      ? made('span', { class: 'sealed' }, RECORDS[head.slice(0, 2)]?.() ?? t('TLS'), ' ', made('code', {}, `${head.slice(0, PLAIN)} …`))
      : made('code', {}, ...clear(head, hex ? 3 * octets - 1 : octets)));
}

/** Text with its line ends as marks. @param {string} head @param {number} all its characters would be that many */
function clear(head, all) {
  const parts = head.split('\r\n').flatMap((line, i) => (i === 0 ? [line] : [made('span', { class: 'octet' }, 'CR LF'), ` ${line}`]));
  return all > head.length ? [...parts, ' …'] : parts;
}
