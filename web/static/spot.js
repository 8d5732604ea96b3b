// @ts-check
// A transcript with wrong lines: first which one, then what is wrong with it.
import { t } from './say.js';
import { judged, Step } from './step.js';

export class Spot extends Step {
  #at = /** @type {HTMLElement | undefined} */ (undefined); // the wrong line that is to be explained

  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    this.part('.point').addEventListener('click', () => this.#point());
    this.part('.judge').addEventListener('click', () => this.#judge());
    this.show();
  }

  /** @returns {HTMLElement[]} the wrong lines */
  get #faults() { return this.parts('[data-is]'); }

  get #found() { return this.kept('found').split(' '); }

  show() {
    super.show();
    const found = this.#found;
    for (const line of this.#faults) {
      if (!found.includes(line.dataset.number ?? '')) continue;
      line.classList.add('found');
      /** @type {HTMLInputElement} */ (line.querySelector('input')).disabled = true;
      judged(/** @type {HTMLElement} */ (line.querySelector('.reason')), t('Found.'));
    }
    if (this.done) this.part('.point').hidden = true;
  }

  #point() {
    const line = /** @type {HTMLElement | null} */ (this.part('.which input:checked')?.closest('li'));
    if (!line || this.#found.includes(line.dataset.number ?? '')) {
      this.tell(t('Choose a line first.'));
      return;
    }
    const { number = '', is } = line.dataset;
    this.#at = is ? line : undefined;
    this.part('.rule').hidden = !is;
    if (!is) {
      this.tell(t('Nothing is wrong with line {number}. Look again.', { number }));
      return;
    }
    this.part('.rule > legend').textContent = t('What is wrong with line {number}?', { number });
    const rules = /** @type {HTMLInputElement[]} */ (this.parts('.rule input'));
    for (const rule of rules) rule.checked = false;
    this.tell(t('Yes, line {number} is wrong. And why?', { number }));
    rules[0].focus();
  }

  #judge() {
    const line = this.#at;
    const rule = /** @type {HTMLInputElement | undefined} */ (this.parts('.rule input:checked')[0]);
    if (!line || !rule) {
      this.tell(t('Choose a reason first.'));
      return;
    }
    if (rule.value !== line.dataset.is) {
      this.tell(t('The line is wrong, but not for that reason.'));
      return;
    }
    this.#explained(line);
  }

  /** @param {HTMLElement} line that was found, with its reason */
  #explained(line) {
    this.#at = undefined;
    this.part('.rule').hidden = true;
    this.hold('found', `${this.kept('found')} ${line.dataset.number}`.trim());
    const [found, all] = [this.#faults.filter(({ dataset }) => this.#found.includes(dataset.number ?? '')).length, this.#faults.length];
    if (found === all) this.finish([]);
    this.show();
    this.tell(found === all
      ? t('Right. {task} is done.', { task: this.name })
      : t('Right. {found} of {all} are found; which other line is wrong?', { found, all }));
    this.focus();
  }
}
