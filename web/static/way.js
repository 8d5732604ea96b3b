// @ts-check
// The way of a mail, from who sent it to who reads it, in seven stations. An octet
// travels for what really happened, and for nothing else; the list tells the same.
import { made } from './draw.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Around} Around */
/** @typedef {Around['trips'][number]} Trip */

/** Milliseconds of one leg, and how many legs are shown of what happened at once. */
const LEG = 180;
const NEWEST = 12;
/** Trips that the list tells. */
const TOLD = 100;

/** @type {[string, () => string, () => string][]} */
const STATIONS = [
  ['sender', () => t('Sender'), () => t('writes')],
  ['submission', () => t('Submission'), () => t('hands it over')],
  ['smtp', () => t('SMTP'), () => t('carries it')],
  ['queue', () => t('Queue'), () => t('holds it')],
  ['maildrop', () => t('Maildrop'), () => t('keeps it')],
  ['pop3', () => t('POP3'), () => t('hands it out')],
  ['reader', () => t('Reader'), () => t('reads')],
];

/** Where a leg ends, for a mail that stands at a station. @type {Record<string, (from: number) => number>} */
const STOPS = {
  refused: () => 0,
  submitted: () => 1,
  queued: () => 3, // by way of SMTP, where nobody answered
  relayed: (from) => (from < 3 ? 2 : 4),
  arrived: () => 4,
  fetched: () => 6,
  headed: () => 6,
  removed: () => 4,
};

/** Legs that a mail can begin with that stood in its maildrop from the start. */
const STOOD = new Set(['fetched', 'headed', 'removed']);

/** @typedef {{by: string, host: string}} Who */
/** @type {Record<string, (who: Who) => string>} */
const SENTENCES = {
  refused: (who) => t('{host} refused it.', who),
  submitted: (who) => (mine(who) ? t('You submitted it to {host}, by SMTP.', who) : t('{by} submitted it to {host}, by SMTP.', who)),
  queued: (who) => t('It waits in the queue, since {host} does not answer.', who),
  relayed: (who) => t('Another host gave it to {host}, by SMTP.', who),
  arrived: (who) => t('It stands in its maildrop at {host}.', who),
  fetched: (who) => (mine(who) ? t('You fetched all of it from {host}, by POP3.', who) : t('{by} fetched all of it from {host}, by POP3.', who)),
  headed: (who) => (mine(who) ? t('You looked at its beginning at {host}, by TOP.', who) : t('{by} looked at its beginning at {host}, by TOP.', who)),
  removed: (who) => (who.by === '' ? t('{host} removed it, for its age.', who)
    : mine(who) ? t('{host} removed it: you had marked it, and said QUIT.', who) : t('{host} removed it: {by} had marked it, and said QUIT.', who)),
};

/** @param {Who} who */
const mine = ({ by }) => by === 'you';

const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Way {
  #shown = -1; // trips of which the figure knows; -1 before it was drawn
  #legs = /** @type {{from: number, to: number}[]} */ ([]); // to be shown
  #moving = false;

  /** The world is another one. */
  forget() {
    this.#shown = -1;
    this.#legs = [];
  }

  /** @param {Around} around @returns {Node[]} */
  draw({ trips, older, queue, maildrops }) {
    const legs = journey(trips);
    const count = older + trips.length;
    if (this.#shown >= 0 && count > this.#shown) this.#legs = legs.slice(Math.max(0, this.#shown - older)).filter(({ from, to }) => from !== to).slice(-NEWEST);
    this.#shown = count;
    const there = { queue: queue.length, maildrop: maildrops.reduce((sum, drop) => sum + drop.messages.length, 0) };
    return [figure(there, legs.at(-1)?.to), made('p', { class: 'title', id: 'happened' }, t('What happened to the mail')), list(trips, count)];
  }

  /** Shows what happened since the figure was drawn last. */
  async move() {
    if (this.#moving) return;
    this.#moving = true;
    for (let leg = this.#legs.shift(); leg; leg = this.#legs.shift()) {
      if (!still.matches) await travel(leg);
    }
    this.#moving = false;
  }
}

/** The legs of all trips as stations, from 0. @param {Trip[]} trips */
function journey(trips) {
  const at = /** @type {Record<number, number>} */ ({});
  return trips.map(({ mail, leg }) => {
    const from = at[mail] ?? (STOOD.has(leg) ? 4 : 0);
    const to = STOPS[leg](from);
    at[mail] = to > 4 ? 4 : to; // readers take copies
    return { from, to };
  });
}

/** @param {Record<string, number>} there messages that a station has @param {number | undefined} last station of the newest trip */
function figure(there, last) {
  return made('figure', { class: 'way' },
    made('ol', { class: 'route', 'aria-label': t('The way of a mail') }, ...STATIONS.map(([name, label, does], i) => made('li', { key: name, class: i === last ? 'last' : undefined },
      made('i', { class: 'stop', 'aria-hidden': 'true' }),
      made('span', { class: 'station' }, label()),
      made('span', { class: 'meta' }, there[name] === undefined ? does() : t('{n|1 mail|# mails}', { n: there[name] }))))),
    made('i', { class: 'traveller', 'aria-hidden': 'true' }));
}

/** The newest first. @param {Trip[]} trips @param {number} count that there were in all */
function list(trips, count) {
  if (trips.length === 0) return made('p', { key: 'nothing' }, t('Nothing yet: no mail was sent, delivered or fetched.'));
  return made('ol', { class: 'happened', reversed: true, 'aria-labelledby': 'happened', start: count, key: 'trips' },
    ...trips.slice(-TOLD).reverse().map((trip, i) => told(trip, count - 1 - i)));
}

/** @param {Trip} trip @param {number} i */
function told(trip, i) {
  return made('li', { key: String(i) },
    made('span', { class: 'subject' }, trip.subject || t('(no subject)')), ' ',
    made('span', { class: 'meta' }, t('{n|1 octet|# octets}', { n: trip.octets })), ' ',
    SENTENCES[trip.leg](trip));
}

/** Lets an octet travel. @param {{from: number, to: number}} leg */
async function travel({ from, to }) {
  const octet = /** @type {HTMLElement | null} */ (document.querySelector('.way .traveller'));
  const stops = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.way .stop')]);
  if (!octet || octet.offsetParent === null) return; // another view took its place
  const step = Math.sign(to - from);
  const path = Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => {
    const { offsetLeft, offsetTop } = stops[from + i * step];
    return { translate: `${offsetLeft}px ${offsetTop}px`, visibility: 'visible' };
  });
  await octet.animate(path, { duration: LEG, easing: 'ease-in-out' }).finished.catch(() => {});
}
