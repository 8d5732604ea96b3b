// @ts-check
// No session is lost. A simulated world does the same whenever the same is put into it, so
// a session is its text (package desk, "Scripts"), which grows at its end. Where the new
// text does not go on with the old one, a session was left: by Start over, by a link, by a
// claim that plays, or by a line typed in the past. That one is put aside, and a button
// brings it back and puts aside the other. Behind it stands the one put aside before: a
// line typed by mistake after a reload is not to cost the session that it followed.
//
// The tab keeps both in its sessionStorage: after a reload, a crash, or the way back from
// another page, which begin anew as every page does, the button is there too. Sessions with
// real servers have no text.
import { forget, keep, recall } from './kept.js';
import { t } from './say.js';

/** @typedef {import('./console.js').Console} Console */
/** @typedef {import('./learner.js').LearnerConsole} LearnerConsole */
/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {import('./kept.js').Session} Session */

/** Milliseconds after which what happened is kept. */
const REST = 300;

/** Milliseconds for which a line that was typed does not take a warning away. */
const UNREAD = 10_000;

/** The first step in the text of a session: all that stands before is about its world. */
const STEP = /^(?:type|hang) .*$/m;

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class Keeper {
  #desk;
  #name; // of the lesson, or ""
  #engine = /** @type {Engine | undefined} */ (undefined);
  #home = ''; // the text of a session here in which nothing was done
  #now = /** @type {Session | undefined} */ (undefined);
  #aside = /** @type {Session | undefined} */ (undefined);
  #before = /** @type {Session | undefined} */ (undefined); // put aside before that one
  #found; // what an older self of this page kept, until the engine is there
  #keeps = true;
  #warned = -Infinity; // when the learner was told that nothing is kept
  #timer = 0;

  /** @param {Console} desk */
  constructor(desk) {
    this.#desk = desk;
    this.#name = /** @type {LearnerConsole} */ (desk).seed?.lesson ?? '';
    this.#found = recall(this.#name);
    desk.addEventListener('answer', (event) => this.#heed(/** @type {CustomEvent} */ (event).detail));
    desk.addEventListener('open', () => this.#opened());
    desk.addEventListener('typed', () => { if (performance.now() - this.#warned > UNREAD) this.#show(''); });
    desk.addEventListener('forget', () => { this.#keeps = false; forget(this.#name); });
    addEventListener('pagehide', () => this.#keep());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.#keep(); });
    byId('other').addEventListener('click', () => this.#bringBack());
    new ResizeObserver(([{ target }]) => { // what is told stands above the command line, however high that is
      byId('travel').style.setProperty('--prompt', `${/** @type {HTMLElement} */ (target).offsetHeight}px`);
    }).observe(byId('prompt'));
  }

  /** Sees how the session goes on, and whether another one was left. @param {Answer} answer */
  #heed({ window, tasks }) {
    const { engine, visiting = false } = /** @type {LearnerConsole} */ (this.#desk);
    if (!engine) return; // poplab failed: what was kept before is all there is
    const { script } = engine.script();
    if (engine !== this.#engine) this.#begin(engine, script ?? '');
    if (script === undefined) { // of a real server, or so long that what is kept by now is all
      if (this.#now) this.#warn(t('This session has become too long: what you type from here on is lost when you leave the page. Save puts all of it into a file.'));
      return;
    }
    const left = this.#now;
    this.#now = { script, window, visiting, judged: tasks.length > 0 };
    if (left && STEP.test(left.script) && !script.startsWith(left.script)) this.#putAside(left, script);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), REST);
  }

  /** A world at its beginning: it tells which sessions are of this page as it is now. @param {Engine} engine @param {string} script */
  #begin(engine, script) {
    this.#engine = engine;
    const own = engine.peek(script).scenario === (this.#desk.config.scenario ?? ''); // and not that of a claim
    if (!own || script === this.#home) return;
    this.#home = script;
    this.#now = this.#aside = this.#before = undefined; // they are of another learner, or of other values
    this.#show('');
  }

  /** @param {Session} left @param {string} script of the session in its place */
  #putAside(left, script) {
    [this.#aside, this.#before] = [left, this.#aside ?? this.#before];
    const [told, news] = isBranch(left.script, script)
      ? [t('The lines that were ahead are put aside.'), byId('news').textContent]
      : [t('The session before is put aside.'), STEP.test(script) ? '' : t('Started over.')];
    this.#show(told);
    this.#desk.say(`${news} ${told}`.trim());
  }

  /** A world is there, in which nothing was done yet. */
  #opened() {
    const found = this.#found?.home === this.#home ? [this.#found.now, this.#found.aside] : [];
    this.#found = undefined;
    const [last, before] = found.filter((session) => session && !this.#desk.engine?.peek(session.script).error);
    if (last) {
      [this.#aside, this.#before] = [last, before];
      this.#tell(t('Your last session is kept.'));
    }
    this.#draw();
  }

  /** Puts the other session in the place of this one. What takes long is told before. */
  #bringBack() {
    const { engine } = this.#desk;
    const other = this.#aside;
    if (!engine || !other) return;
    this.#show(t('The session comes back.'));
    this.#desk.prompt.focus();
    requestAnimationFrame(() => setTimeout(() => { // as soon as that can be read
      if (engine === this.#desk.engine && other === this.#aside) this.#swap(other);
    }));
  }

  /** @param {Session} other */
  #swap(other) {
    this.#aside = undefined;
    const tasks = other.judged ? this.#desk.config.tasks ?? '' : '';
    const refused = reopen(this.#desk, other.script, { ...other, tasks, at: Number.MAX_SAFE_INTEGER });
    if (!this.#aside) [this.#aside, this.#before] = [this.#before, undefined]; // nothing was to be put aside
    this.#desk.reveal();
    this.#tell(refused || t('The session is back.'));
  }

  /** @param {string} told what became of the session */
  #tell(told) {
    this.#show(told);
    this.#desk.say(told);
  }

  /** @param {string} told or "" for nothing */
  #show(told) {
    byId('kept').textContent = told;
    byId('kept').hidden = told === '';
    this.#draw();
  }

  #draw() {
    const branch = isBranch(this.#aside?.script, this.#now?.script);
    byId('other').hidden = this.#aside === undefined;
    byId('other').textContent = branch ? t('Bring the other branch back') : t('Bring the last session back');
  }

  #keep() {
    if (!this.#home || !this.#keeps) return;
    const now = this.#now && STEP.test(this.#now.script) ? this.#now : undefined;
    const [last, before] = [now, this.#aside, this.#before].filter((session) => session !== undefined);
    if (!keep(this.#name, { home: this.#home, now: last, aside: before }) && last) {
      this.#warn(t('This browser keeps no session: its storage is full or switched off. When you leave the page, this one is lost; Save puts it into a file.'));
    }
  }

  /** Says once that what was done will be lost, unless the page has said so of more than this. @param {string} words */
  #warn(words) {
    if (this.#warned > 0 || document.hidden || byId('fault').childElementCount > 0) return;
    this.#warned = performance.now();
    this.#tell(words);
  }
}

/**
 * Opens a session from its text, in the place of the one that stands.
 * @param {Console} desk
 * @param {string} script
 * @param {{tasks: string, visiting: boolean, at?: number, window?: string}} how tasks that are judged in it; it came with a link; where to go in it
 * @returns {string} why it cannot be opened, or ""
 */
export function reopen(desk, script, { tasks, visiting, at = 0, window }) {
  const { engine } = desk;
  const answer = engine?.restore(script, tasks, at, window);
  if (!engine || !answer || answer.error) return answer?.error ?? '';
  const { scenario } = engine.peek(script);
  desk.dispatchEvent(new CustomEvent('visit', { detail: { scenario, tasks, visiting } }));
  desk.apply(answer);
  desk.dispatchEvent(new Event('open'));
  return '';
}

/** Whether two sessions begin with the same step. @param {string} [one] @param {string} [other] */
function isBranch(one = '', other = '') {
  const [step] = STEP.exec(one) ?? [];
  return step !== undefined && step === STEP.exec(other)?.[0];
}
