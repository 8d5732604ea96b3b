// @ts-check
// The hints of a step: one at a time, and each next one has to be earned.
import { t } from './say.js';

/** Milliseconds after which the next hint is free without another try. */
const THINKING = 20_000;

export class Hints {
  #section;
  #button;
  #shown;
  #thinking = 0; // timer of the next hint

  /** @param {HTMLElement} section @param {() => void} [shown] is called when the last one is shown */
  constructor(section, shown = () => {}) {
    this.#section = section;
    this.#button = /** @type {HTMLButtonElement | null} */ (section.querySelector('.hints > button'));
    this.#shown = shown;
    this.#button?.addEventListener('click', () => this.#show());
  }

  /** @returns {NodeListOf<HTMLElement>} */
  get #hidden() { return this.#section.querySelectorAll('.hints li[hidden]'); }

  #show() {
    const [button, hidden] = [this.#button, this.#hidden];
    if (!button || button.ariaDisabled === 'true' || hidden.length === 0) return;
    hidden[0].hidden = false;
    button.ariaDisabled = 'true'; // and not disabled, which would take the focus away
    clearTimeout(this.#thinking);
    if (hidden.length === 1) {
      button.textContent = t('That was the last hint');
      this.#shown();
      return;
    }
    button.textContent = t('The next hint comes after another try, or in a moment');
    this.#thinking = setTimeout(() => this.earn(), THINKING);
  }

  /** The learner tried something, or thought about it for a while. */
  earn() {
    if (this.#button?.ariaDisabled !== 'true' || this.#hidden.length === 0) return;
    this.#button.ariaDisabled = 'false';
    this.#button.textContent = t('Show the next hint');
  }

  /** Hides all of them again. */
  begin() {
    clearTimeout(this.#thinking);
    for (const hint of this.#section.querySelectorAll('.hints li')) /** @type {HTMLElement} */ (hint).hidden = true;
    if (!this.#button) return;
    this.#button.ariaDisabled = 'false';
    this.#button.textContent = t('Show a hint');
  }
}
