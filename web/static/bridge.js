// @ts-check
// The entry of the page for real servers. A WebSocket carries the octets: binary
// frames both ways are POP3, text frames from the bridge are events as JSON.
import { why } from './closing.js';
import { Console } from './console.js';
import { t } from './say.js';

/** Lines that carry a secret: it ends where the word does not, since the learner is still typing. */
const SECRET = /^\s*(PASS|APOP|AUTH)/i;

class BridgedConsole extends Console {
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {AbortController | undefined} */
  #asking; // for a ticket
  #reason = ''; // what the bridge said before it closed
  #quitting = false; // QUIT was the last command
  #challenged = false; // the server waits for a line of AUTH

  constructor() {
    super();
    this.prompt.together = false; // AUTH asks back between two lines, and what is typed then is a secret
    this.prompt.secret = (line) => this.#masked && (this.#challenged || SECRET.test(line));
    const select = document.getElementById('target');
    const wanted = new URLSearchParams(location.search).get('target');
    if (select instanceof HTMLSelectElement) {
      if ([...select.options].some((option) => option.value === wanted)) select.value = wanted ?? '';
      select.addEventListener('change', () => this.restart());
    }
    this.addEventListener('typed', (event) => {
      this.#quitting = /^quit\s*$/i.test(/** @type {CustomEvent} */ (event).detail);
    });
  }

  get masking() { return this.#masked ? 'always' : super.masking; }

  get #masked() { return this.target?.dataset.mask !== 'false'; }

  open() {
    return this.engine?.bridge({ name: this.target?.value ?? '', mask: this.#masked });
  }

  place() {
    const { host = '—', port = '—' } = this.target?.dataset ?? {};
    return { host, port, encryption: t('none') };
  }

  async connect() {
    if (!this.engine) {
      this.addEventListener('open', () => this.connect(), { once: true });
      return;
    }
    if (!this.target || this.#socket || this.#asking) return;
    this.#lost('');
    this.#quitting = false;
    const target = this.target.value;
    this.say(t('Connecting to {target}', { target }));
    this.illegal(t('nothing yet: connecting to {target}', { target }));
    const asking = this.#asking = new AbortController();
    const sockets = new URL(this.config.sockets ?? '', location.href);
    const { ticket, refusal } = await askForTicket(sockets, target, asking.signal);
    if (this.#asking !== asking) return; // not wanted any more
    this.#asking = undefined;
    if (!ticket) {
      this.#over(refusal === undefined ? 1006 : 1008, refusal ?? '');
      return;
    }
    const url = new URL(encodeURIComponent(target), sockets);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url, ['pop3.v1', `ticket.${ticket}`]);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', (event) => this.#receive(event.data));
    socket.addEventListener('close', (event) => this.#closed(event));
    this.#socket = socket;
  }

  disconnect() {
    this.#drop();
    super.disconnect();
  }

  restart() {
    this.#drop();
    this.#lost('');
    super.restart();
  }

  /** @param {import('./engine.js').Answer | undefined} answer */
  apply(answer) {
    if (answer?.send?.length) this.#socket?.send(/** @type {Uint8Array<ArrayBuffer>} */ (answer.send));
    if (answer) this.#challenged = answer.last === 'challenge';
    super.apply(answer);
    const select = document.getElementById('target');
    if (select instanceof HTMLSelectElement) select.disabled = this.#socket !== undefined;
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    if (typeof data !== 'string') {
      this.apply(this.engine?.receive(new Uint8Array(data)));
      return;
    }
    const { event, reason } = parsed(data);
    if (event === 'connected') this.apply(this.engine?.linked());
    if (event === 'closed') this.#reason = reason;
  }

  /** @param {string} message */
  fault(message) {
    this.#drop();
    super.fault(message);
  }

  /** Closes the socket at our own wish: nothing is to be said about its end. */
  #drop() {
    this.#asking?.abort();
    this.#asking = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(1000);
  }

  /** @param {CloseEvent} event */
  #closed(event) {
    if (event.target !== this.#socket) return;
    this.#socket = undefined;
    this.#over(event.code, this.#reason || event.reason);
    this.#reason = '';
  }

  /** Says that there is no connection any more, or that none came about. @param {number} code @param {string} reason */
  #over(code, reason) {
    const words = why(code, reason);
    const marked = this.state === 'TRANSACTION';
    this.apply(code === 1000 ? this.engine?.ended() : this.engine?.lost(words));
    if (!this.#quitting) this.#lost(words, marked);
  }

  /** Says why the connection ended, with a way back. @param {string} words "" for nothing to say @param {boolean} [marked] */
  #lost(words, marked = false) {
    const place = /** @type {HTMLElement} */ (document.getElementById('lost'));
    place.hidden = words === '';
    if (words === '') return;
    const text = document.createElement('p');
    const lost = marked ? t('Marks set with DELE are lost: only QUIT deletes, so those messages are still there.') : '';
    text.textContent = `${words} ${lost}`.trim();
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'action';
    again.textContent = t('Reconnect');
    again.addEventListener('click', () => { this.connect(); this.prompt.focus(); });
    place.replaceChildren(text, again);
    this.say(words);
  }
}

/**
 * Asks for a ticket, without which a bridge that others can reach lets no page in. What it
 * refuses here it can explain, unlike to a WebSocket.
 * @param {URL} sockets @param {string} target @param {AbortSignal} signal
 * @returns {Promise<{ticket?: string, refusal?: string}>} neither where no bridge answers
 */
async function askForTicket(sockets, target, signal) {
  const url = new URL(`../api/ticket?target=${encodeURIComponent(target)}`, sockets);
  try {
    const response = await fetch(url, { method: 'POST', credentials: 'omit', referrerPolicy: 'same-origin', signal });
    if (response.ok) return { ticket: /^[\w-]+$/.exec((await response.json()).ticket)?.[0] };
    const ours = response.headers.get('Content-Type')?.startsWith('text/plain'); // and not a page of a proxy
    return ours ? { refusal: (await response.text()).trim() } : {};
  } catch {
    return {};
  }
}

/** An event of the bridge; what is none does no harm. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const desk = new BridgedConsole();
let newest = /** @type {import('./engine.js').Answer | undefined} */ (undefined);
desk.addEventListener('answer', (event) => { newest = /** @type {CustomEvent} */ (event).detail; });
(globalThis.requestIdleCallback ?? setTimeout)(() => import('./travel.js').then(({ Travel }) => new Travel(desk, newest), console.error));
desk.start();
