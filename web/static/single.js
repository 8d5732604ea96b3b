// @ts-check
// The beginning of a site in a single file. Its pages are templates, told apart by what
// stands behind the "#" of the address: #/lessons/L1/, and #/lessons/L1/#task-login for
// a place in one. Another page is loaded afresh, as it would be from a web host.
import { key } from './asset.js';
import './early.js';

const pages = /** @type {HTMLTemplateElement[]} */ ([...document.querySelectorAll('template[data-page]')]);

/** The language chosen, or those of the browser. @returns {readonly string[]} */
function languages() {
  try {
    return [localStorage.getItem(key('pages')) ?? '', ...navigator.languages];
  } catch {
    return navigator.languages;
  }
}

/** The path of the first page, in a language that its reader speaks. */
function first() {
  const homes = pages.filter(({ dataset }) => /^\/([a-z]{2}\/)?$/.test(dataset.page ?? ''));
  const spoken = languages().map((name) => homes.find(({ dataset }) => dataset.language === name.slice(0, 2)));
  return (spoken.find((home) => home) ?? pages[0]).dataset.page ?? '/';
}

/** Path of the page, and the place in it. @returns {string[]} */
function wanted() {
  const [, path = first(), place = ''] = /^#(\/[^#]*)(?:#(.*))?/s.exec(location.hash) ?? [];
  return [path, place];
}

const [path, place] = wanted();
const at = (/** @type {string} */ path) => pages.find((template) => template.dataset.page === path);
const page = /** @type {HTMLTemplateElement} */ (at(path) ?? at(`${/^\/[a-z]{2}\//.exec(path)?.[0] ?? '/'}nowhere/`) ?? at('/nowhere/'));
const { title = '', language = 'en', styles = '', entry: module = '' } = page.dataset;

document.title = title;
document.documentElement.lang = language;
for (const name of styles.split(' ')) {
  const style = document.querySelector(`style[data-name="${name}"]`);
  if (style) /** @type {HTMLStyleElement} */ (style).media = 'all';
}
document.body.prepend(page.content);
history.scrollRestoration = 'manual'; // another page begins at its top

/** Goes to a place in the page, as the browser does in pages of their own. @param {string} id */
function go(id) {
  const target = document.getElementById(id);
  if (!target) return;
  target.scrollIntoView();
  target.focus();
  if (document.activeElement === target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

addEventListener('hashchange', () => {
  const [other, place] = wanted();
  if (other === path) go(place);
  else location.reload();
});
if (place) addEventListener('load', () => go(place));

/** The module that brings the page to life; "" where nothing moves. */
export const entry = module;
