// @ts-check
// Keeps the site for a time without a network, and tells when a newer version of it has come.
// That waits: it takes the place of this one when no page is open any more, or as
// soon as the learner says so, which the pages of lessons do not offer.
import { t } from './say.js';

/** Milliseconds after the page is there. */
const BEGIN = 2500;

const root = new URL('../../', import.meta.url);
const worker = navigator.serviceWorker; // undefined on plain http and for files
const followsAuthor = document.querySelector('script[data-tag]') !== null; // pages change under it
const inLesson = /^([a-z]{2}\/)?(lessons\/[^/]+|practice\/drill)\//.test(location.href.slice(root.href.length));

async function keep() {
  const registration = await worker.register(new URL('sw.js', root), { updateViaCache: 'none' });
  if (inLesson || !worker.controller) return;
  const look = () => { if (registration.waiting) offer(registration.waiting); };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
}

/** @param {ServiceWorker} newer */
function offer(newer) {
  document.getElementById('version')?.remove();
  const use = document.createElement('button');
  use.type = 'button';
  use.className = 'action';
  use.textContent = t('Use it now');
  use.addEventListener('click', () => {
    worker.addEventListener('controllerchange', () => location.reload());
    newer.postMessage('use');
  });
  const news = document.createElement('p');
  news.id = 'version';
  news.role = 'status';
  news.append(t('A new version is there.'), ' ', use);
  document.querySelector('header')?.after(news);
}

// The first seconds belong to the learner, who may be typing already.
if (worker && !followsAuthor) setTimeout(() => keep().catch(() => {}), BEGIN); // a browser that keeps nothing: the page works on
