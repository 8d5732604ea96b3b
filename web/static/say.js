// @ts-check
// What the modules say, in the language of the page. A text is written in English where
// it is shown; a page in another language holds the words of its modules.
//
//   t('Connect')
//   t('{name} has {n|one message|# messages}', { name, n })

import { language } from './language.js';

/** Texts of the page's language by their English ones. @type {Record<string, string>} */
export const words = JSON.parse(globalThis.document?.getElementById('words')?.textContent ?? '{}'); // a worker gets them from its page

/** Made when a number has more than its digits: what it knows of languages takes long to load. */
let decimal = /** @type {Intl.NumberFormat | undefined} */ (undefined);

/** Placeholders: {name}, or {name|one|many} for a number, which # stands for. */
const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * @param {string} english
 * @param {Record<string, string | number>} [values]
 */
export function t(english, values = {}) {
  return (words[english] ?? english).replace(PLACEHOLDER, (all, name, one, many) => {
    const value = values[name] ?? all;
    const plain = typeof value === 'string' || (Number.isInteger(value) && value < 1000);
    const shown = plain ? String(value) : (decimal ??= new Intl.NumberFormat(language)).format(value);
    if (many === undefined) return shown;
    return (Number(value) === 1 ? one : many).replaceAll('#', shown);
  });
}
