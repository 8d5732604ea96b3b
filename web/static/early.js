// @ts-check
// What has to be so before anything is drawn: the language of the page, and the colours
// that the learner chose. The browser waits for it, so it is no module and imports nothing.
try {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript); // none in a site in a single file
  const site = script ? new URL(script.dataset.top ?? '', location.href).pathname : location.pathname.split('/').pop();
  const kept = site === '/' ? 'poplab.' : `poplab ${site}.`;
  const chosen = localStorage.getItem(`${kept}pages`) ?? ''; // language.js keeps it
  const others = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll('link[rel=alternate]')]);
  for (const link of others) link.href = link.href; // search engines want the whole address
  const known = [document.documentElement.lang, ...others.map(({ hreflang }) => hreflang)];
  const named = location.pathname.startsWith(`${site}${known[0]}/`); // who asks for /de/ wants it, whatever the browser speaks
  const wanted = chosen || (named ? known[0] : navigator.languages.map((name) => name.slice(0, 2)).find((name) => known.includes(name)));
  const there = others.find(({ hreflang }) => hreflang === wanted);
  // A folder on a disk has no index pages to lead to, and a single file only one page.
  if (there && script && location.protocol.startsWith('http')) {
    localStorage.setItem(`${kept}pages`, chosen); // where this fails nobody could choose otherwise
    location.replace(Object.assign(new URL(there.href), { search: location.search, hash: location.hash }));
  }
  const { scheme } = JSON.parse(localStorage.getItem(`${kept}settings`) ?? '{}');
  if (['light', 'dark'].includes(scheme)) document.documentElement.dataset.scheme = scheme;
} catch {
  // A browser that keeps nothing shows the page that was asked for, in the colours of its system.
}
