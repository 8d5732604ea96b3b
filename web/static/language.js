// @ts-check
// The language of the page, and the links to the same page in others. The browser remembers
// which of them was followed; early.js acts on it.
import { fragment, key, placeIn } from './asset.js';

const page = globalThis.document; // a worker has none

/** The language of the page, for its texts and for the formats of Intl. */
export const language = page?.documentElement.lang ?? 'en';

/** Keeps the choice, and leads to the same place in that language. @param {HTMLAnchorElement} link */
function choose(link) {
  try {
    localStorage.setItem(key('pages'), link.hreflang);
  } catch {
    // The next page is in that language all the same.
  }
  link.href = Object.assign(new URL(placeIn(link.href, fragment())), { search: location.search }).href;
}

for (const link of page?.querySelectorAll('a[rel=alternate]') ?? []) {
  for (const type of ['click', 'auxclick']) link.addEventListener(type, () => choose(/** @type {HTMLAnchorElement} */ (link)));
}
