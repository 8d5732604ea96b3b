// @ts-check
// Where things are: a site is a folder of any web host, or a single HTML file that holds
// all of it and is opened without a host. Nothing else knows which.

const page = globalThis.document; // a worker has none
const script = page?.getElementById('modules'); // all modules, in a single file

/** The site is a single file. Its pages are told apart by what stands behind the "#". */
const single = Boolean(script);

/** Another name for each site of a host, since they share what a browser keeps for it. */
const site = () => (single ? location.pathname.split('/').pop() : new URL('../../', import.meta.url).pathname);

/**
 * The name under which the browser keeps something. A site that has the host to itself has
 * the short names; early.js makes them, too.
 * @param {string} name
 */
export const key = (name) => (site() === '/' ? `poplab.${name}` : `poplab ${site()}.${name}`);

/** An asset, such as "poplab.wasm", as an answer of the web host. @param {string} name @returns {Promise<Response>} */
export async function asset(name) {
  const held = page?.getElementById(`asset-${name}`)?.textContent;
  if (held === undefined || held === null) return fetch(new URL(name, import.meta.url));
  return new Response(Uint8Array.from(atob(held), (c) => c.charCodeAt(0)));
}

// What keeps the site waits until the page is there.
if (page && !single) addEventListener('load', () => { import('./offline.js'); });

/** A worker that runs a module, such as "reader.js". @param {string} module */
export function worker(module) {
  if (!script) return new Worker(new URL(module, import.meta.url), { type: 'module' });
  const url = URL.createObjectURL(new Blob([script.textContent ?? ''], { type: 'text/javascript' }));
  return new Worker(url, { name: module }); // of the older kind, since no browser takes modules from a disk
}

/** A link to another page in the language of this one. @param {string} path within the site, such as "/reference/" */
export const to = (path) => (page.querySelector('header .name')?.getAttribute('href') ?? './') + path.slice(1);

/** The parts behind the "#" of an address: the page, which only a single file has there, and a place in it. @param {string} hash */
function parts(hash) {
  const [, page = '#/', place = ''] = /^(#\/[^#]*)?(#.*)?/s.exec(single ? hash : `#/${hash}`) ?? [];
  return { page: single ? page : '', place };
}

/** What stands behind the "#" of the address of this page, with it; or "". */
export const fragment = () => parts(location.hash).place;

/** A link to a place in another page. @param {string} href of that page @param {string} fragment with its "#" */
export function placeIn(href, fragment) {
  const url = new URL(href, location.href);
  url.hash = parts(url.hash).page + fragment;
  return url.href;
}

/** The address of this page. @param {string} [fragment] with its "#" */
export const address = (fragment = '') => placeIn(location.pathname + location.hash, fragment);
