// @ts-check
// Where a log comes in: pasted, typed, chosen, dropped anywhere on the page, or one
// of the samples.
import { language } from './language.js';
import { MOST } from './packing.js';
import { t } from './say.js';

/** @typedef {{name: string, octets: Blob, aside: string}} Log with its name, "" for text, and what to say besides */

/** Characters of a text that stands in the field. A longer one is taken as a file is:
 * a field with megabytes of text makes a browser slow. */
const LONG = 2 ** 18;

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The ways in. Each log goes to take, and what is none to refuse, as a sentence. */
export class Intake {
  #field = /** @type {HTMLTextAreaElement} */ (byId('log'));
  #file = /** @type {HTMLInputElement} */ (byId('file'));
  #fold = /** @type {HTMLDetailsElement} */ (byId('intake'));
  #take;
  #refuse;
  #depth = 0; // elements of the page that a drag is over
  #own = false; // the drag began in this page

  /** @param {(log: Log) => void} take @param {(why: string) => void} refuse */
  constructor(take, refuse) {
    this.#take = take;
    this.#refuse = refuse;
    byId('intake-form').addEventListener('submit', (event) => { event.preventDefault(); this.#text(this.#field.value); });
    this.#field.addEventListener('paste', (event) => this.#paste(event));
    this.#field.addEventListener('input', (event) => this.#input(/** @type {InputEvent} */ (event)));
    byId('choose').addEventListener('click', () => this.#file.click());
    this.#file.addEventListener('change', () => this.#chosen());
    for (const chip of document.querySelectorAll('[data-sample]')) {
      chip.addEventListener('click', () => this.#text(/** @type {HTMLElement} */ (chip).dataset.sample ?? ''));
    }
    this.#dropTarget();
  }

  /** Makes room for what was read. */
  fold() { this.#fold.open = false; }

  /** Asks again; what was typed stands there still. */
  unfold() { this.#fold.open = true; }

  /** @param {string} text */
  #text(text) {
    const short = text.length <= LONG;
    if (short) this.#field.value = text;
    this.#take({ name: short ? '' : t('The long text'), octets: new Blob([text]), aside: '' });
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const { files } = event.clipboardData ?? new DataTransfer();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length === 0 && text.length <= LONG) return; // goes into the field
    event.preventDefault();
    if (text !== '') this.#text(text);
    else this.#files(files);
  }

  /** What was pasted or dropped into the field is read at once. @param {InputEvent} event */
  #input({ inputType }) {
    if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') this.#text(this.#field.value);
  }

  #chosen() {
    this.#files(this.#file.files);
    this.#file.value = ''; // so that the same file can be chosen again
  }

  /** @param {FileList | null} [files] */
  #files(files) {
    const file = files?.[0];
    if (!file) return;
    const aside = files.length > 1 ? t('It is the first of {n} files: one log is read at a time.', { n: files.length }) : '';
    if (file.size > MOST) this.#refuse(t('{name} has {amount}, and at most 20 MB are read. Cut out the part with the POP3 session, and try again.', { name: file.name, amount: amount(file.size) }));
    else this.#take({ name: file.name, octets: file, aside });
  }

  #dropTarget() {
    addEventListener('dragstart', () => { this.#own = true; });
    addEventListener('dragend', () => { this.#own = false; });
    addEventListener('dragenter', (event) => this.#over(event, 1));
    addEventListener('dragleave', (event) => this.#over(event, -1));
    addEventListener('dragover', (event) => { if (this.#wants(event)) event.preventDefault(); });
    addEventListener('drop', (event) => this.#drop(event));
  }

  /** @param {DragEvent} event */
  #wants({ dataTransfer, target }) {
    const types = dataTransfer?.types ?? [];
    return !this.#own && (types.includes('Files') || (types.includes('text/plain') && target !== this.#field));
  }

  /** Counts, since each element below the pointer is entered and left. @param {DragEvent} event @param {number} step */
  #over(event, step) {
    this.#depth = Math.max(0, this.#depth + step);
    document.body.classList.toggle('dropping', this.#depth > 0 && this.#wants(event));
  }

  /** @param {DragEvent} event */
  #drop(event) {
    this.#depth = 0;
    document.body.classList.remove('dropping');
    const { dataTransfer } = event;
    if (!dataTransfer || !this.#wants(event)) return;
    event.preventDefault();
    if (dataTransfer.files.length > 0) this.#files(dataTransfer.files);
    else this.#text(dataTransfer.getData('text/plain'));
  }
}

/** A number of octets as people say it. @param {number} octets */
export const amount = (octets) => (octets < 1e5
  ? t('{n|1 octet|# octets}', { n: octets })
  : `${(octets / 2 ** 20).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`);
