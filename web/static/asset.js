// @ts-check
// Where things are: a site is a folder of any web host, or a single HTML file that holds
// all of it and is opened without a host. Nothing else knows which.

const page = globalThis.document; // a worker has none
const script = page?.getElementById('modules'); // all modules, in a single file

/** The site is a single file. Its pages are told apart by what stands behind the "#". */
const single = Boolean(script);

/** Another name for each site of a host, since they share what a browser keeps for it. */
export const site = () => (single ? location.pathname.split('/').pop() ?? '' : new URL('../../', import.meta.url).pathname);

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
  const url = script
    ? URL.createObjectURL(new Blob([script.textContent ?? ''], { type: 'text/javascript' }))
    : new URL(module, import.meta.url);
  return new Worker(url, { type: 'module', name: module });
}

/** A link to another page in the language of this one. @param {string} path within the site, such as "/reference/" */
export const to = (path) => (page.querySelector('header .name')?.getAttribute('href') ?? './') + path.slice(1);

/** What stands behind the "#" of the address of this page, with it; or "". */
export const fragment = () => (single ? /^#[^#]*(#.*)/s.exec(location.hash)?.[1] ?? '' : location.hash);

/** The address of this page. @param {string} [fragment] with its "#" */
export function address(fragment = '') {
  const url = new URL(location.pathname, location.href);
  url.hash = single ? (/^#[^#]*/.exec(location.hash)?.[0] || '#/') + fragment : fragment;
  return url.href;
}
