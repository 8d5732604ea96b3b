// @ts-check
// The way through a session, as places to be at: before the first line, and behind each
// line. It goes through what the learner saw, window after window as it happened, or
// through one window alone.

/** @typedef {import('./engine.js').Step} Step */
/**
 * @typedef {object} Stretch rows of one window that one step made
 * @property {number} step its index
 * @property {string} window
 * @property {number} row the first
 * @property {number} rows
 * @property {number} before places before its first row's
 */

export class Walk {
  steps = /** @type {Step[]} */ ([]);
  #window = '';
  #stretches = /** @type {Stretch[]} */ ([]);
  #covered = /** @type {Record<string, number>} */ ({}); // rows of each window on this way

  /** The window that it goes through, or "" for all as it happened. */
  get window() { return this.#window; }

  set window(window) {
    if (window === this.#window) return;
    this.#window = window;
    this.#rebuild();
  }

  /** Lines on the way. */
  get length() { return this.#upTo(this.#stretches.length); }

  /** Takes other steps from one on. @param {number} from @param {Step[]} steps */
  learn(from, steps) {
    const added = from === this.steps.length;
    this.steps.splice(from, Infinity, ...steps);
    if (added) for (let k = from; k < this.steps.length; k++) this.#add(k);
    else this.#rebuild();
  }

  #rebuild() {
    this.#stretches = [];
    this.#covered = {};
    for (let k = 0; k < this.steps.length; k++) this.#add(k);
  }

  /** @param {number} k */
  #add(k) {
    const { parts, window: after } = this.steps[k];
    parts.forEach(({ window, row, rows }, i) => {
      const seen = this.#window ? window === this.#window : i === 0 || window === after;
      if (!seen) return;
      this.#stretches.push({ step: k, window, row, rows, before: this.length });
      this.#covered[window] = (this.#covered[window] ?? 0) + rows;
    });
  }

  /** Places before a stretch, by its index. @param {number} i */
  #upTo(i) {
    const last = this.#stretches[i - 1];
    return last ? last.before + last.rows : 0;
  }

  /** The stretch that a place is in; none for the first. @param {number} place @returns {Stretch | undefined} */
  at(place) {
    let [from, to] = [0, this.#stretches.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#upTo(middle + 1) >= place) to = middle;
      else from = middle + 1;
    }
    return place > 0 ? this.#stretches[from] : undefined;
  }

  /** The place before a step is taken. @param {number} step its index */
  before(step) {
    const i = this.#stretches.findIndex((stretch) => stretch.step >= step);
    return i < 0 ? this.length : this.#upTo(i);
  }

  /** Whether it leads through all rows that a window has. @param {string} window @param {number} rows */
  covers(window, rows) { return (this.#covered[window] ?? 0) >= rows; }
}
