// @ts-check
// The wire view: which lines show their octets.
import { octets } from './octets.js';

/** @typedef {import('./leaves.js').Pair} Pair */

export class Wire {
  #view;
  #all = false;
  #other = /** @type {Set<number>} */ (new Set()); // rows of which the contrary holds

  /** @param {import('./transcript.js').TranscriptView} view */
  constructor(view) {
    this.#view = view;
    view.octets = (pair) => { if (this.#on(pair.row.i)) this.#show(pair, true); };
    view.addEventListener('clear', () => this.#other.clear());
  }

  /** Shows or hides the octets of all lines. @param {boolean} on */
  all(on) {
    this.#all = on;
    this.#other.clear();
    this.#view.redraw();
  }

  /** Of one line, which stays where it is. @param {number} row @param {boolean} [on] the contrary of what it was */
  turn(row, on = !this.#on(row)) {
    const pair = this.#view.pairOf(row);
    if (!pair || on === this.#on(row)) return;
    if (on === this.#all) this.#other.delete(row);
    else this.#other.add(row);
    this.#view.still(row, () => this.#show(pair, on));
  }

  /** @param {number} row */
  #on(row) { return this.#all !== this.#other.has(row); }

  /** @param {Pair} pair @param {boolean} on */
  #show({ row, line }, on) {
    const button = line.querySelector('.more');
    if (!button) return; // a line of the learner's own program
    line.classList.toggle('wired', on);
    if (on) button.before(octets(row));
    else line.querySelector('.octets')?.remove();
    button.ariaExpanded = String(on);
  }
}
