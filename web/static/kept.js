// @ts-check
// What a tab keeps of its sessions, until it is closed: for each lesson, and for free
// practice, the one that stands and the one that was put aside. A browser that keeps
// nothing (private window, storage switched off or full) forgets them with the page.
import { key } from './asset.js';

/**
 * @typedef {object} Session
 * @property {string} script its text, of 64 KiB at most (package desk, "Scripts")
 * @property {string} window that is looked at
 * @property {boolean} judged the tasks of the page are judged in it
 * @property {boolean} visiting it came with a link, and nothing was typed since
 */
/**
 * @typedef {object} Kept
 * @property {string} home the text of a session of this page in which nothing was done
 * @property {Session} [now]
 * @property {Session} [aside]
 */

/** @param {string} lesson its ID, or "" for free practice */
const nameOf = (lesson) => key(`session.${lesson}`);

/** @param {string} lesson @returns {Kept | undefined} */
export function recall(lesson) {
  try {
    const { home, now, aside } = JSON.parse(sessionStorage.getItem(nameOf(lesson)) ?? '{}');
    return { home, now: sound(now), aside: sound(aside) };
  } catch {
    return undefined;
  }
}

/** A session, if it is one: another page of this host may have left anything. @param {any} session @returns {Session | undefined} */
function sound(session) {
  const { script, window } = session ?? {};
  return typeof script === 'string' && typeof window === 'string' ? session : undefined;
}

/**
 * What cannot be kept takes what was kept before with it, which is not the last session.
 * @param {string} lesson @param {Kept} kept @returns {boolean} whether it is kept
 */
export function keep(lesson, kept) {
  try {
    sessionStorage.setItem(nameOf(lesson), JSON.stringify(kept));
    return true;
  } catch {
    forget(lesson);
    return false;
  }
}

/** @param {string} lesson */
export function forget(lesson) {
  try {
    sessionStorage.removeItem(nameOf(lesson));
  } catch {
    // Switched off: there is nothing to forget.
  }
}
