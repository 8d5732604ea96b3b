// @ts-check
// A call to the bridge: a ticket, then a WebSocket with it. Both have a limit of time, and
// at any moment the call can be given up.
import { t } from './say.js';
import { askForTicket, reached } from './ticket.js';

/** Milliseconds that the bridge may take for a ticket, and again for the WebSocket. */
const PATIENCE = 10_000;

/** How often the page tries again where a bridge gives tickets and does not take them. */
const STUBBORN = 2;

/**
 * How a call ended: the close code, what is known about it, and how often another one
 * makes sense, where the code does not tell.
 * @typedef {{code: number, reason: string, tries?: number}} End
 */

export class Call {
  #heed;
  #asking = new AbortController();
  #socket = /** @type {WebSocket | undefined} */ (undefined);
  #timer = 0; // while there is no answer
  #done = false;

  /**
   * @param {URL} sockets where the bridge is @param {import('./ticket.js').Goal} goal
   * @param {{receive: (data: string | ArrayBuffer) => void, over: (end: End) => void}} heed over at most once, and not for a call that was given up
   */
  constructor(sockets, goal, heed) {
    this.#heed = heed;
    this.#begin(sockets, goal);
  }

  /** @param {string | Uint8Array<ArrayBuffer>} data */
  send(data) { this.#socket?.send(data); }

  /** Gives the call up. */
  close() {
    this.#done = true;
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#socket?.close(1000);
  }

  /** @param {URL} sockets @param {import('./ticket.js').Goal} goal */
  async #begin(sockets, goal) {
    this.#wait();
    const { ticket, ...refused } = await askForTicket(sockets, goal, this.#asking.signal);
    if (this.#done) return;
    if (ticket) this.#open(reached(encodeURIComponent(goal.name), sockets, goal.query ?? {}), ticket);
    else this.#over(refused);
  }

  /** @param {URL} url @param {string} ticket */
  #open(url, ticket) {
    this.#wait();
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = this.#socket = new WebSocket(url, ['pop3.v1', `ticket.${ticket}`]);
    let opened = false;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => { opened = true; clearTimeout(this.#timer); });
    socket.addEventListener('message', ({ data }) => { if (!this.#done) this.#heed.receive(data); });
    socket.addEventListener('close', ({ code, reason }) => this.#over(opened || code !== 1006 ? { code, reason } : untaken()));
  }

  /** The bridge is to answer before long. */
  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#over({ code: 1006, reason: t('The bridge did not answer within {n} seconds. The network may be slow, or something in between holds the request back.', { n: PATIENCE / 1000 }) }), PATIENCE);
  }

  /** @param {End} end */
  #over(end) {
    if (this.#done) return;
    this.close();
    this.#heed.over(end);
  }
}

/** A browser does not say what a bridge answers to the handshake of a WebSocket. @returns {End} */
const untaken = () => ({
  code: 1006,
  tries: STUBBORN,
  reason: t('The bridge gave this page a ticket, and then let no WebSocket in with it. The two may have come over different networks, such as IPv4 and IPv6, or a VPN or proxy that only one of them went through; or something in between knows no WebSockets. Try it without a VPN or proxy, or on another network; if that does not help, tell whoever runs the bridge.'),
});
