// @ts-check
// Progress as one file: from one browser to another, or to keep. What is read from a
// file is added to what is here, which nothing takes away.
import { identity, keepIdentity, keepSeed, lessonsKept, progressOf, recall, remember, seed } from './progress.js';
import { t } from './say.js';

/** @typedef {import('./progress.js').Progress} Progress */

const FORMAT = 'poplab progress 1';
/** Octets that a file may have: what browsers keep for one site. */
const MOST = 5 * 2 ** 20;

const notOurs = () => new Error(t('This file holds no progress of poplab. Choose the one that "Save to a file" made.'));

/** @returns the file */
function saved() {
  const lessons = Object.fromEntries(lessonsKept().map((id) => [id, recall(id)]));
  return { format: FORMAT, identity: identity(), seed: seed(), lessons };
}

/** @param {File} file @returns {Promise<{identity: any, seed: any, lessons: Record<string, Progress>}>} */
async function opened(file) {
  if (file.size > MOST) throw notOurs();
  let found;
  try {
    found = JSON.parse(await file.text());
  } catch {
    throw notOurs();
  }
  if (found?.format !== FORMAT || typeof found.lessons !== 'object') throw notOurs();
  const lessons = Object.entries(found.lessons ?? {}).map(([id, progress]) => [id, progressOf(progress)]);
  return { ...found, lessons: Object.fromEntries(lessons) };
}

/** What both have, and where they differ what is here. @param {Progress} here @param {Progress} there @returns {Progress} */
function joined(here, there) {
  return {
    tasks: { ...there.tasks, ...here.tasks },
    versions: { ...there.versions, ...here.versions },
    answers: { ...there.answers, ...here.answers },
    quiz: { ...there.quiz, ...here.quiz },
    attempt: Math.max(here.attempt, there.attempt),
  };
}

/** Adds a file to what is here. @param {File} file @returns {Promise<string>} what came of it */
async function add(file) {
  const there = await opened(file);
  const fresh = lessonsKept().length === 0; // nobody worked here: the mailboxes may become those of the file
  let tasks = 0;
  let kept = true;
  for (const [id, progress] of Object.entries(there.lessons)) {
    const here = recall(id);
    const all = joined(here, progress);
    tasks += Object.keys(all.tasks).length - Object.keys(here.tasks).length;
    kept = remember(id, all) && kept;
  }
  if (!kept) throw new Error(t('This browser could not keep all of it: its storage is full or switched off.'));
  if (fresh && typeof there.seed === 'string') keepSeed(there.seed);
  const { class: code, learner } = there.identity ?? {};
  if (fresh && typeof code === 'string' && typeof learner === 'string') keepIdentity({ class: code, learner });
  return tasks > 0
    ? t('{tasks|One task|# tasks} more than before {tasks|is|are} done now.', { tasks })
    : t('All that this file holds was here already.');
}

function download() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(saved(), null, 1)], { type: 'application/json' }));
  link.download = `poplab-progress-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a download may wait for the learner that long
}

/**
 * The buttons of a section with a result line.
 * @param {HTMLElement} section
 * @param {() => void} changed
 */
export function offerBackup(section, changed) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (part('input'));
  const result = part('[role=status]');
  section.hidden = false;
  part('.export').addEventListener('click', () => {
    download();
    result.textContent = t('The progress of {n|one lesson|# lessons} is in the file.', { n: lessonsKept().length });
  });
  part('.import').addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    result.textContent = await add(file).catch((error) => error.message);
    input.value = ''; // the same file may be chosen again
    changed();
  });
}
