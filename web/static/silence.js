// @ts-check
// A real server may take its time, or never answer. Where a reply is owed and nothing comes,
// the page says how long it has been and what can be done, until something comes. A screen
// reader hears of it once.
import { t } from './say.js';

/** Milliseconds without an octet of a reply that is owed, and between two looks at the clock. */
const SILENT = 10_000;

export class Silence {
  #place = /** @type {HTMLElement} */ (document.getElementById('silence'));
  #say;
  #timer = 0;
  #since = 0;

  /** @param {(news: string) => void} say */
  constructor(say) { this.#say = say; }

  /** The server has spoken. @param {boolean} owes a reply, or the rest of one */
  heard(owes) {
    this.over();
    this.asked(owes);
  }

  /** It may owe a reply now. @param {boolean} owes */
  asked(owes) {
    if (!owes || this.#timer) return;
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.#tell(true), SILENT);
  }

  /** Nothing is owed any more. */
  over() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#place.hidden = true;
    this.#place.textContent = '';
  }

  /** Tells, unless more urgent words stand there. @param {boolean} first */
  #tell(first) {
    const urgent = document.getElementById('lost')?.hidden === false;
    this.#timer = setTimeout(() => this.#tell(urgent && first), SILENT);
    if (urgent) return;
    const words = `${long(performance.now() - this.#since)} ${t('A server may be slow: wait, or hang up, which removes nothing unless QUIT was sent. There is time: no server may end an idle session before ten minutes have passed (RFC 1939 section 3).')}`;
    this.#place.textContent = words;
    this.#place.hidden = false;
    if (first) this.#say(words);
  }
}

/** How long there was no answer: tens of seconds, then minutes. @param {number} milliseconds */
function long(milliseconds) {
  const n = Math.max(1, Math.round(milliseconds / SILENT)) * (SILENT / 1000);
  return n < 60 ? t('No answer for {n} seconds.', { n }) : t('No answer for {n|one minute|# minutes}.', { n: Math.floor(n / 60) });
}
