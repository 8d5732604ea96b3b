// @ts-check
// Why a connection through the bridge ended, by the close code of the WebSocket:
// the codes of RFC 6455 section 7.4.1, and from 4000 on those of the bridge.
import { explained } from './reasons.js';
import { t } from './say.js';

/** What each code means, and what to do about it. @type {Record<number, [string, string?]>} */
const WHY = {
  1000: [t('The server closed the connection.')],
  1001: [t('The bridge is being stopped.')],
  1002: [t('The bridge did not understand this page.'), t('Reload the page.')],
  1003: [t('The bridge did not accept what this page sent.'), t('Reload the page.')],
  1006: [t('The connection to the bridge broke, or the bridge refused it. Is "poplab serve" running?')],
  1008: [t('The bridge does not allow this connection.')],
  1009: [t('That line was too long for the bridge.'), t('A command has 255 octets at most.')],
  1011: [t('The bridge made a mistake of its own.')],
  1012: [t('The bridge is being started anew.')],
  1013: [t('The bridge has no free place. Try again in a minute.')],
  1014: [t('The bridge could not reach the server.')],
  4001: [t('Nothing was said for too long.'), t('Each session holds a place that others may need. Servers end idle sessions, too.')],
  4002: [t('The connection was open for as long as the bridge allows.'), t('Connect again to go on.')],
  4003: [t('The server did not greet as a POP3 server does, so nothing was sent to it.'), t('POP3 listens on port 110, and on port 995 inside TLS. Whoever runs the bridge can correct the address.')],
  4004: [t('No encrypted connection to the server came about.'), t('Nothing was sent after that, and the bridge does not go back to clear text.')],
  4005: [t('This page read too slowly.'), t('The network may be slow, or the page was asleep. Connect again.')],
  4006: [t('The server or this page broke the rules of STLS.'), t('Nothing was sent after that. Connect again; if it happens again, do not log in on this network.')],
  4007: [t('The bridge does not forward this command.'), t('Nothing of it reached the server.')],
};

/** Where another try may find what this one did not: a bridge that goes or comes, a network that broke, a place, a server. */
const PASSING = new Set([1001, 1006, 1012, 1013, 1014]);

/** Whether it makes sense to connect again by oneself. @param {number} code */
export const passes = (code) => PASSING.has(code);

/**
 * What happened, and what to do about it. The bridge's own sentence knows more than a code;
 * proxies and broken networks send none.
 * @param {number} code @param {string} reason may be "" @returns {[string, string]}
 */
export function why(code, reason) {
  const [text, advice = ''] = WHY[code] ?? [t('The connection ended with code {code}.', { code: String(code) })];
  if (!reason) return [text, advice];
  const [own, better = advice] = explained(reason);
  return [own, better];
}
