// @ts-check
// One task of a lesson: its state, its answer fields, its hints, and why it is
// done or not yet.

/** @typedef {{met: boolean, said: string}} Goal */
/** @typedef {import('./progress.js').Progress} Progress */

/** Milliseconds after which the next hint is free without another try. */
const THINKING = 20_000;

export class Task {
  #section;
  #progress;
  #desk;
  #keep;
  #thinking = 0; // timer of the next hint

  /**
   * @param {HTMLElement} section
   * @param {Progress} progress
   * @param {import('./console.js').Console} desk
   * @param {() => void} keep saves the progress
   */
  constructor(section, progress, desk, keep) {
    this.id = section.dataset.task ?? '';
    this.#section = section;
    this.#progress = progress;
    this.#desk = desk;
    this.#keep = keep;
    for (const field of this.#fields()) this.#watch(field);
    this.#hintButton.addEventListener('click', () => this.#hint());
    this.show();
  }

  /** Ticks the task if it is done. */
  show() { if (this.#done) this.#tick(); }

  get #done() { return this.id in this.#progress.tasks; }

  get #hintButton() { return /** @type {HTMLButtonElement} */ (this.#section.querySelector('.hints > button')); }

  /** @returns {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  #fields() { return this.#section.querySelectorAll('[data-field]'); }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #watch(field) {
    const key = `${this.id}/${field.dataset.field}`;
    field.value = this.#progress.answers[key] ?? '';
    field.addEventListener('input', () => {
      this.#progress.answers[key] = field.value;
      this.#keep();
      this.#answer(field);
    });
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #answer(field) {
    this.#desk.apply(this.#desk.engine?.answer(this.id, field.dataset.field ?? '', field.value));
  }

  /** Tells a fresh engine what the fields hold. */
  fill() {
    for (const field of this.#fields()) if (field.value) this.#answer(field);
  }

  /** @param {{done: boolean, goals: Goal[]}} state */
  update(state) {
    if (this.#done) return;
    if (state.done) {
      this.#progress.tasks[this.id] = state.goals.map((goal) => goal.said);
      this.#keep();
      this.#tick();
      this.#desk.also(`${this.#section.querySelector('.number')?.textContent} is done.`);
    }
    this.#list('.missing', state.goals.filter((goal) => !goal.met).map((goal) => goal.said));
  }

  #tick() {
    for (const place of document.querySelectorAll(`[data-task="${CSS.escape(this.id)}"]`)) {
      place.classList.add('done');
      const mark = place.querySelector('.mark');
      if (mark) mark.textContent = 'done';
    }
    this.#list('.seen', this.#progress.tasks[this.id]);
    /** @type {HTMLElement} */ (this.#section.querySelector('.seen')).hidden = false;
    /** @type {HTMLElement} */ (this.#section.querySelector('.why')).hidden = true;
  }

  /** @param {string} place @param {string[]} said */
  #list(place, said) {
    const list = /** @type {HTMLElement} */ (this.#section.querySelector(place));
    if ([...list.children].map((item) => item.textContent).join('\n') === said.join('\n')) return;
    list.replaceChildren(...said.map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }));
  }

  /** Shows the next hint; the one after it has to be earned. */
  #hint() {
    const button = this.#hintButton;
    const hidden = this.#section.querySelectorAll('.hints li[hidden]');
    if (button.ariaDisabled === 'true' || hidden.length === 0) return;
    /** @type {HTMLElement} */ (hidden[0]).hidden = false;
    button.ariaDisabled = 'true'; // and not disabled, which would take the focus away
    clearTimeout(this.#thinking);
    if (hidden.length === 1) {
      button.textContent = 'That was the last hint';
      return;
    }
    button.textContent = 'The next hint comes after another try, or in a moment';
    this.#thinking = setTimeout(() => this.tried(), THINKING);
  }

  /** The learner tried something, or thought about it for a while. */
  tried() {
    if (this.#hintButton.ariaDisabled !== 'true' || !this.#section.querySelector('.hints li[hidden]')) return;
    this.#hintButton.ariaDisabled = 'false';
    this.#hintButton.textContent = 'Show the next hint';
  }
}
