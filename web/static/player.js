// @ts-check
// Lets a session go on by itself, with pauses in which a reader can follow.
import { t } from './say.js';

/** @typedef {'typed' | 'line' | 'body'} Kind of what comes next: typed by the learner, a line, or one of those of a long reply */

/** Milliseconds that a line stays alone, by what comes next. */
const PAUSES = { typed: 1400, line: 600, body: 120 };

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class Player {
  #next;
  #kind;
  #timer = 0;

  /**
   * @param {() => boolean} next goes on, and says whether there is more
   * @param {() => Kind} kind
   */
  constructor(next, kind) {
    this.#next = next;
    this.#kind = kind;
  }

  start() {
    byId('travel-play').textContent = t('Pause');
    this.#wait();
  }

  #wait() {
    const pace = Number(/** @type {HTMLSelectElement} */ (byId('pace')).value);
    this.#timer = setTimeout(() => { if (this.#next()) this.#wait(); else this.stop(); }, PAUSES[this.#kind()] * pace);
  }

  /** @returns {boolean} whether something played */
  stop() {
    const playing = this.#timer !== 0;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (playing) byId('travel-play').textContent = t('Play');
    return playing;
  }
}
