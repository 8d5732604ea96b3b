// @ts-check
// A prediction: a guess that is locked before the console shows what is right.
import { Hints } from './hints.js';
import { t } from './say.js';
import { judged, Step, write } from './step.js';

/** @typedef {import('./step.js').TaskState} TaskState */

export class Predict extends Step {
  #hints = new Hints(this.section);
  #state = /** @type {TaskState | undefined} */ (undefined); // as the engine said last

  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    this.part('.lock').addEventListener('click', () => this.#lock());
    this.show();
  }

  /** @returns {HTMLInputElement[]} */
  get #options() { return /** @type {any} */ (this.parts('.guess input')); }

  get #locked() { return this.kept('guess') !== ''; }

  show() {
    super.show();
    const guess = this.kept('guess');
    for (const option of this.#options) {
      option.disabled = this.#locked;
      if (this.#locked) option.checked = option.value === guess;
      if (!this.done) reasonOf(option).hidden = true;
    }
    this.part('.lock').hidden = this.#locked;
    this.part('.after').hidden = !this.#locked || this.done;
    if (this.done) this.#settle();
    else this.tell(this.#locked ? t('Your guess is locked in. Now find out in the console.') : '');
  }

  #lock() {
    const guess = this.#options.find(({ checked }) => checked);
    if (!guess) {
      this.tell(t('Choose one of them first. A guess costs nothing.'));
      return;
    }
    this.hold('guess', guess.value);
    this.show();
    if (this.#state) this.update(this.#state);
    if (this.done) this.focus();
    else this.lesson.desk.prompt.focus();
  }

  /** @param {TaskState} state */
  update(state) {
    this.#state = state;
    if (this.done || !this.#locked) return;
    if (state.done) {
      this.finish(state.goals.map((goal) => goal.said));
      this.lesson.desk.also(`${t('{task} is done.', { task: this.name })} ${this.part('.result').textContent}`);
    }
    write(this.part('.missing'), state.goals.filter((goal) => !goal.met).map((goal) => goal.said));
  }

  /** Tells the reasons: of the guess, and of what is right. */
  #settle() {
    const guess = this.kept('guess');
    for (const option of this.#options) {
      const right = option.dataset.right === 'true';
      if (right || option.value === guess) judged(reasonOf(option), right ? t('Right.') : t('Not right.'));
    }
    const right = this.#options.find(({ value }) => value === guess)?.dataset.right === 'true';
    this.tell(right ? t('Your guess was right.') : t('Your guess was not right; now you know.'));
  }

  tried() { this.#hints.earn(); }
}

/** @param {HTMLElement} option @returns {HTMLElement} */
const reasonOf = (option) => /** @type {HTMLElement} */ (option.closest('.option')?.querySelector('.reason'));
