// @ts-check
// A recording of a session with somebody else's server, told line by line.
import { t } from './say.js';

export class Recording {
  #section;
  #lines;
  #shown = 0;

  /** @param {Element} section */
  constructor(section) {
    this.#section = section;
    this.#lines = /** @type {HTMLElement[]} */ ([...section.querySelectorAll('.lines > li')]);
    this.#part('.next').addEventListener('click', () => this.#show(this.#shown + 1));
    this.#part('.all').addEventListener('click', () => this.#show(this.#lines.length));
    this.#show(1);
    section.classList.add('stepped');
  }

  /** @param {string} selector @returns {HTMLButtonElement} */
  #part(selector) { return /** @type {HTMLButtonElement} */ (this.#section.querySelector(selector)); }

  /** @param {number} count lines from the first on */
  #show(count) {
    this.#shown = Math.min(count, this.#lines.length);
    this.#lines.forEach((line, i) => { line.hidden = i >= this.#shown; });
    const over = this.#shown === this.#lines.length;
    for (const name of ['.next', '.all']) this.#part(name).ariaDisabled = String(over);
    this.#part('.told').textContent = over ? t('That was the whole session.') : t('Line {n} of {all}.', { n: this.#shown, all: this.#lines.length });
  }
}
