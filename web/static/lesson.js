// @ts-check
// The entry of a lesson page: its tasks and quizzes beside the console.
import { Console } from './console.js';
import { forget, recall, remember } from './progress.js';
import { Quiz } from './quiz.js';
import { Task } from './task.js';

const lesson = /** @type {HTMLElement} */ (document.getElementById('lesson'));
const id = lesson.dataset.lesson ?? '';
const progress = recall(id);
const keep = () => remember(id, progress);

const desk = new Console();
const tasks = /** @type {HTMLElement[]} */ ([...lesson.querySelectorAll('section.task')])
  .map((section) => new Task(section, progress, desk, keep));
for (const section of lesson.querySelectorAll('section.quiz')) new Quiz(section, progress, keep);

desk.addEventListener('open', () => tasks.forEach((task) => task.fill()));
desk.addEventListener('typed', () => tasks.forEach((task) => task.tried()));
desk.addEventListener('answer', (event) => {
  for (const state of /** @type {CustomEvent} */ (event).detail.tasks) {
    tasks.find((task) => task.id === state.id)?.update(state);
  }
});
document.getElementById('forget')?.addEventListener('click', () => {
  forget(id);
  scrollTo(0, 0); // a lesson begins at its beginning
  location.reload();
});
// What was done meanwhile in another tab, or while this page was in the back-forward cache.
for (const type of ['storage', 'pageshow']) {
  addEventListener(type, () => {
    Object.assign(progress, recall(id));
    tasks.forEach((task) => task.show());
  });
}

desk.start();
