// @ts-check
// The button that copies a link to the log that is shown. Whoever gets the link gets
// the log, so the page says so before.
import { linkTo } from './link.js';
import { t } from './say.js';

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class Sharing {
  #link = '';
  #turn = 0; // logs offered so far

  /** @param {() => number} row where the reader is, from 0 @param {(news: string) => void} tell */
  constructor(row, tell) {
    byId('copy').addEventListener('click', () => this.#copy(row() + 1, tell));
  }

  /** Offers nothing. */
  stop() {
    this.#turn++;
    byId('link').hidden = true;
  }

  /** Offers a link, if the log is short enough for one. @param {Promise<Blob>} log @param {boolean} masked */
  async offer(log, masked) {
    const turn = ++this.#turn;
    const link = await log.then(linkTo).catch(() => ''); // a file may be gone meanwhile
    if (turn !== this.#turn) return;
    this.#link = link;
    byId('holds').textContent = masked ? t('The link holds the log, passwords hidden.') : t('The link holds the log, passwords too.');
    byId('link').hidden = link === '';
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
