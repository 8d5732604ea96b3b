// @ts-check
// The ticket, without which a bridge that others can reach lets no page in. What it
// refuses here it can explain, unlike to a WebSocket.
import { t } from './say.js';

/** Refusals that end by themselves: the bridge is full, or goes away and leaves others in its place. */
const BUSY = new Set([429, 503]);
/** What a proxy answers where it reaches no bridge. */
const UNREACHED = new Set([502, 503, 504]);

/** What the bridge says is one sentence, or a few. */
const SENTENCES = /^[A-Z].{1,300}[.?]$/;

/** The close codes that fit: a page may try again behind the first two. */
const [BROKEN, FULL, REFUSED] = [1006, 1013, 1008];

const FOREIGN = t('What answered is not the bridge: a proxy, or the login page of this network, may be in between. Reload the page to see it.');

/** Where a ticket leads to, and how it is asked for. @typedef {{name: string, query?: Record<string, string>}} Goal */

/** The address of something of the bridge, for one target. @param {string} path @param {URL} sockets @param {Record<string, string>} query */
export function reached(path, sockets, query) {
  const url = new URL(path, sockets);
  url.search = String(new URLSearchParams(query));
  return url;
}

/**
 * @param {URL} sockets @param {Goal} goal @param {AbortSignal} signal
 * @returns {Promise<{ticket?: string, code: number, reason: string}>} without a ticket the close code that fits, and why
 */
export async function askForTicket(sockets, { name, query }, signal) {
  const url = reached('../api/ticket', sockets, { target: name, ...query });
  try {
    const response = await fetch(url, { method: 'POST', credentials: 'omit', referrerPolicy: 'same-origin', redirect: 'manual', signal });
    return response.ok ? taken(await response.text()) : refused(response.status, await said(response));
  } catch {
    return { code: BROKEN, reason: '' };
  }
}

/** @param {string} text of an answer that is to hold a ticket */
function taken(text) {
  try {
    const { ticket } = JSON.parse(text);
    if (/^[\w-]+$/.test(ticket)) return { ticket, code: BROKEN, reason: '' };
  } catch {
    // no JSON, or null
  }
  return { code: REFUSED, reason: FOREIGN };
}

/** What the bridge says about a refusal; "" for what can only be of somebody in between. @param {Response} response */
async function said(response) {
  if (!response.headers.get('Content-Type')?.startsWith('text/plain')) return '';
  return SENTENCES.exec((await response.text()).trim())?.[0] ?? '';
}

/** @param {number} code of HTTP, 0 where the answer leads elsewhere @param {string} reason */
function refused(code, reason) {
  const status = String(code);
  if (reason) return { code: BUSY.has(code) ? FULL : REFUSED, reason };
  if (UNREACHED.has(code)) return { code: BROKEN, reason: t('A proxy answers in the place of the bridge, and does not reach it ({status}).', { status }) };
  if (BUSY.has(code)) return { code: FULL, reason };
  if (code === 0) return { code: REFUSED, reason: FOREIGN };
  return { code: REFUSED, reason: t('The request for a ticket was refused, and no reason given ({status}). It may have been a proxy; tell whoever runs the bridge.', { status }) };
}
