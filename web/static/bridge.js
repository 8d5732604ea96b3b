// @ts-check
// The entry of the page for real servers. A WebSocket carries the octets: binary
// frames both ways are POP3, text frames of the bridge are events as JSON, and one of
// this page tells the bridge to begin TLS with the server.
import { fragment } from './asset.js';
import { Call } from './call.js';
import { Choice } from './choice.js';
import { Cipher, summary } from './cipher.js';
import { passes, why } from './closing.js';
import { Console } from './console.js';
import { Latency } from './latency.js';
import { Reconnect } from './reconnect.js';
import { t } from './say.js';
import { Secret } from './secret.js';
import { Silence } from './silence.js';
import { via } from './via.js';

/** A line that begins a login of several lines. */
const AUTH = /^\s*AUTH\s+\S/i;
/** Lines that carry a secret: it ends where the word does not, since the learner is still typing. */
const SECRET = /^\s*(PASS|APOP|AUTH)/i;
/** Kinds of rows that answer a line: each line gets one of them. */
const ANSWERS = new Set(['status', 'challenge']);

class BridgedConsole extends Console {
  /** @type {Call | undefined} */
  #call;
  #reason = ''; // what the bridge said before it closed
  #quitting = false; // QUIT was the last command
  #marking = false; // DELE was sent, and no RSET behind it
  #challenged = false; // the server waits for a line of AUTH
  #auth = false; // the server has not answered a line of AUTH
  #owed = 0; // answers to come before the login: that to AUTH is behind those to the lines before it
  #linked = false; // the bridge has reached the server
  #stls = ''; // what became of STLS, as Answer has it
  #tls = /** @type {import('./cipher.js').Secured | undefined} */ (undefined); // what there is between bridge and server
  #held = /** @type {string[]} */ ([]); // lines that wait: for TLS to begin, for AUTH, or for a word about a password
  #secret = new Secret();
  #questioned = false; // the learner is asked about a password
  #latency = new Latency();
  #silence = new Silence((news) => this.say(news));
  #choice = new Choice(() => this.restart(), () => byId('connect').click());
  #opened = ''; // the server that the engine was told of
  #reconnect = new Reconnect({ connect: (again) => this.connect(again), focus: () => this.prompt.focus(), say: (news) => this.say(news) });

  constructor() {
    super();
    this.prompt.together = false; // AUTH asks back between two lines, and what is typed then is a secret
    this.prompt.secret = (line) => this.#masked && (this.#challenged || this.#auth || SECRET.test(line));
    new Cipher(() => ({ tls: this.#tls, target: this.target?.dataset ?? {} }));
    this.addEventListener('typed', (event) => {
      this.#quitting = /^quit\s*$/i.test(/** @type {CustomEvent} */ (event).detail);
      this.#reconnect.forget();
    });
  }

  get masking() { return this.#masked ? 'always' : super.masking; }

  get #masked() { return this.target?.dataset.mask !== 'false'; }

  open() {
    this.#opened = this.#choice.name;
    return this.engine?.bridge({ name: this.#opened, mask: this.#masked });
  }

  place() {
    const { host = '—', port = '—', tls } = this.target?.dataset ?? {};
    const begins = this.#stls === 'agreed' || (this.#linked && tls === 'implicit');
    return { host, port, encryption: this.#tls?.version ?? (begins ? t('TLS begins') : t('none')) };
  }

  /** @param {boolean} [again] the page does it by itself */
  connect(again = false) {
    if (!this.engine) {
      this.addEventListener('open', () => this.connect(), { once: true });
      return;
    }
    if (this.#call) return;
    if (!again && !this.#choice.take()) {
      this.#reconnect.clear(); // the server that it was about is not wanted any more
      return;
    }
    const target = this.#choice.name;
    if (target !== this.#opened) { // another server, another session
      this.restart();
      this.connect();
      return;
    }
    this.#reconnect.clear();
    if (!again) this.#reconnect.forget();
    this.#begin();
    this.say(t('Connecting to {target}', { target }));
    this.illegal(t('nothing yet: connecting to {target}', { target }));
    this.#call = new Call(new URL(this.config.sockets ?? '', location.href), this.#choice.goal, {
      receive: (data) => this.#receive(data),
      over: (end) => this.#closed(end),
    });
    this.#buttons(false);
  }

  disconnect() {
    const early = this.#call && !this.#linked;
    this.#drop();
    super.disconnect();
    if (early) this.say(t('Not connected: you gave it up.'));
  }

  /** What can be done about the connection, from the first moment of it. @param {boolean} connected */
  #buttons(connected) {
    const on = this.#call !== undefined;
    byId('connect').toggleAttribute('disabled', on || connected);
    byId('disconnect').toggleAttribute('disabled', !on && !connected);
    document.getElementById('target')?.toggleAttribute('disabled', this.#linked);
  }

  restart() {
    this.#drop();
    this.#reconnect.clear();
    super.restart();
  }

  /** What waits, waits together. @param {string} line */
  enter(line) {
    if (this.#questioned || this.#waits) this.#hold(line);
    else if (this.#linked && this.#masked && this.#secret.minds(line, this.#way)) this.#question(line);
    else this.#send(line);
  }

  /**
   * Nothing may go out between STLS and TLS, nor before a reply to a line of AUTH, which may ask for a secret or not.
   * While a connection comes about nothing can, and what was typed then lets the server speak first.
   */
  get #waits() { return this.#coming || this.#stls === 'asked' || this.#stls === 'agreed' || this.#auth; }

  /** The connection is on its way: to the server, to TLS, or to a greeting that lines wait for. */
  get #coming() {
    if (!this.#call) return false;
    const secure = this.#tls !== undefined || this.target?.dataset.tls !== 'implicit';
    return !this.#linked || !secure || (this.#held.length > 0 && this.state === 'waiting for the greeting');
  }

  /** @param {string} line */
  #hold(line) {
    const why = this.#coming ? t('Your line waits for the connection.') : t('Your line waits for the answer to the one before.');
    this.#held.push(line);
    this.#tell(why);
  }

  /** Says something about a line, and shows it beside the command line. @param {string} words */
  #tell(words) {
    this.say(words);
    byId('told').textContent = words;
  }

  get #way() {
    const { host = '', near, tls } = this.target?.dataset ?? {};
    return { host, server: !this.#tls && near !== 'true', stls: tls === 'starttls' };
  }

  /** @param {string} line */
  #send(line) {
    this.#auth = this.#linked && (this.#challenged || AUTH.test(line));
    this.#secret.sent(line);
    this.#marking = /^\s*DELE\b/i.test(line) || (this.#marking && !/^\s*RSET\b/i.test(line));
    super.enter(line);
  }

  /** Holds a password until the learner has said what to do with it. @param {string} line */
  async #question(line) {
    const { engine } = this;
    this.#questioned = true;
    const wanted = await this.#secret.ask(this.#way);
    this.#questioned = false;
    if (!this.#linked || engine !== this.engine) return;
    if (wanted) {
      this.#send(line);
      this.#release();
      return;
    }
    const others = unsent(this.#held.splice(0)); // they were meant for behind the login
    this.#tell(`${this.#challenged ? t('It was not sent. A lone * gives up this login.') : t('It was not sent.')} ${others}`.trim());
  }

  /** Sends what waited, as far as that may go out now. */
  #release() {
    if (this.#waits) return;
    byId('told').textContent = '';
    for (const line of this.#held.splice(0)) this.enter(line);
  }

  /** @param {import('./engine.js').Answer | undefined} answer */
  apply(answer) {
    if (answer?.send?.length) {
      this.#call?.send(/** @type {Uint8Array<ArrayBuffer>} */ (answer.send));
      this.#latency.sent();
      this.#stls = answer.stls;
      if (answer.send.length > 2) this.#owed++; // to an empty line some servers say nothing
    }
    if (answer) this.#challenged = answer.last === 'challenge';
    if (answer) this.#silence.asked(answer.owes);
    super.apply(answer);
    if (answer && !answer.error) this.#buttons(answer.connected);
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    if (typeof data === 'string') {
      this.#heed(parsed(data));
      return;
    }
    const answer = this.engine?.receive(new Uint8Array(data));
    if (!answer) return;
    this.#latency.came(answer.rows);
    this.#silence.heard(answer.owes);
    const waited = this.#waits;
    this.#count(answer);
    this.#stls = answer.stls;
    this.apply(answer);
    if (this.#stls === 'agreed') this.#startTLS();
    else if (this.#stls === 'spoiled') this.#spoiled();
    else if (waited && !this.#waits) this.#release();
  }

  /** What answers a line before AUTH says nothing about AUTH; behind it there is none. @param {import('./engine.js').Answer} answer */
  #count({ rows, state }) {
    const answers = rows.filter(({ kind }) => ANSWERS.has(kind));
    this.#owed = state === 'TRANSACTION' ? 0 : Math.max(0, this.#owed - answers.length);
    const last = answers.at(-1)?.kind;
    if (last === 'challenge' || this.#owed === 0) this.#auth = false;
    if (last === 'status' && this.#owed === 0) this.#secret.over();
  }

  /** The bridge is to begin TLS, now that the server waits for it. */
  #startTLS() {
    this.#call?.send('{"op":"starttls"}');
    this.say(t('TLS begins'));
  }

  /** What came behind the server's +OK could be anybody's. */
  #spoiled() {
    this.#drop();
    this.#over(4006, t('The server said more in clear text after agreeing to TLS. Somebody may be in between.'));
  }

  /** @param {any} event of the bridge */
  #heed(event) {
    switch (event.event) {
      case 'connected':
        this.#linked = true;
        this.apply(this.engine?.linked(via, t('The bridge has reached {address}.', { address: String(event.address) })));
        this.#release();
        break;
      case 'tls':
        this.#tls = event;
        this.#stls = '';
        this.#owed = 0;
        this.apply(this.engine?.secured(summary(event)));
        this.#release();
        break;
      case 'latency':
        this.#latency.measured(event.page);
        break;
      case 'drain':
        this.#silence.over();
        this.#reconnect.warn(t('The bridge goes away in {n|one second|# seconds}. Type QUIT now, or what you marked with DELE stays in the maildrop.', { n: Number(event.in) || 0 }));
        break;
      case 'closed':
        this.#reason = String(event.reason);
    }
  }

  /** @param {string} message */
  fault(message) {
    this.#drop();
    super.fault(message);
  }

  /** Another connection knows nothing of the one before. */
  #begin() {
    this.#linked = this.#quitting = this.#auth = this.#marking = false;
    this.#owed = 0;
    this.#stls = this.#reason = '';
    this.#tls = undefined;
    this.#held = [];
    byId('told').textContent = '';
    this.#secret.over();
    this.#secret.close();
    this.#latency.clear();
    this.#silence.over();
  }

  /** Closes the socket at our own wish: nothing is to be said about its end. */
  #drop() {
    this.#call?.close();
    this.#call = undefined;
    this.#begin();
  }

  /** @param {import('./call.js').End} end */
  #closed({ code, reason, tries }) {
    this.#call = undefined;
    this.#over(code, this.#reason || reason, tries);
  }

  /** Says that there is no connection any more, or that none came about. @param {number} code @param {string} reason @param {number} [tries] */
  #over(code, reason, tries) {
    const [what, advice] = why(code, reason);
    const [quitting, waited] = [this.#quitting, unsent(this.#held)];
    const lost = this.state !== 'TRANSACTION' || quitting ? [] : [
      this.#marking ? t('Marks set with DELE are lost: only QUIT deletes, so those messages are still there.') : '',
      t('Behind a new connection you have to log in again.'),
    ];
    this.#begin();
    this.apply(code === 1000 ? this.engine?.ended() : this.engine?.lost(what));
    if (quitting && code === 1000 && !waited) return;
    this.#reconnect.over([what, advice, ...lost, waited].filter(Boolean).join(' '), !quitting && passes(code), tries);
  }
}

/** What is to be said of lines that wait no more. @param {string[]} lines */
const unsent = ({ length }) => (length > 0 ? t('{n|One line that waited was|# lines that waited were} not sent.', { n: length }) : '');

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

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
document.getElementById('compare')?.addEventListener('click', ({ currentTarget }) => import('./compare.js').then(({ Comparison }) => new Comparison(desk, /** @type {HTMLElement} */ (currentTarget)), console.error), { once: true });
/** A link with a session leads elsewhere. */
const lead = () => { if (fragment().startsWith('#session=')) import('./elsewhere.js').then((elsewhere) => elsewhere.lead(), console.error); };
addEventListener('hashchange', lead);
lead();
desk.start();
