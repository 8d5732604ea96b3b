// @ts-check
// The engine in a worker, with the methods of Engine that a log needs; each gives
// a promise. reader.js is the other end.
import { worker } from './asset.js';
import { InputError } from './packing.js';
import { t, words } from './say.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {{done: (result: any) => void, failed: (error: Error) => void}} Waiting */

const STOPPED = t('Reading stopped: this is a fault of poplab, or the log is too large for this browser. Cut out the part with the POP3 session, and try again.');
const MISSING = t('The reader of this page could not be fetched. Is the network up?');

export class RemoteEngine {
  #worker = worker('reader.js');
  #waiting = /** @type {Map<number, Waiting>} */ (new Map());
  #calls = 0;
  #module;
  #texts;
  #failed;

  /**
   * @param {WebAssembly.Module} module
   * @param {string} texts of the notes
   * @param {string} language that they are in
   * @param {(engine: RemoteEngine, why: string) => void} failed is called when the worker is of no use any more
   */
  constructor(module, texts, language, failed) {
    this.#module = module;
    this.#texts = texts;
    this.language = language;
    this.#failed = failed;
    this.#worker.addEventListener('message', ({ data }) => this.#settle(data));
    this.#worker.addEventListener('error', ({ message }) => this.#fail(message ? `${STOPPED} (${message})` : MISSING));
    this.#worker.postMessage({ id: 0, name: 'begin', args: [module, texts, words] });
  }

  /** Ends the worker, whatever it does. Promises that wait for it stay open. */
  close() { this.#worker.terminate(); }

  /** Another one, to take its place. */
  fresh() { return new RemoteEngine(this.#module, this.#texts, this.language, this.#failed); }

  /** Whether an answer is still to come. */
  get busy() { return this.#waiting.size > 0; }

  /** @param {Blob} file a log or a packet capture, maybe as .gz @param {boolean} mask @returns {Promise<Answer>} */
  read(file, mask) { return this.#call('read', file, mask); }

  /** @param {string} texts of the notes @param {string} language they are in */
  async speak(texts, language) {
    await this.#call('speak', texts);
    this.#texts = texts;
    this.language = language;
  }

  /** @param {Parameters<Engine['rows']>} args @returns {Promise<ReturnType<Engine['rows']>>} */
  rows(...args) { return this.#call('rows', ...args); }

  /** @param {number} from @returns {Promise<string>} */
  sides(from) { return this.#call('sides', from); }

  /** @param {Parameters<Engine['find']>} args @returns {Promise<ReturnType<Engine['find']>>} */
  find(...args) { return this.#call('find', ...args); }

  /** @param {Parameters<Engine['save']>} args @returns {Promise<ReturnType<Engine['save']>>} */
  save(...args) { return this.#call('save', ...args); }

  /** @param {string} name @param {...unknown} args */
  #call(name, ...args) {
    const id = ++this.#calls;
    this.#worker.postMessage({ id, name, args });
    return new Promise((done, failed) => { this.#waiting.set(id, { done, failed }); });
  }

  /** @param {{id: number, result?: unknown, error?: string, fault?: string}} message */
  #settle({ id, result, error, fault }) {
    if (fault !== undefined) {
      this.#fail(`${STOPPED} (${fault})`);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.done(result);
    else waiting?.failed(new InputError(error));
  }

  /** @param {string} why */
  #fail(why) {
    this.close();
    this.#waiting.clear();
    this.#failed(this, why);
  }
}
