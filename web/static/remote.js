// @ts-check
// The engine in a worker, with the methods of Engine that a log needs; each gives
// a promise. reader.js is the other end.
import { InputError } from './packing.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./engine.js').Row} Row */
/** @typedef {{done: (result: any) => void, failed: (error: Error) => void}} Waiting */

export class RemoteEngine {
  /** Called once when the worker is of no use any more. */
  onfault = (/** @type {string} */ message) => console.error(message);

  #worker = new Worker(new URL('./reader.js', import.meta.url), { type: 'module' });
  #waiting = /** @type {Map<number, Waiting>} */ (new Map());
  #calls = 0;

  /** @param {WebAssembly.Module} module @param {string} texts of the notes */
  constructor(module, texts) {
    this.#worker.addEventListener('message', ({ data }) => this.#settle(data));
    this.#worker.addEventListener('error', ({ message }) => this.#fail(message || 'its program did not load'));
    this.#call('begin', module, texts);
  }

  /** Ends the worker, whatever it does. Promises that wait for it stay open. */
  close() { this.#worker.terminate(); }

  /** Whether an answer is still to come. */
  get busy() { return this.#waiting.size > 0; }

  /** @param {Blob} file a log or a packet capture, maybe as .gz @param {boolean} mask @returns {Promise<Answer>} */
  read(file, mask) { return this.#call('read', file, mask); }

  /** @param {string} texts of the notes @returns {Promise<Answer>} */
  speak(texts) { return this.#call('speak', texts); }

  /** @param {number} from @param {number} count @returns {Promise<Row[]>} */
  rows(from, count) { return this.#call('rows', from, count); }

  /** @param {Parameters<import('./engine.js').Engine['find']>} args @returns {Promise<{row: number, nth: number, total: number}>} */
  find(...args) { return this.#call('find', ...args); }

  /**
   * @param {Parameters<import('./engine.js').Engine['save']>} args
   * @returns {Promise<ReturnType<import('./engine.js').Engine['save']>>}
   */
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
      this.#fail(fault);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.done(result);
    else waiting?.failed(new InputError(error));
  }

  /** @param {string} message */
  #fail(message) {
    this.close();
    this.onfault(message);
  }
}
