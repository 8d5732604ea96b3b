// @ts-check
// What the browser keeps for its learner, and nobody else gets: the progress of
// each lesson, who the learner is, and the language of the notes. A browser that keeps
// nothing (private window, storage switched off) is a learner who begins anew.
import { key } from './asset.js';
import { t } from './say.js';

/**
 * @typedef {object} Progress of one lesson
 * @property {Record<string, string[]>} tasks done, with what was seen
 * @property {Record<string, string>} versions of what was done, by task and quiz
 * @property {Record<string, string>} answers by "task/field", and what puzzles keep
 * @property {Record<string, string>} quiz chosen option by question
 * @property {number} attempt from 1 on: each has other values
 */

/** @param {string} name @returns {any} undefined when nothing is kept */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

let keeps = true; // the last thing that was to be kept was

/** @param {string} name @param {unknown} value */
function write(name, value) {
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
    keeps = true;
  } catch {
    keeps = false; // full or forbidden: the page works on, it only forgets
  }
}

/** @param {string} lesson @returns {Progress} */
export const recall = (lesson) => progressOf(read(`lesson.${lesson}`));

/** What is right in a progress, wherever it comes from. @param {any} found @returns {Progress} */
export function progressOf(found) {
  const { tasks, versions, answers, quiz, attempt } = found ?? {};
  return {
    tasks: only(isTexts, tasks),
    versions: only(isText, versions),
    answers: only(isText, answers),
    quiz: only(isText, quiz),
    attempt: Number.isSafeInteger(attempt) && attempt > 1 ? attempt : 1,
  };
}

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';

/** @param {unknown} value */
const isTexts = (value) => Array.isArray(value) && value.every(isText);

/**
 * The entries that are as they should be: another version of poplab, or another
 * page of this host, may have left anything.
 * @param {(value: unknown) => boolean} right
 * @param {object} [entries]
 */
const only = (right, entries) =>
  Object.fromEntries(Object.entries(entries ?? {}).filter(([, value]) => right(value)));

/**
 * Whether what is kept of a task or quiz was done under the version that the page has. What an
 * older poplab kept has no version, and stands.
 * @param {Progress} progress @param {string} id @param {string} version
 */
export const current = ({ versions }, id, version) => (versions[id] ?? version) === version;

/** Takes over what another tab kept, unless this one knows more than it could keep. @param {string} lesson @param {Progress} progress */
export function refresh(lesson, progress) {
  if (keeps) Object.assign(progress, recall(lesson));
}

/** @param {string} lesson @param {Progress} progress @returns {boolean} whether the browser keeps it */
export function remember(lesson, progress) {
  write(`lesson.${lesson}`, progress);
  return keeps;
}

/** The lessons of which something is kept. @returns {string[]} */
export function lessonsKept() {
  try {
    const names = Array.from(localStorage, (_, i) => localStorage.key(i) ?? '');
    return names.filter((name) => name.startsWith(key('lesson.'))).map((name) => name.slice(key('lesson.').length)).sort();
  } catch {
    return [];
  }
}

/** @param {string} lesson */
export function forget(lesson) {
  remember(lesson, { tasks: {}, versions: {}, answers: {}, quiz: {}, attempt: 1 });
}

/** Who the learner is, as a class code and a name; either may be "". */
export function identity() {
  const { class: code, learner } = read('identity') ?? {};
  return { class: isText(code) ? code : '', learner: isText(learner) ? learner : '' };
}

/** @param {{class: string, learner: string}} chosen */
export const keepIdentity = (chosen) => write('identity', chosen);

/** The browser's own number, for a learner without a name: it decides what a generated mailbox holds. */
export function seed() {
  const kept = read('seed');
  if (isText(kept)) return kept;
  drawn ||= crypto.getRandomValues(new Uint32Array(2)).join('-');
  keepSeed(drawn);
  return drawn;
}

/** @param {string} number that another browser drew, with the mailboxes that follow from it */
export const keepSeed = (number) => write('seed', number);

let drawn = ''; // the number of this page, where the browser keeps none

/** The language chosen for the notes, if there is one. @returns {unknown} */
export const language = () => read('language');

/** @param {string} chosen */
export const keepLanguage = (chosen) => write('language', chosen);

/**
 * @typedef {object} Settings
 * @property {string} scheme "light", "dark", or "" for that of the system; early.js reads it too
 * @property {string} news what a screen reader is told of an answer: "short", "lines", "notes" or "nothing"
 * @property {boolean} chips commands in the text are buttons
 */

/** @returns {Settings} */
export function settings() {
  const { scheme, news, chips } = read('settings') ?? {};
  return {
    scheme: ['light', 'dark'].includes(scheme) ? scheme : '',
    news: ['lines', 'notes', 'nothing'].includes(news) ? news : 'short',
    chips: chips !== false,
  };
}

/** @param {Settings} chosen */
export const keepSettings = (chosen) => write('settings', chosen);

/** Writes into every list of lessons what is done, and gives what does it again. */
export function markCourse() {
  const mark = () => document.querySelectorAll('[data-lesson][data-tasks]').forEach(markStep);
  mark();
  addEventListener('pageshow', mark); // the back button may show an old page
  return mark;
}

/** @param {Element} step */
function markStep(step) {
  const { lesson = '', tasks = '' } = /** @type {HTMLElement} */ (step).dataset;
  const list = tasks.split(' ').map((task) => task.split(':'));
  const kept = recall(lesson);
  const done = list.filter(([id, version]) => id in kept.tasks && current(kept, id, version)).length;
  const said = done === 0 ? t('{n|one task|# tasks}', { n: list.length })
    : done < list.length ? t('{done} of {all} tasks done', { done, all: list.length }) : t('done');
  const place = step.querySelector('.progress');
  if (place) place.textContent = said;
}
