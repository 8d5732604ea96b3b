// @ts-check
// Whose turn it is: the first task that is still open. It is marked in the text and in
// the list of tasks, and stands beside the command line, where the lesson is out of sight.
import { t } from './say.js';

/** @typedef {import('./step.js').Step} Step */

export class Turn {
  #steps;
  #place = /** @type {HTMLElement} */ (document.getElementById('current'));

  /** @param {Step[]} steps in the order of the lesson @param {import('./workbench.js').Tabs} tabs */
  constructor(steps, tabs) {
    this.#steps = steps;
    this.#place.addEventListener('click', () => tabs.turn('lesson'));
    this.show();
  }

  show() {
    const turn = this.#steps.find((step) => !step.done);
    for (const step of this.#steps) {
      step.section.classList.toggle('current', step === turn);
      const item = this.#item(step);
      if (item) item.ariaCurrent = step === turn ? 'step' : null;
    }
    this.#place.replaceChildren(...(turn ? this.#open(turn) : this.#finished()));
  }

  /** The step in the list of tasks. @param {Step} step @returns {HTMLElement | null} */
  #item(step) { return document.querySelector(`.tasks > [data-task="${CSS.escape(step.id)}"]`); }

  /** @param {Step} turn */
  #open(turn) {
    const n = this.#steps.indexOf(turn) + 1;
    const title = this.#item(turn)?.querySelector('a')?.textContent?.trim() ?? '';
    return [t('Task {n} of {all}:', { n, all: this.#steps.length }), ' ', link(`#${turn.section.id}`, title)];
  }

  #finished() {
    const next = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.turn [rel=next]'));
    const said = t('All tasks of this lesson are done.');
    return next ? [said, ' ', link(next.href, next.textContent ?? '')] : [said];
  }
}

/** @param {string} href @param {string} text */
function link(href, text) {
  const made = document.createElement('a');
  made.href = href;
  made.textContent = text;
  return made;
}
