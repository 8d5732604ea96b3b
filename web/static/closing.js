// @ts-check
// Why a connection through the bridge ended, by the close code of the WebSocket:
// the codes of RFC 6455 section 7.4.1, and from 4000 on those of the bridge.
import { t } from './say.js';

/** @type {Record<number, string>} */
const WHY = {
  1000: t('The server closed the connection.'),
  1001: t('The bridge is being stopped.'),
  1002: t('The bridge did not understand this page.'),
  1003: t('The bridge did not accept what this page sent.'),
  1006: t('The connection to the bridge broke, or the bridge refused it. Is "poplab serve" running?'),
  1008: t('The bridge does not allow this connection.'),
  1009: t('That line was too long for the bridge.'),
  1011: t('The bridge made a mistake of its own.'),
  1013: t('The bridge has no free place. Try again in a minute.'),
  1014: t('The bridge could not reach the server.'),
  4001: t('Nothing was said for too long.'),
  4002: t('The connection was open for as long as the bridge allows.'),
  4003: t('The server did not greet as a POP3 server does, so nothing was sent to it.'),
  4004: t('No encrypted connection to the server came about.'),
  4005: t('This page read too slowly.'),
  4006: t('The server or this page broke the rules of STLS.'),
  4007: t('The bridge does not forward this command.'),
};

/** The bridge's own sentence knows more than a code; proxies and broken networks send none.
 * @param {number} code @param {string} reason may be "" */
export function why(code, reason) {
  return reason || WHY[code] || t('The connection ended with code {code}.', { code: String(code) });
}
