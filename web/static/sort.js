// @ts-check
// Things to be put into bins.
import { t } from './say.js';
import { judged, Step } from './step.js';

export class Sort extends Step {
  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    for (const item of this.#items) {
      item.value = this.kept(item.id);
      item.addEventListener('change', () => {
        this.hold(item.id, item.value);
        reasonOf(item).hidden = true;
      });
    }
    this.part('.check').addEventListener('click', () => this.#check());
    this.show();
    if (this.done) this.#check();
  }

  /** @returns {HTMLSelectElement[]} */
  get #items() { return /** @type {any} */ (this.parts('.items select')); }

  #check() {
    const items = this.#items;
    for (const item of items) {
      if (item.value) judged(reasonOf(item), item.value === item.dataset.right ? t('Right.') : t('Not there.'));
      else reasonOf(item).hidden = true;
    }
    const right = items.filter(({ value, dataset }) => value === dataset.right).length;
    const open = items.filter(({ value }) => !value).length;
    if (right === items.length) this.finish([]);
    const result = t('{right} of {all} right.', { right, all: items.length });
    this.tell(open > 0 ? `${result} ${t('{n} not sorted yet.', { n: open })}` : result);
  }
}

/** @param {HTMLElement} item @returns {HTMLElement} */
const reasonOf = (item) => /** @type {HTMLElement} */ (item.closest('li')?.querySelector('.reason'));
