// @ts-check
// For authors: loads the page again when the file of its lesson was saved. Only a
// server that was started with -lessons puts this script into its pages.

const { tag } = /** @type {HTMLElement} */ (document.querySelector('script[data-tag]')).dataset;
const place = 'poplab.place'; // where the page stood when it was left for its newer self

/** @type {EventSource | undefined} */
let news;

/**
 * Hears of changes while the page is seen. A browser opens six connections to a
 * host, and tabs in the background must not use them up.
 */
function listen() {
  news?.close();
  if (document.hidden) return;
  news = new EventSource(new URL(`../../reload?page=${encodeURIComponent(location.pathname)}`, import.meta.url));
  news.addEventListener('message', (event) => {
    if (event.data !== tag) renew();
  });
}

function renew() {
  news?.close();
  const tab = document.getElementById('workbench')?.dataset.tab;
  sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, top: scrollY, tab }));
  location.reload();
}

/** Goes back to where the older self of the page stood. */
function restore() {
  const { path, top, tab } = JSON.parse(sessionStorage.getItem(place) ?? '{}');
  sessionStorage.removeItem(place);
  if (path !== location.pathname) return;
  document.getElementById(`tab-${tab}`)?.click();
  scrollTo({ top, behavior: 'instant' });
}

document.addEventListener('visibilitychange', listen);
addEventListener('load', restore);
listen();
