// @ts-check
// One task of a lesson: its answer fields, its hints, why it is done or not yet,
// and what a wrong way leads to.
import { Hints } from './hints.js';
import { language } from './language.js';
import { t } from './say.js';
import { Step, write } from './step.js';

/** @typedef {import('./step.js').TaskState} TaskState */

/** The answer that says in the progress that the last hint was shown; no field has such a name. */
const TOLD = '#told';

export class Task extends Step {
  #hints = new Hints(this.section, () => { this.hold(TOLD, 'yes'); this.#offer(); });
  #tried = false; // a line was typed since the mistakes were shown

  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    for (const field of this.#fields) this.#watch(field);
    this.part('.again').addEventListener('click', () => this.#again());
    this.show();
  }

  show() {
    super.show();
    this.#tellSeen(this.lesson.progress.tasks[this.id] ?? []);
    this.part('.seen').hidden = !this.done;
    this.part('.why').hidden = this.done;
  }

  /** What was told in another language is left as it was, unless the session can tell it anew. @param {string[]} seen */
  #tellSeen(seen) {
    const foreign = seen.length > 0 && this.spoken !== language;
    const list = this.part('.seen');
    write(list, foreign ? [...seen, t('This was told in the language that the page had when the task was done. Do it again to read it in this one.')] : seen);
    [...list.children].forEach((item, i) => { /** @type {HTMLElement} */ (item).lang = i < seen.length ? this.spoken : language; });
  }

  /** @returns {(HTMLInputElement | HTMLSelectElement)[]} */
  get #fields() { return /** @type {any} */ (this.parts('[data-field]')); }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #watch(field) {
    const name = field.dataset.field ?? '';
    field.value = this.kept(name);
    field.addEventListener('input', () => {
      this.hold(name, field.value);
      this.#answer(field);
    });
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #answer(field) {
    const { desk } = this.lesson;
    desk.apply(desk.engine?.answer(this.id, field.dataset.field ?? '', field.value));
  }

  fill() {
    for (const field of this.#fields) if (field.value) this.#answer(field);
    this.#offer();
  }

  /** @param {TaskState} state @param {boolean} turn its mistakes are news; those of later tasks can be read there */
  update(state, turn = true) {
    const fresh = !this.done;
    if (state.done) this.finish(state.goals.map((goal) => goal.said));
    if (state.done && fresh) {
      this.lesson.desk.also(t('{task} is done.', { task: this.name }));
    }
    this.#mistakes(state.mistakes, turn);
    write(this.part('.missing'), state.goals.filter((goal) => !goal.met).map((goal) => goal.said));
  }

  /** Shows and tells what went wrong just now, until the next line. @param {number[]} made @param {boolean} turn */
  #mistakes(made, turn) {
    if (made.length === 0 && !this.#tried) return;
    this.#tried = false;
    const list = this.parts('.mistakes > li');
    list.forEach((item, i) => { item.hidden = this.done || !made.includes(i); });
    const told = list.filter((item) => !item.hidden).map((item) => item.textContent?.trim()).join(' ');
    if (told && turn) this.lesson.desk.also(told);
  }

  tried() {
    this.#tried = true;
    this.#hints.earn();
  }

  /** Who was told the line itself may find another one alone, where the mailbox is made for each learner. */
  #offer() { this.part('.again').hidden = !(this.told && this.lesson.desk.generated); }

  /** Whether the last hint was shown. */
  get told() { return this.kept(TOLD) !== ''; }

  /** Forgets what was done and told here. */
  begin() {
    this.hold(TOLD, '');
    for (const field of this.#fields) {
      field.value = '';
      this.hold(field.dataset.field ?? '', '');
    }
    this.#hints.begin();
    this.reopen();
    write(this.part('.missing'), [t('Nothing was typed yet.')]);
    for (const mistake of this.parts('.mistakes > li')) mistake.hidden = true;
  }

  #again() {
    this.begin();
    this.lesson.desk.again();
    this.lesson.desk.prompt.focus();
  }
}
