// @ts-check
// The console of a lesson: its world is made for one learner, and a puzzle may play
// lines in it or in a world of its own.
import { Console } from './console.js';
import { EngineError, loadEngine } from './engine.js';
import { identity, seed } from './progress.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./progress.js').Progress} Progress */

/** Milliseconds between lines that play by themselves. */
const PACE = 400;

export class LearnerConsole extends Console {
  /** What is known of the world as it was made: its text says {word} and the like. @type {Record<string, string>} */
  facts = {};
  /** Whether the session came with a link, and the learner typed nothing in it yet: it is not theirs. */
  visiting = false;
  #lesson;
  #progress;
  #keep;
  #world = this.config.scenario ?? '';
  #tasks = this.config.tasks ?? '';
  #script = /** @type {string[]} */ ([]); // lines that are still to be played

  /** @param {string} lesson its ID @param {Progress} progress @param {() => void} keep */
  constructor(lesson, progress, keep) {
    super();
    this.#lesson = lesson;
    this.#progress = progress;
    this.#keep = keep;
    this.addEventListener('open', () => this.#play());
    this.addEventListener('typed', () => { this.visiting = false; });
    this.addEventListener('visit', (event) => {
      const { scenario, tasks, visiting } = /** @type {CustomEvent} */ (event).detail;
      this.#become(scenario, tasks);
      this.visiting = visiting;
    });
  }

  /** What decides how the mailboxes of this lesson are made. */
  get seed() {
    const who = identity();
    return { class: who.class, learner: who.learner || seed(), lesson: this.#lesson, attempt: this.#progress.attempt };
  }

  /** Whether anything in this world is made for the learner. */
  get generated() { return ['count', 'password', 'secret'].some((fact) => fact in this.facts); }

  open() { return this.engine?.open({ scenario: this.#world, tasks: this.#tasks, ...this.seed }); }

  /** @param {Answer | undefined} answer */
  apply(answer) {
    if (answer && this.#world === (this.config.scenario ?? '')) this.facts = answer.facts;
    super.apply(answer);
  }

  restart() {
    this.#become(this.config.scenario ?? '', this.config.tasks ?? '');
    super.restart();
  }

  /** @param {string} world @param {string} tasks @param {string[]} [script] */
  #become(world, tasks, script = []) {
    this.#world = world;
    this.#tasks = tasks;
    this.#script = script;
    this.visiting = false;
  }

  /** Begins again with other values. */
  again() {
    this.#progress.attempt++;
    this.#keep();
    this.restart();
  }

  /** Plays lines here, in a world of their own where no task is judged. @param {string} world @param {string[]} lines */
  show(world, lines) {
    this.#become(world, '', [...lines]);
    super.restart();
    this.tabs.select('session');
    this.tabs.reveal();
  }

  /** Types the next line of the script, until it ends or another one begins. */
  #play() {
    const script = this.#script;
    const next = () => {
      if (script !== this.#script || !this.engine || script.length === 0) return;
      this.enter(/** @type {string} */ (script.shift()));
      setTimeout(next, PACE);
    };
    next();
  }

  /**
   * Plays lines out of sight, in a world like that of the lesson when it begins.
   * @param {string} tasks to be judged
   * @param {string[]} lines
   * @returns what was said, in the order in which it was, and how the tasks stand
   */
  async rehearse(tasks, lines) {
    const engine = await loadEngine(this.config.wasm ?? '', this.language.value);
    engine.onfault = (fault) => { throw new EngineError(fault); };
    let answer = engine.open({ scenario: this.config.scenario ?? '', tasks, ...this.seed });
    const rows = /** @type {import('./engine.js').Row[]} */ ([]);
    const told = /** @type {Record<string, number>} */ ({}); // rows of each window so far
    for (const line of lines) {
      answer = engine.type(line);
      rows.push(...answer.rows.filter(({ i }) => i >= (told[answer.window] ?? 0)));
      told[answer.window] = answer.count;
    }
    return { rows, tasks: answer.tasks };
  }
}
