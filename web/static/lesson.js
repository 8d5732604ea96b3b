// @ts-check
// The entry of a lesson page: its tasks, puzzles and quizzes beside the console.
import { needWorld } from './engine.js';
import { Facts } from './facts.js';
import { Identity } from './identity.js';
import { LearnerConsole } from './learner.js';
import { forget, recall, refresh, remember } from './progress.js';
import { Quiz } from './quiz.js';
import { Recording } from './replay.js';
import { t } from './say.js';
import { Task } from './task.js';
import { Turn } from './turn.js';
import { World } from './world.js';

/** @typedef {import('./step.js').Step} Step */
/** @typedef {new (section: HTMLElement, lesson: import('./step.js').Lesson) => Step} Kind */

/** What a step is made of. A puzzle comes with the pages that have one. @type {Record<string, () => Promise<Kind>>} */
const kinds = {
  task: async () => Task,
  predict: async () => (await import('./predict.js')).Predict,
  gaps: async () => (await import('./gaps.js')).Gaps,
  order: async () => (await import('./order.js')).Order,
  spot: async () => (await import('./spot.js')).Spot,
  claim: async () => (await import('./card.js')).Claim,
  deck: async () => (await import('./deck.js')).Deck,
  sort: async () => (await import('./sort.js')).Sort,
};

const lesson = /** @type {HTMLElement} */ (document.getElementById('lesson'));
const id = lesson.dataset.lesson ?? '';
const progress = recall(id);
let turn = /** @type {Turn | undefined} */ (undefined); // once all steps are there
let warned = false;
const keep = () => {
  if (!remember(id, progress) && !warned) {
    warned = true;
    const text = document.createElement('p');
    text.textContent = t('This browser does not keep what you do here: its storage is full or switched off. When you leave the page, it is lost.');
    document.getElementById('fault')?.append(text);
  }
  turn?.show();
};

const identity = new Identity();
const desk = new LearnerConsole(id, progress, keep);
identity.addEventListener('change', () => desk.restart());
new Facts(desk);
new World(desk);

/** @param {HTMLElement} section @returns {Promise<Step[]>} none if its module cannot be fetched */
async function begin(section) {
  try {
    const kind = await kinds[section.dataset.kind ?? '']();
    return [new kind(section, { progress, desk, keep })];
  } catch (error) {
    console.error(error);
    const text = document.createElement('p');
    text.textContent = t('A part of this page could not be fetched. Is the network up? Reload the page to try again.');
    section.append(text);
    return [];
  }
}

for (const section of lesson.querySelectorAll('section.quiz')) new Quiz(/** @type {HTMLElement} */ (section), progress, keep);
for (const section of lesson.querySelectorAll('section.recording')) new Recording(section);
const sections = /** @type {HTMLElement[]} */ ([...lesson.querySelectorAll('section[data-kind]')]);
const steps = (await Promise.all(sections.map(begin))).flat();
if (steps.length > 0) turn = new Turn(steps, desk.tabs);

desk.addEventListener('open', () => steps.forEach((step) => step.fill()));
desk.addEventListener('typed', () => steps.forEach((step) => step.tried()));
desk.addEventListener('answer', (event) => {
  if (desk.visiting) return; // what others did is not done here
  const next = steps.find((step) => step instanceof Task && !step.done);
  for (const state of /** @type {CustomEvent} */ (event).detail.tasks) {
    const step = steps.find((step) => step.id === state.id);
    step?.update(state, step === next);
  }
});
document.getElementById('forget')?.addEventListener('click', () => {
  forget(id);
  desk.dispatchEvent(new Event('forget'));
  scrollTo(0, 0); // a lesson begins at its beginning
  location.reload();
});
// What was done meanwhile in another tab, or while this page was in the back-forward cache.
for (const type of ['storage', 'pageshow']) {
  addEventListener(type, () => {
    refresh(id, progress);
    steps.forEach((step) => step.show());
    turn?.show();
  });
}

needWorld(); // now, and not when something happens: the network may be gone by then
desk.start();
