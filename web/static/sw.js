// @ts-check
/* global VERSION, ASSETS, PAGES, BUILD */
// The service worker: keeps one version of the site in the browser, and answers from there.
//
// The site writes this file to its top, behind a line that declares
//
//   VERSION  of all that follows
//   BUILD    the folder of the assets, such as "assets/1a2b3c/"
//   ASSETS   their names
//   PAGES    the pages by folder of their language: { "": ["", "lessons/"], "de/": [...] }
//
// All paths are relative to this file, so that the site works in any folder of a host. A
// version comes as a whole or not at all. The assets of the version before stay for
// pages that are still open with it.

const worker = /** @type {any} */ (globalThis);
const top = new URL('./', location.href).href;
const kept = (/** @type {string} */ version) => `poplab ${top} ${version}`;
const trees = Object.keys(PAGES).sort((a, b) => b.length - a.length); // "" fits all, so it comes last
const known = new Set([...ASSETS.map((/** @type {string} */ name) => BUILD + name), ...Object.values(PAGES).flat()]);

/** The folder of the language that an address belongs to. @param {string} path */
const treeOf = (path) => trees.find((tree) => path.startsWith(tree)) ?? '';

/** The path of an address within the site, without the name of an index page; undefined outside. @param {string} url */
function pathOf(url) {
  return url.startsWith(top) ? url.slice(top.length).replace(/[?#].*/s, '').replace(/(^|\/)index\.html$/, '$1') : undefined;
}

/** Keeps files one after another, since the page may want the network too. @param {string[]} paths */
async function keep(paths) {
  const cache = await caches.open(kept(VERSION));
  for (const path of paths) {
    if (await cache.match(top + path)) continue;
    const answer = await fetch(top + path, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const octets = await answer.arrayBuffer();
    if (/(^|\/)$/.test(path) && !new TextDecoder().decode(octets).includes(BUILD)) {
      throw new Error(`${path} is of another version`); // on its way through some other cache
    }
    const headers = new Headers(answer.headers);
    headers.delete('Content-Encoding'); // the octets are unpacked now
    headers.set('Content-Length', String(octets.byteLength));
    // A new answer, since one that was redirected is refused to those who navigate.
    await cache.put(top + path, new Response(octets, { headers }));
  }
}

/** The pages of the languages in use, and all assets. */
async function install() {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const used = new Set(open.map((/** @type {{url: string}} */ client) => treeOf(pathOf(client.url) ?? '')));
  if (used.size === 0) used.add('');
  await keep([...ASSETS.map((/** @type {string} */ name) => BUILD + name), ...[...used].flatMap((tree) => PAGES[tree])]);
}

/** Drops older versions, but for pages that another tab may have open. */
async function tidy() {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const older = (await caches.keys()).filter((name) => name.startsWith(kept('')) && name !== kept(VERSION));
  const spared = open.length > 1 ? older.slice(-1) : [];
  await Promise.all(older.filter((name) => !spared.includes(name)).map((name) => caches.delete(name)));
}

/** @param {any} event @param {string} path */
async function answer(event, path) {
  const cache = await caches.open(kept(VERSION));
  const held = await (path.startsWith('assets/') ? caches : cache).match(top + path);
  if (held) return held;
  if (known.has(path) && !path.startsWith('assets/')) {
    event.waitUntil(keep(PAGES[treeOf(path)]).catch(() => {})); // a language that was not in use so far
  }
  return fetch(event.request);
}

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener('message', (/** @type {any} */ event) => { if (event.data === 'use') worker.skipWaiting(); });
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const path = pathOf(event.request.url);
  if (event.request.method !== 'GET' || path === undefined) return;
  if (known.has(path) || path.startsWith('assets/')) event.respondWith(answer(event, path));
  else if (known.has(`${path}/`)) event.respondWith(Response.redirect(`${top}${path}/`));
});
