// @ts-check
// The worker that reads a log. Reading 20 MB takes seconds, in which the page must
// answer, so the engine runs here. A message {id, name, args} asks for one of the
// calls below; {id, result}, {id, error} or {fault} answers. remote.js is the
// other end.
import { Engine, EngineError } from './engine.js';
import { InputError, isGzip, unpacked } from './packing.js';
import { t, words } from './say.js';

/** @typedef {{id: number, name: string, args: any[]}} Call */

/** @type {[WebAssembly.Module, string]} module and texts of the notes */
let parts;

/** @type {Engine} */
let engine;

/** @type {Record<string, (...args: any[]) => any>} */
const calls = {
  begin: (module, texts, said) => {
    parts = [module, texts];
    Object.assign(words, said);
  },

  /** Each log gets a new instance: the memory of an instance never shrinks. */
  async read(/** @type {Blob} */ file, /** @type {boolean} */ mask) {
    const octets = await octetsOf(file);
    engine = await Engine.start(...parts);
    engine.onfault = (fault) => postMessage({ fault });
    return engine.read(octets, mask);
  },

  speak(/** @type {string} */ texts) {
    engine.speak(texts);
    parts[1] = texts;
  },

  rows: (from, count, side) => engine.rows(from, count, side),
  sides: (from) => engine.sides(from),
  find: (text, where) => engine.find(text, where),
  save: (format, how) => engine.save(format, how),
};

/** @param {Blob} file */
async function octetsOf(file) {
  const octets = await arrayOf(file);
  return isGzip(octets) ? arrayOf(await unpacked(file, 'gzip', t('This .gz file is damaged or cut off: it cannot be unpacked.'))) : octets;
}

/** @param {Blob} blob */
async function arrayOf(blob) {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new InputError(t('The browser could not read it. Is it a folder, or did it change or move meanwhile?'));
  }
}

/** @param {Call} call */
async function serve({ id, name, args }) {
  try {
    postMessage({ id, result: await calls[name](...args) });
  } catch (error) {
    const expected = error instanceof InputError || error instanceof EngineError;
    postMessage(expected ? { id, error: error.message } : { fault: String(error) });
  }
}

let last = Promise.resolve();

addEventListener('message', ({ data }) => { last = last.then(() => serve(data)); }); // one after another
