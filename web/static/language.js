// @ts-check
// The language of the page, and the one that its reader wants. A first visit goes to the
// pages in the language of the browser; the link in the header chooses another, which the
// browser remembers.

const page = globalThis.document; // a worker has none

/** The language of the page, for its texts and for the formats of Intl. */
export const language = page?.documentElement.lang ?? 'en';

const KEPT = 'poplab.pages';

/** The same page in other languages. @type {HTMLAnchorElement[]} */
const others = [...page?.querySelectorAll('a[rel=alternate]') ?? []];

/** The language chosen, or the first of the browser's that there is. Where no choice could
 * be kept the page stays as it was asked for. */
function wanted() {
  try {
    const chosen = localStorage.getItem(KEPT);
    if (chosen) return chosen;
    localStorage.setItem(KEPT, '');
  } catch {
    return language;
  }
  const known = [language, ...others.map(({ hreflang }) => hreflang)];
  return navigator.languages.map((name) => name.slice(0, 2)).find((name) => known.includes(name)) ?? language;
}

/** The same place in another language. @param {HTMLAnchorElement} link */
function placeIn(link) {
  const { search, hash } = location;
  return new URL(search + hash, link.href).href;
}

for (const link of others) {
  for (const type of ['click', 'auxclick']) {
    link.addEventListener(type, () => {
      try {
        localStorage.setItem(KEPT, link.hreflang);
      } catch {
        // The next page is in that language all the same.
      }
      link.href = placeIn(link);
    });
  }
}

const better = location.protocol.startsWith('http') ? wanted() : language; // a folder has no index pages
const link = others.find(({ hreflang }) => hreflang === better);
if (link) location.replace(placeIn(link));
