// @ts-check
// The entry of the drill: one task at a time over a fresh mailbox, without end, and
// between two tasks a card that is due.
import { Facts } from './facts.js';
import { Identity } from './identity.js';
import { LearnerConsole } from './learner.js';
import { Memory } from './memory.js';
import { forget, recall, refresh, remember, seed } from './progress.js';
import { t } from './say.js';
import { shuffled } from './shuffle.js';
import { focus } from './step.js';
import { Task } from './task.js';
import { World } from './world.js';

/** The drill is kept as lessons are, under the id that it has among them. */
const ID = 'drill';

const place = /** @type {HTMLElement} */ (document.getElementById('drill'));
const progress = recall(ID); // its attempt counts the tasks
const keep = () => remember(ID, progress);

/** @param {string} selector @param {Element} [within] @returns {HTMLElement} */
const part = (selector, within = place) => /** @type {HTMLElement} */ (within.querySelector(selector));

/** The places of the tasks, each in a frame that can be hidden. */
const frames = new Map(/** @type {HTMLElement[]} */ ([...place.querySelectorAll('[data-turn]')])
  .map((frame) => [frame.dataset.turn ?? '', frame]));

/**
 * The tasks of a round: each comes once before any comes again, and none twice in a row.
 * @param {number} round from 0
 * @returns {string[]}
 */
function order(round) {
  const list = shuffled([...frames.keys()], `${seed()} ${ID} ${round}`);
  return round > 0 && list[0] === order(round - 1).at(-1) ? list.reverse() : list;
}

/** The task whose turn it is. */
function drawn() {
  const turn = progress.attempt - 1;
  return order(Math.floor(turn / frames.size))[turn % frames.size];
}

const settings = /** @type {HTMLElement} */ (document.getElementById('console')).dataset;
/** The console judges this task alone. @param {string} id */
const judge = (id) => { settings.tasks = frames.get(id)?.dataset.judged; };

let current = drawn();
judge(current);
const identity = new Identity();
const desk = new LearnerConsole(ID, progress, keep);
new Facts(desk);
new World(desk);

const tasks = new Map([...frames].map(([id, frame]) => [id, new Task(part('section', frame), { progress, desk, keep })]));
const task = () => /** @type {Task} */ (tasks.get(current));

/** How many tasks in a row were done, none of them left out and none with the last hint. */
const streak = {
  /** @param {'streak'|'best'} name */
  read: (name) => Math.max(Number.parseInt(progress.answers[name] ?? '', 10) || 0, 0),
  /** @param {number} count */
  become(count) {
    progress.answers.streak = String(count);
    progress.answers.best = String(Math.max(count, this.read('best')));
    keep();
    this.show();
  },
  show() {
    const [count, best] = [this.read('streak'), this.read('best')];
    const said = best > count ? t('Streak: {count}. Your longest: {best}', { count, best }) : t('Streak: {count}', { count });
    if (part('.streak').textContent !== said) part('.streak').textContent = said;
  },
};

let card = /** @type {import('./memory.js').Card | undefined} */ (undefined); // that is asked now
const memory = new Memory(part('.recall'), {
  kept: (key) => progress.answers[`card ${key}`] ?? '',
  keep: (key, value) => { progress.answers[`card ${key}`] = value; keep(); },
}, (said) => {
  desk.say(said);
  part('#another').focus();
});

/** Shows the task, or else the card. */
function show() {
  for (const [id, frame] of frames) frame.hidden = card !== undefined || id !== current;
  part('.recall').hidden = card === undefined;
  part('h2 > .number', frames.get(current)).textContent = t('Task {n}', { n: progress.attempt });
}

let moved = false; // to another task, which is shown as soon as its mailbox is there

/** Makes the mailbox of this turn. */
function begin() {
  current = drawn();
  judge(current);
  moved = true;
  desk.restart();
}

/** Goes on: from a task to a card if one is due, else to the next task. */
function another() {
  if (!desk.engine) return; // a mailbox is on its way
  if (!card) {
    if (!task().done) streak.become(0);
    card = memory.next();
    show();
    card?.ask();
    if (card) return;
  }
  card?.hide();
  card = undefined;
  task().begin();
  progress.attempt++;
  keep();
  begin();
}

desk.addEventListener('open', () => {
  task().fill();
  if (!moved) return;
  moved = false;
  show();
  if (!card) focus(part('h2', frames.get(current)));
});
desk.addEventListener('typed', () => task().tried());
desk.addEventListener('answer', (event) => {
  if (desk.visiting) return; // what others did is not done here
  const { id, done, told } = task();
  for (const state of /** @type {CustomEvent} */ (event).detail.tasks) {
    if (state.id === id) task().update(state);
  }
  if (task().done && !done && !told) streak.become(streak.read('streak') + 1);
});
part('#another').addEventListener('click', another);
part('.turns').addEventListener('click', () => { // it may have been the last hint
  if (task().told && !task().done && streak.read('streak') > 0) streak.become(0);
});
identity.addEventListener('change', () => {
  task().begin();
  begin();
});
part('#forget').addEventListener('click', () => {
  forget(ID);
  desk.dispatchEvent(new Event('forget'));
  scrollTo(0, 0);
  location.reload();
});
// What was done meanwhile in another tab, or while this page was in the back-forward cache.
for (const type of ['storage', 'pageshow']) {
  addEventListener(type, () => {
    refresh(ID, progress);
    task().show();
    streak.show();
  });
}

streak.show();
show();
part('.turns').hidden = false;
desk.start();
