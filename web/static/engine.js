// @ts-check
// The page's side of the WASM boundary: a typed API over the exported functions
// that wasm/main_js.go describes. Nothing else touches the module's memory.
import { asset } from './asset.js';
import { language } from './language.js';
import { t } from './say.js';
import './wasm_exec.js';

/**
 * @typedef {object} Row one line with its note
 * @property {number} i index in the transcript, from 0
 * @property {number} session connections are counted from 1
 * @property {number} exchange command and reply belong to one exchange; -1 for none
 * @property {'S'|'C'|'L'} side server, client, or the learner's own program
 * @property {string} kind
 * @property {string} state after this line
 * @property {string} text
 * @property {string} note
 * @property {'chat'|'note'|'warning'|'error'} severity
 * @property {string} rfc
 * @property {string} url
 * @property {string} rule the rule that is broken, such as "R101", or ""
 * @property {number} [offset] octets that its side sent before; this and what follows only for lines of the wire
 * @property {number} [size] octets on the wire, line end included
 * @property {number} [delta] microseconds since the line before, or -1
 * @property {'CRLF'|'LF'|''} [end]
 * @property {string} [raw] the line without its end, a character for each octet, where text does not tell them
 * @property {boolean} [hides] a secret: text is all there is to show
 * @property {boolean} [stuffed] the sender put a dot before it
 * @property {number} [sum] of a line of mail: octets of the message up to its end
 */
/**
 * @typedef {object} TaskState how a task stands
 * @property {string} id
 * @property {boolean} done
 * @property {{met: boolean, row: number, window: string, said: string}[]} goals row is -1 for none
 * @property {number[]} mistakes those of the task that happened just now, by their place from 0
 */
/**
 * @typedef {object} Answer all that changed
 * @property {Row[]} rows what is new, or the beginning of it; Engine.rows gives the rest
 * @property {boolean} fresh rows begin with the first: of another window, or told anew
 * @property {number} count rows that there are in all
 * @property {string} last kind of the last row
 * @property {string} format of a log that was read, in words
 * @property {number} sessions connections so far
 * @property {number} warnings notes so far that warn
 * @property {number} errors notes so far that tell of a broken rule
 * @property {string} state
 * @property {string} host
 * @property {boolean} connected
 * @property {boolean} clear
 * @property {boolean} lacks a note has no words yet: needWorld, and speak again
 * @property {Uint8Array} send octets for the real server
 * @property {''|'asked'|'agreed'|'spoiled'} stls what became of it with a real server; spoiled: more came behind +OK
 * @property {boolean} owes the real server has a reply to give, or the rest of one
 * @property {string[]} legal
 * @property {TaskState[]} tasks
 * @property {number} port of the newest connection in a simulated world; 0 before the first
 * @property {boolean} secure TLS is drawn around the connection that stands
 * @property {string} window whose rows these are; "" where there is only one
 * @property {string[]} windows all of them; none where there is only one
 * @property {number} clock what time it is in the simulated world, in microseconds since 1970; 0 elsewhere
 * @property {string[]} moves lines to type that do something now, for buttons
 * @property {Record<string, string>} facts what was made for the learner
 * @property {string} [error] wrong input, in words
 */

/**
 * How the simulated world stands, as no command of POP3 tells it. The learner's only window is called "you".
 * @typedef {object} Around
 * @property {AroundDrop[]} maildrops
 * @property {AroundDevice[]} devices
 * @property {AroundTrip[]} trips the newest ones of all mail, in the order in which they happened
 * @property {number} older trips before these
 * @property {{from: string, to: string, octets: number, tries: number, next: number}[]} queue next in microseconds since 1970
 * @property {AroundPiece[]} wire the newest pieces that went over it
 * @property {AroundSession[]} sessions that servers have open; idle in seconds, dead where the cable is out
 *
 * @typedef {object} AroundDrop
 * @property {string} host
 * @property {string} user
 * @property {number} octets
 * @property {string} holder the window whose session has the lock; "" for none, "?" for one that nobody is at any more
 * @property {number} fresh messages that the holder does not see
 * @property {AroundMessage[]} messages
 *
 * @typedef {object} AroundMessage
 * @property {number} n in the session of the holder, 0 where that does not see it; else in the next one
 * @property {number} octets
 * @property {string} uid
 * @property {string} from
 * @property {string} subject
 * @property {boolean} marked
 * @property {string[]} fetched the windows that have a whole copy
 *
 * @typedef {object} AroundDevice
 * @property {string} name
 * @property {string} host
 * @property {string} user
 * @property {string} mode
 * @property {string[]} modes
 * @property {string} program
 * @property {boolean} cable it is in
 * @property {string} said by the program last
 * @property {number} checks so far
 * @property {{uid: string, octets: number, subject: string, whole: boolean, there: boolean}[]} store what it has; there: the server still has it too
 *
 * @typedef {{mail: number, subject: string, octets: number, leg: string, by: string, host: string}} AroundTrip
 * @typedef {{window: string, side: 'C'|'S', at: number, octets: number, head: string, hex: boolean, secure: boolean}} AroundPiece
 * @typedef {{window: string, host: string, user: string, state: string, idle: number, dead: boolean}} AroundSession
 */

/**
 * @typedef {object} Step what was put into a simulated world, and what came of it
 * @property {string} line as it was typed, or several with "\n" between
 * @property {boolean} hangs no line: the connection was closed without QUIT
 * @property {{window: string, row: number, rows: number}[]} parts new rows by window, first those where it was typed; none before it was played
 * @property {string} window where the learner sat then; "" where there is only one
 */

/** An error whose message is fit to be shown to a learner. */
export class EngineError extends Error {}

/** @type {Promise<WebAssembly.Module> | undefined} */
let loaded;

/**
 * Loads the module (once per page) and the texts, and starts an instance. Its
 * arguments are those of loadParts.
 * @param {string} program
 * @param {string} language
 * @param {(received: number, total: number) => void} [progress]
 * @returns {Promise<Engine>}
 */
export async function loadEngine(program, language, progress) {
  return Engine.start(...await loadParts(program, language, progress));
}

/**
 * What an instance is made of, here or in a worker: the module and the texts.
 * @param {string} program name of the asset: "poplab.wasm", or its packed form
 * @param {string} language of the notes
 * @param {(received: number, total: number) => void} [progress] octets; total is 0 when unknown
 * @returns {Promise<[WebAssembly.Module, string]>}
 */
export async function loadParts(program, language, progress) {
  if (typeof WebAssembly !== 'object') {
    throw new EngineError(t('This browser cannot run WebAssembly. Use a current Firefox, Chrome, Edge or Safari.'));
  }
  loaded ??= compile(program, progress ?? (() => {}));
  try {
    return await Promise.all([loaded, fetchTexts(language)]);
  } catch (error) {
    loaded = undefined; // the next try fetches again
    throw error;
  }
}

/** The files with texts that this page needs: of the notes, and of what the program says besides. */
const parts = { notes: true, world: false, phrases: false };

/** An answer lacks the notes of the simulated world: they are fetched from now on. */
export function needWorld() { parts.world = true; }

/** From now on the program is to speak the language of the page. @returns whether it has to learn it: English it knows */
export function needPhrases() {
  parts.phrases = language !== 'en';
  return parts.phrases;
}

/** Texts by file, fetched once. @type {Record<string, string>} */
const texts = {};

/** @param {'notes' | 'world' | 'phrases'} part @param {string} spoken its language */
async function fetchPart(part, spoken) {
  const name = `${part}.${spoken}.txt`;
  return parts[part] ? texts[name] ??= await (await fetched(name, t('the notes'))).text() : '';
}

/** The language of all that the program says, as Engine.speak takes it. @param {string} notes that of the notes */
export async function fetchTexts(notes) {
  const both = Promise.all([fetchPart('notes', notes), fetchPart('world', notes)]);
  return `${await fetchPart('phrases', language)}\0${(await both).join('')}`;
}

/**
 * @param {string} name of the file
 * @param {(received: number, total: number) => void} progress
 */
async function compile(name, progress) {
  const response = await fetched(name, t('the POP3 server program'));
  try {
    return await WebAssembly.compileStreaming(isHere(response) ? response : await unpacked(response, progress));
  } catch {
    throw new EngineError(t('The POP3 server program arrived damaged, or this browser is too old for it.'));
  }
}

/**
 * An answer of the web server that has what was asked for.
 * @param {string} name of an asset
 * @param {string} what it is, in words
 */
async function fetched(name, what) {
  const response = await asset(name).catch(() => undefined);
  if (!response) {
    throw new EngineError(t('This page could not fetch {what}. Is the network up?', { what }));
  }
  if (!response.ok || !response.body) {
    throw new EngineError(t('The web server answered {status} when this page asked for {what}.', { status: String(response.status), what }));
  }
  return response;
}

/**
 * Whether all of the program is in the browser already, in the form in which it is compiled. Then
 * nothing is to be counted, and the browser may know the code from the last time.
 * @param {Response} response
 */
const isHere = ({ url, headers }) => url.endsWith('.wasm') && headers.get('Content-Type') === 'application/wasm' && performance.getEntriesByName(url).length > 0;

/**
 * The program, counted on its way and under the right type: some web hosts send .wasm
 * with a wrong one. Others pack nothing, so a site for any host has the program packed; a
 * host may then say so, and the browser unpacks it, or may not. So the first octet
 * tells: that of gzip is 31 (RFC 1952 section 2.3.1), that of WebAssembly is 0.
 * @param {Response} response
 * @param {(received: number, total: number) => void} progress
 */
async function unpacked(response, progress) {
  // A compressed answer tells its compressed length, so the total is known only without encoding.
  const total = response.headers.has('Content-Encoding') ? 0 : Number(response.headers.get('Content-Length'));
  let received = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let next = reader.read();
  const packed = (await next).value?.[0] === 31;
  const body = new ReadableStream({
    async pull(controller) {
      const { done, value } = await next;
      if (done) return controller.close();
      received += value.length;
      progress(received, total);
      controller.enqueue(value);
      next = reader.read();
    },
  });
  const program = packed ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  return new Response(program, { headers: { 'Content-Type': 'application/wasm' } });
}

/** Lets the page do what else is due. A first call takes long, as its code is compiled then. */
const breath = () => new Promise((go) => { setTimeout(go); });

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One running instance: one learner at one desk. */
export class Engine {
  /** Called once when poplab itself fails; the instance is of no use after it. */
  onfault = (/** @type {string} */ message) => console.error(message);

  /** @type {any} */
  #exports;

  /** @param {WebAssembly.Module} module @param {string} texts */
  static async start(module, texts) {
    const go = new globalThis.Go();
    const engine = new Engine();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    engine.#exports = instance.exports;
    go.run(instance).then(() => engine.onfault(t('The POP3 server program stopped.')));
    await breath();
    engine.speak(texts);
    await breath();
    return engine;
  }

  /** The language of the page and that of the notes; the notes of all rows so far are told anew. @param {string} texts of fetchTexts */
  speak(texts) {
    const answer = this.#call('speak', texts);
    if (answer.error) throw new EngineError(t('The notes of this page arrived damaged ({error}).', { error: answer.error }));
    return answer;
  }

  /**
   * A simulated world, made for one learner: the same names and numbers give the same world everywhere.
   * @param {{scenario: string, tasks: string, class: string, learner: string, lesson: string, attempt: number}} world
   */
  open({ scenario, tasks, class: group, learner, lesson, attempt }) {
    return this.#call('open', scenario, tasks, group, learner, lesson, String(attempt));
  }

  /** A console for a real server. @param {{name: string, mask: boolean}} target */
  bridge({ name, mask }) { return this.#call('bridge', name, mask ? 'mask' : ''); }

  /** The learner typed a line, or pasted several with "\\n" between them. @param {string} line */
  type(line) { return this.#call('typed', line); }

  /** The bridge reached the real server. @param {'here'|'tls'|'clear'} via how this page speaks with the bridge @param {string} words */
  linked(via, words) { return this.#call('linked', via, words); }

  /** TLS wraps the connection from the bridge to the real server. @param {string} words */
  secured(words) { return this.#call('secured', words); }

  /** Octets of the real server. @param {Uint8Array} octets */
  receive(octets) { return this.#call('received', octets); }

  /** The real server closed the connection. */
  ended() { return this.#call('ended'); }

  /** The connection broke. @param {string} reason */
  lost(reason) { return this.#call('lost', reason); }

  /** The learner closed the connection. */
  hangup() { return this.#call('hangup'); }

  /** An answer field changed. @param {string} task @param {string} field @param {string} value */
  answer(task, field, value) { return this.#call('fill', task, field, value); }

  /** A log or a packet capture, to be read. @param {Uint8Array} file @param {boolean} mask */
  read(file, mask) {
    const head = encoder.encode(mask ? 'mask\0' : '\0');
    const octets = new Uint8Array(head.length + file.length);
    octets.set(head);
    octets.set(file, head.length);
    return this.#call('read', octets);
  }

  /** How the simulated world stands around the console. @returns {Around} */
  around() { return this.#ask('around'); }

  /** What was put into the world, and how many of all steps were taken. @param {number} from a step, by its index @returns {{at: number, steps: Step[]}} */
  steps(from) { return { at: 0, steps: [], ...this.#ask('steps', String(from)) }; }

  /**
   * The moment after so many steps. Those behind it stay ahead until something else is done.
   * @param {number} steps
   * @param {string} [window] to be shown; else that where the learner sat
   * @param {boolean} [branch] forgets the steps behind it
   */
  travel(steps, window = '', branch = false) { return this.#call('travel', String(steps), window, branch ? 'branch' : ''); }

  /** The session as text. @returns {{script?: string, error?: string}} */
  script() { return this.#ask('script'); }

  /** What the text of a session holds. @param {string} script @returns {{scenario: string, steps: Step[], error?: string}} */
  peek(script) { return this.#ask('peek', script); }

  /**
   * A session from its text.
   * @param {string} script
   * @param {string} tasks
   * @param {number} [steps] that are taken; the others are ahead
   * @param {string} [window] to be shown; else that where the learner sat
   */
  restore(script, tasks, steps = 0, window = '') { return this.#call('restore', tasks, String(steps), window, script); }

  /** Rows of a side, or of all. @param {number} from @param {number} count @param {''|'C'|'S'} [side] @returns {Row[]} */
  rows(from, count, side = '') { return this.#ask('rows', String(from), String(count), side).rows ?? []; }

  /** The letter of each row from one on. @param {number} from @returns {string} */
  sides(from) { return this.#ask('sides', String(from)).sides ?? ''; }

  /**
   * The next row whose line or note holds a text.
   * @param {string} text
   * @param {{side: ''|'C'|'S', from: number, back: boolean}} where
   * @returns {{row: number, nth: number, total: number}} row is -1 for none
   */
  find(text, { side, from, back }) { return this.#ask('find', side, String(from), back ? 'back' : '', text); }

  /** The newest session with a real server beside the same with the sandbox. @returns {import('./compare.js').Exchange[]} */
  compare() { return this.#ask('compare').exchanges ?? []; }

  /**
   * The session as a file, in a format of wasm/export.
   * @param {string} format
   * @param {{mask: boolean, language: string, row: number}} how row says which message, for formats of one message
   * @returns {{name: string, type: string, octets: Uint8Array<ArrayBuffer>, error?: string}}
   */
  save(format, { mask, language, row }) {
    const octets = this.#run('save', encoder.encode([format, mask ? 'mask' : '', language, row].join('\0')));
    const end = octets.indexOf(10);
    return { ...this.#parsed(end < 0 ? octets : octets.subarray(0, end)), octets: octets.slice(end + 1) };
  }

  /**
   * @param {string} name
   * @param {...(string|Uint8Array)} values
   * @returns {Answer}
   */
  #call(name, ...values) {
    const answer = this.#ask(name, ...values);
    return { ...silence, ...answer, send: Uint8Array.from(answer.send ?? '', (c) => c.charCodeAt(0)) };
  }

  /** @param {string} name @param {...(string|Uint8Array)} values @returns {any} */
  #ask(name, ...values) {
    return this.#parsed(this.#run(name, values[0] instanceof Uint8Array ? values[0] : encoder.encode(values.join('\0'))));
  }

  /** The octets of an answer, good until the next call. @param {string} name @param {Uint8Array} octets */
  #run(name, octets) {
    try {
      this.#exports.tick(Date.now());
      this.#memory(this.#exports.buffer(octets.length), octets.length).set(octets);
      const length = this.#exports[name](octets.length);
      return this.#memory(this.#exports.answer(), length);
    } catch (error) {
      return encoder.encode(JSON.stringify({ fault: String(error) }));
    }
  }

  /** @param {Uint8Array} octets */
  #parsed(octets) {
    const answer = JSON.parse(decoder.decode(octets));
    if (answer.fault !== undefined) this.onfault(answer.fault);
    return answer;
  }

  /** Memory moves when it grows, so a view is made anew for each use. */
  #memory(/** @type {number} */ address, /** @type {number} */ length) {
    return new Uint8Array(this.#exports.mem.buffer, address >>> 0, length);
  }
}

/** @type {Answer} */
const silence = {
  rows: [], count: 0, last: '', format: '', sessions: 0, warnings: 0, errors: 0, state: 'not connected', host: '',
  connected: false, clear: false, lacks: false, send: new Uint8Array(), stls: '', legal: [], tasks: [],
  fresh: false, port: 0, secure: false, window: '', windows: [], clock: 0, moves: [], facts: {},
};
