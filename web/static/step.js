// @ts-check
// One step of a lesson: what tasks and puzzles have in common.
import { language } from './language.js';
import { current } from './progress.js';
import { t } from './say.js';

/** @typedef {import('./progress.js').Progress} Progress */
/** @typedef {import('./learner.js').LearnerConsole} LearnerConsole */
/** @typedef {import('./engine.js').TaskState} TaskState */
/**
 * @typedef {object} Lesson what the steps share
 * @property {Progress} progress
 * @property {LearnerConsole} desk
 * @property {() => void} keep saves the progress
 */

/** The answer that has the language of what was seen; no field has such a name. */
const SPOKEN = '#spoken';

export class Step {
  section;
  lesson;

  /** @param {HTMLElement} section @param {Lesson} lesson */
  constructor(section, lesson) {
    this.section = section;
    this.lesson = lesson;
    this.id = section.dataset.task ?? '';
    if (!current(lesson.progress, this.id, this.#version)) this.#outdated();
  }

  get done() { return this.id in this.lesson.progress.tasks; }

  get #version() { return this.section.dataset.version ?? ''; }

  /** Keeps what was done, for the version that the page has. */
  #keep() {
    this.lesson.progress.versions[this.id] = this.#version;
    this.lesson.keep();
  }

  /** The lesson asks for something else than it did when this was done. */
  #outdated() {
    const { tasks, versions, answers } = this.lesson.progress;
    if (this.id in tasks) this.part('.changed').hidden = false;
    for (const key of Object.keys(answers)) if (key.startsWith(`${this.id}/`)) delete answers[key];
    delete tasks[this.id];
    delete versions[this.id];
    this.lesson.keep();
  }

  /** What the page calls it: "Task 2". */
  get name() { return this.section.querySelector('h2 > .number')?.textContent ?? ''; }

  /** @param {string} selector @returns {HTMLElement} */
  part(selector) { return /** @type {HTMLElement} */ (this.section.querySelector(selector)); }

  /** @param {string} selector @returns {HTMLElement[]} */
  parts(selector) { return [...this.section.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found)); }

  /** What the browser kept of this step, or "". @param {string} name */
  kept(name) { return this.lesson.progress.answers[`${this.id}/${name}`] ?? ''; }

  /** @param {string} name @param {string} value "" forgets it */
  hold(name, value) {
    const { answers } = this.lesson.progress;
    if (value) answers[`${this.id}/${name}`] = value;
    else delete answers[`${this.id}/${name}`];
    this.#keep();
  }

  /**
   * The step is done. What was seen is told of the session that stands, in the language of the page.
   * @param {string[]} said what was seen
   */
  finish(said) {
    const { tasks } = this.lesson.progress;
    if (this.done && String(tasks[this.id]) === String(said)) return;
    tasks[this.id] = said;
    this.part('.changed').hidden = true;
    this.hold(SPOKEN, language);
    this.show();
  }

  /** The language in which was told what was seen. What an older poplab kept does not say it. */
  get spoken() { return this.kept(SPOKEN) || language; }

  /** The step is to be done again. */
  reopen() {
    delete this.lesson.progress.tasks[this.id];
    this.lesson.keep();
    this.show();
  }

  /** Says in the page whether the step is done. */
  show() {
    for (const place of document.querySelectorAll(`[data-task="${CSS.escape(this.id)}"]`)) {
      place.classList.toggle('done', this.done);
      const mark = place.querySelector('.mark');
      if (mark) mark.textContent = this.done ? t('done') : t('open');
    }
  }

  /** Tells the outcome of what the learner did in the page. @param {string} text */
  tell(text) { this.part('.result').textContent = text; }

  /** Puts the focus on the outcome, where the button that had it is gone. */
  focus() { focus(this.part('.result')); }

  /** What the engine says of the goals. @param {TaskState} _state @param {boolean} [_turn] it is the first task to be done */
  update(_state, _turn) {}

  /** The learner typed a line. */
  tried() {}

  /** A fresh engine knows nothing of the page yet. */
  fill() {}
}

/** Fills a list, unless it says the same already. @param {HTMLElement} list @param {string[]} said */
export function write(list, said) {
  if ([...list.children].map((item) => item.textContent).join('\n') === said.join('\n')) return;
  list.replaceChildren(...said.map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }));
}

/** Puts the focus on something that is read. @param {HTMLElement} text */
export function focus(text) {
  text.tabIndex = -1;
  text.focus();
}

/** Begins a reason with a verdict. @param {HTMLElement} reason @param {string} verdict */
export function judged(reason, verdict) {
  let strong = reason.querySelector(':scope > .verdict');
  if (!strong) {
    strong = document.createElement('strong');
    strong.className = 'verdict';
    reason.prepend(strong);
  }
  strong.textContent = `${verdict} `;
  reason.hidden = false;
}
