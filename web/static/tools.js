// @ts-check
// What a reader does with a transcript: walks through it by keyboard, looks at the
// wire, chooses a side, searches, saves. TranscriptView loads this with the first
// such deed, and hands over what happens in the tools and in the panes.
import { Finder } from './finder.js';
import { Saving } from './save.js';
import { rowOf } from './transcript.js';
import { Wire } from './wire.js';

/** @typedef {import('./transcript.js').TranscriptView} TranscriptView */
/** @typedef {import('./transcript.js').Side} Side */

export class Tools {
  #view;
  #wire;
  #finder;
  #saving;

  /** @param {TranscriptView} view */
  constructor(view) {
    this.#view = view;
    this.#wire = new Wire(view);
    this.#finder = new Finder(view);
    this.#saving = new Saving(view);
  }

  /** Opens one note, with its octets. @param {number} row */
  async open(row) {
    if (await this.#view.bring(row)) this.#wire.turn(row, true);
  }

  /** @param {Event} event */
  use(event) {
    const place = /** @type {HTMLElement} */ (event.target);
    const row = rowOf(event);
    if (row >= 0) this.#inPanes(event, place, row);
    else if (place.id === 'find') this.#finder.use(event);
    else if (event.type === 'change') this.#chosen(place);
    else if (event.type === 'click') this.#pressed(place);
  }

  /** @param {Event} event @param {HTMLElement} place @param {number} row */
  #inPanes(event, place, row) {
    if (event instanceof KeyboardEvent) this.#key(event, place, row);
    else if (place.matches('.more')) this.#wire.turn(row);
    else if (place.matches('.number')) this.open(row);
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} place @param {number} row */
  #key({ key, ctrlKey, altKey, metaKey }, place, row) {
    if (ctrlKey || altKey || metaKey) return;
    if (key !== 'Enter' && key !== ' ') this.#walk(key, place, row);
    else if (place.matches('.line')) this.#wire.turn(row);
  }

  /** Walks from row to row, in the list where the focus is. @param {string} key @param {HTMLElement} place @param {number} row */
  async #walk(key, place, row) {
    const at = this.#view.placeOf(row);
    const last = this.#view.size - 1;
    const goal = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: last,
      PageUp: this.#view.placeOf(this.#view.turn(row, -1)),
      PageDown: this.#view.placeOf(this.#view.turn(row, 1)),
    }[key];
    if (goal === undefined) return;
    const to = this.#view.rowAt(Math.max(0, Math.min(goal, last)));
    const pair = await this.#view.reach(to);
    this.#view.stopAt(to);
    if (place.closest('.note')) /** @type {HTMLElement | null} */ (pair?.note.querySelector('.rfc'))?.focus();
    else pair?.line.focus();
  }

  /** @param {HTMLElement} control that has another value now */
  #chosen(control) {
    if (control instanceof HTMLInputElement && control.id === 'wire') this.#wire.all(control.checked);
    if (control instanceof HTMLSelectElement && control.id === 'show') this.#view.show(/** @type {Side} */ (control.value));
  }

  /** @param {HTMLElement} button */
  #pressed(button) {
    if (button.id === 'view') {
      const folded = button.ariaExpanded !== 'true';
      button.ariaExpanded = String(folded);
      document.getElementById('tools')?.classList.toggle('unfolded', folded);
    }
    if (button.id === 'save') this.#saving.turn();
  }
}
