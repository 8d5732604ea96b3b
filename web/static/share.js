// @ts-check
// The button that copies a link to the log or session that is shown. Whoever gets the
// link gets all of it, so the page says so before.
import { linkTo } from './link.js';
import { t } from './say.js';

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class Sharing {
  #link = '';
  #name;
  #turn = 0; // links offered so far

  /**
   * @param {string} name of what a link holds
   * @param {() => number} row where the reader is, from 0
   * @param {(news: string) => void} tell
   */
  constructor(name, row, tell) {
    this.#name = name;
    byId('copy').addEventListener('click', () => this.#copy(row() + 1, tell));
  }

  /** Offers nothing. */
  stop() {
    this.#turn++;
    byId('link').hidden = true;
  }

  /**
   * Offers a link, if what it is to hold is short enough for one.
   * @param {Promise<Blob>} held
   * @param {(octets: number) => string} says what a link of that size holds
   * @param {string} [instead] what to say if there is none
   */
  async offer(held, says, instead = '') {
    const turn = ++this.#turn;
    const link = await held.then((blob) => linkTo(this.#name, blob)).catch(() => ''); // a file may be gone meanwhile
    if (turn !== this.#turn) return;
    this.#link = link;
    byId('holds').textContent = link ? says(link.length) : instead;
    byId('copy').hidden = link === '';
    byId('link').hidden = link === '' && instead === '';
  }

  /** @param {number} line @param {(news: string) => void} tell */
  async #copy(line, tell) {
    const link = line > 1 ? `${this.#link}&line=${line}` : this.#link;
    try {
      await navigator.clipboard.writeText(link);
      tell(t('The link is copied.'));
    } catch {
      history.replaceState(null, '', link);
      tell(t('The link stands in the address bar now: copy it from there.'));
    }
  }
}
