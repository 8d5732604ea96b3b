// @ts-check
// What the modules say, in the language of the page. A text is written in English where
// it is shown; a page in another language holds the words of its modules.
//
//   t('Connect')
//   t('{name} has {n|one message|# messages}', { name, n })

import { language } from './language.js';

/** Texts of the page's language by their English ones. @type {Record<string, string>} */
export const words = JSON.parse(globalThis.document?.getElementById('words')?.textContent ?? '{}'); // a worker gets them from its page

const plural = new Intl.PluralRules(language);
const decimal = new Intl.NumberFormat(language);

/** Placeholders: {name}, or {name|one|many} for a number, which # stands for. */
const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * @param {string} english
 * @param {Record<string, string | number>} [values]
 */
export function t(english, values = {}) {
  return (words[english] ?? english).replace(PLACEHOLDER, (all, name, one, many) => {
    const value = values[name] ?? all;
    const shown = typeof value === 'number' ? decimal.format(value) : value;
    if (many === undefined) return shown;
    return (plural.select(Number(value)) === 'one' ? one : many).replaceAll('#', shown);
  });
}
