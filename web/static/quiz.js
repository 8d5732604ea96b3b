// @ts-check
// A quiz: radio groups, and a reason for the option that was chosen.
import { current } from './progress.js';
import { t } from './say.js';

export class Quiz {
  #section;
  #progress;

  /**
   * @param {HTMLElement} section
   * @param {import('./progress.js').Progress} progress
   * @param {() => void} keep saves the progress
   */
  constructor(section, progress, keep) {
    this.#section = section;
    this.#progress = progress;
    this.#restore();
    section.addEventListener('change', (event) => this.#hide(/** @type {Element} */ (event.target)));
    section.querySelector('button')?.addEventListener('click', () => {
      this.#check();
      progress.versions[section.id] = section.dataset.version ?? '';
      keep();
    });
  }

  /** @returns {HTMLFieldSetElement[]} */
  get #questions() { return [...this.#section.querySelectorAll('fieldset')]; }

  /** Shows what was chosen, unless the quiz asks for something else now. */
  #restore() {
    if (!current(this.#progress, this.#section.id, this.#section.dataset.version ?? '')) return;
    let any = false;
    for (const question of this.#questions) {
      const value = this.#progress.quiz[question.dataset.question ?? ''];
      for (const input of question.querySelectorAll('input')) input.checked = input.value === value;
      any ||= value !== undefined;
    }
    if (any) this.#check();
  }

  #check() {
    const right = this.#questions.filter((question) => this.#judge(question)).length;
    const open = this.#questions.filter((question) => !chosen(question)).length;
    const result = t('{right} of {all} right.', { right, all: this.#questions.length });
    /** @type {Element} */ (this.#section.querySelector('.result')).textContent =
      open > 0 ? `${result} ${t('{n} not answered yet.', { n: open })}` : result;
  }

  /** Shows the reason for the chosen option. @param {HTMLFieldSetElement} question @returns {boolean} right */
  #judge(question) {
    this.#hide(question);
    const input = chosen(question);
    if (!input) return false;
    this.#progress.quiz[question.dataset.question ?? ''] = input.value;
    const right = input.dataset.right === 'true';
    const reason = /** @type {HTMLElement} */ (input.closest('.option')?.querySelector('.reason'));
    const verdict = reason.querySelector('.verdict') ?? reason.insertAdjacentElement('afterbegin', document.createElement('strong'));
    /** @type {Element} */ (verdict).className = 'verdict';
    /** @type {Element} */ (verdict).textContent = `${right ? t('Right.') : t('Not right.')} `;
    reason.hidden = false;
    return right;
  }

  /** Hides the reasons of a question that is being thought over. @param {Element} within */
  #hide(within) {
    for (const reason of within.closest('fieldset')?.querySelectorAll('.reason') ?? []) {
      /** @type {HTMLElement} */ (reason).hidden = true;
    }
  }
}

/** @param {Element} question @returns {HTMLInputElement | null} */
const chosen = (question) => question.querySelector('input:checked');
