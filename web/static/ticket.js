// @ts-check
// The ticket, without which a bridge that others can reach lets no page in. What it
// refuses here it can explain, unlike to a WebSocket.

/** Refusals that end by themselves: the bridge is full, or goes away and leaves others in its place. */
const BUSY = new Set([429, 503]);

/**
 * @param {URL} sockets @param {string} target @param {AbortSignal} signal
 * @returns {Promise<{ticket?: string, code: number, reason: string}>} without a ticket the close code that fits, and what the bridge says
 */
export async function askForTicket(sockets, target, signal) {
  const url = new URL(`../api/ticket?target=${encodeURIComponent(target)}`, sockets);
  const silence = { code: 1006, reason: '' };
  try {
    const response = await fetch(url, { method: 'POST', credentials: 'omit', referrerPolicy: 'same-origin', signal });
    if (response.ok) return { ...silence, ticket: /^[\w-]+$/.exec((await response.json()).ticket)?.[0] };
    const ours = response.headers.get('Content-Type')?.startsWith('text/plain'); // and not a page of a proxy
    return ours ? { code: BUSY.has(response.status) ? 1013 : 1008, reason: (await response.text()).trim() } : silence;
  } catch {
    return silence;
  }
}
