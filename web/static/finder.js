// @ts-check
// The search field: Enter goes to the next line or note that holds the text,
// Shift+Enter to the one before, and Escape ends the search.
import { t } from './say.js';

/** Milliseconds without a key after which the search begins. */
const PAUSE = 200;

export class Finder {
  #view;
  #field = /** @type {HTMLInputElement} */ (document.getElementById('find'));
  #said = /** @type {HTMLElement} */ (document.getElementById('found'));
  #at = -1; // the row that was found last
  #turn = 0; // searches so far
  #timer = 0;
  #searching = false;

  /** @param {import('./transcript.js').TranscriptView} view */
  constructor(view) {
    this.#view = view;
    view.addEventListener('clear', () => this.#forget());
  }

  /** @param {Event} event in the field */
  use(event) {
    if (event.type === 'input') this.#later();
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.key === 'Enter') this.#find(event.shiftKey ? this.#at : this.#at + 1, event.shiftKey);
    if (event.key === 'Escape') this.#end();
  }

  /** Searches while somebody types: for the same line, as long as it holds more of the text. */
  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(Math.max(this.#at, 0), false), PAUSE);
  }

  /** One search at a time: those of a long log take a second, and would hold up all
   * else that is asked of its worker. @param {number} from @param {boolean} back */
  #find(from, back) {
    clearTimeout(this.#timer);
    const text = this.#field.value;
    if (text === '') this.#end();
    else if (this.#searching) this.#later();
    else this.#search(text, from, back);
  }

  /** @param {string} text @param {number} from @param {boolean} back */
  async #search(text, from, back) {
    const turn = ++this.#turn;
    this.#searching = true;
    try {
      const found = await this.#view.source.find(text, { side: this.#view.side, from, back });
      if (turn === this.#turn) this.#show(found);
    } catch (error) {
      this.#said.textContent = /** @type {Error} */ (error).message;
    }
    if (turn === this.#turn) this.#searching = false;
  }

  /** @param {{row: number, nth: number, total: number}} found */
  #show({ row, nth, total }) {
    this.#at = row;
    this.#said.textContent = row < 0 ? t('not found') : t('{nth} of {total}', { nth, total });
    if (row >= 0) this.#view.bring(row);
    else this.#view.release();
  }

  /** What was found is gone, and what is on its way too. */
  #forget() {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#searching = false;
    this.#at = -1;
    this.#said.textContent = '';
  }

  #end() {
    this.#forget();
    this.#field.value = '';
    this.#view.release();
  }
}
