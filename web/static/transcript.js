// @ts-check
// The annotated transcript: two lists, one item of each for a line and its note.
// Side by side they share one scroll container, and both items of a row get the
// height of the taller one, so that a note stands level with its line. Lists of
// different heights tell that other letters than before stand in them.
import { narrow } from './workbench.js';

/** @typedef {import('./engine.js').Row} Row */
/** @typedef {{line: HTMLElement, note: HTMLElement}} Pair */

/** Rows drawn in one go: a long message is drawn over several frames. */
const BATCH = 200;
/** Rows of one leaf. A browser lays out a leaf once and then leaves it alone, so
 * that a line added to thousands costs no more than a line added to few. */
const LEAF = 100;
/** Pixels from the end at which the reader still counts as being there. */
const NEAR = 40;
/** Milliseconds without a change after which a long transcript follows a new size. */
const SETTLED = 150;

/** What stands before a note, by language and severity. @type {Record<string, Record<string, string>>} */
const SEVERITY = {
  en: { warning: 'Take care.', error: 'Against the rules.' },
  de: { warning: 'Achtung.', error: 'Regelverstoß.' },
};

export class TranscriptView {
  #panes = byId('panes');
  #lines = byId('lines');
  #notes = byId('notes');
  #pairs = /** @type {Map<number, Pair>} */ (new Map()); // by row
  #waiting = /** @type {Row[]} */ ([]);
  #begins = /** @type {Set<number>} */ (new Set()); // rows that open a further session
  #session = 0;
  #lit = /** @type {Pair | undefined} */ (undefined);
  #stop = /** @type {Pair | undefined} */ (undefined); // where the Tab key stops
  #follow = true; // the reader is at the end and stays there
  #top = 0; // where the panes were scrolled to
  #width = 0;
  #settling = 0;

  constructor() {
    this.#panes.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    const sizes = new ResizeObserver(() => this.#resized());
    for (const box of [this.#panes, this.#lines, this.#notes]) sizes.observe(box);
    for (const type of ['pointerover', 'focusin']) {
      this.#panes.addEventListener(type, (event) => this.light(rowOf(event)));
    }
    for (const type of ['pointerleave', 'focusout']) {
      this.#panes.addEventListener(type, () => this.light(-1));
    }
    this.#panes.addEventListener('keydown', (event) => this.#walk(event));
  }

  /** @param {Row[]} rows */
  add(rows) {
    if (rows.length === 0) return;
    const newest = /** @type {Row} */ (rows.at(-1)).session;
    if (newest > this.#session && this.#pairs.size > 0) this.#begins.add(rows[0].i);
    this.#session = newest;
    const idle = this.#waiting.length === 0;
    this.#waiting.push(...rows);
    if (idle) this.#draw();
  }

  /** The language that the notes are in. */
  get language() { return this.#notes.lang; }

  set language(language) { this.#notes.lang = language; }

  /** Puts the notes of another language in their places. @param {Row[]} rows all, from the first on */
  retell(rows) {
    this.#waiting = this.#waiting.map((row) => rows[row.i]);
    for (const [i, { note }] of this.#pairs) tell(note, rows[i], this.language);
    this.#realign();
  }

  clear() {
    this.#waiting = [];
    this.#pairs.clear();
    this.#lines.replaceChildren();
    this.#notes.replaceChildren();
    this.#lit = this.#stop = undefined;
    this.#session = 0;
    this.#follow = true;
  }

  /** Highlights one row; any other number none. @param {number} row */
  light(row) {
    const pair = this.#pairs.get(row);
    if (pair === this.#lit) return;
    for (const item of both(this.#lit)) item.classList.remove('lit');
    for (const item of both(pair)) item.classList.add('lit');
    this.#lit = pair;
  }

  #draw() {
    const pairs = this.#waiting.splice(0, BATCH).map((row) => this.#pair(row));
    if (pairs.length === 0) return;
    for (const { line, note } of pairs) {
      leafOf(this.#lines).append(line);
      leafOf(this.#notes).append(note);
    }
    this.#align(pairs);
    this.#stopAt(pairs[pairs.length - 1]);
    this.#toEnd();
    if (this.#waiting.length > 0) requestAnimationFrame(() => this.#draw());
  }

  /** @param {Row} row @returns {Pair} */
  #pair(row) {
    const pair = { line: lineItem(row), note: noteItem(row, this.language) };
    const begins = this.#begins.delete(row.i);
    for (const item of both(pair)) {
      item.setAttribute('role', 'listitem');
      item.dataset.row = String(row.i);
      item.dataset.side = row.side;
      item.classList.toggle('begins', begins);
    }
    this.#pairs.set(row.i, pair);
    return pair;
  }

  /** Reads all heights before it writes any, so that the browser lays out twice and not once per row. @param {Pair[]} pairs */
  #align(pairs) {
    if (narrow.matches || this.#lines.offsetWidth === 0) return;
    // Whole pixels: a zoomed page rounds fractions, and thousands of them add up.
    const heights = pairs.map(({ line, note }) => Math.ceil(Math.max(height(line), height(note))));
    pairs.forEach((pair, i) => {
      for (const item of both(pair)) item.style.minHeight = `${heights[i]}px`;
    });
  }

  #resized() {
    if (this.#panes.clientWidth !== this.#width || this.#uneven()) {
      this.#width = this.#panes.clientWidth;
      clearTimeout(this.#settling);
      if (this.#pairs.size < BATCH) this.#realign();
      else this.#settling = setTimeout(() => this.#realign(), SETTLED);
    }
    this.#toEnd();
  }

  #uneven() {
    return !narrow.matches && this.#lines.offsetHeight !== this.#notes.offsetHeight;
  }

  #realign() {
    const pairs = [...this.#pairs.values()];
    for (const pair of pairs) for (const item of both(pair)) item.style.minHeight = '';
    this.#align(pairs);
    this.#toEnd();
  }

  #atEnd() {
    return this.#panes.scrollHeight - this.#panes.scrollTop - this.#panes.clientHeight < NEAR;
  }

  /** Only a reader who scrolls up leaves the end; panes that shrink do not. */
  #scrolled() {
    const top = this.#panes.scrollTop;
    this.#follow = this.#atEnd() || (this.#follow && top >= this.#top);
    this.#top = top;
  }

  #toEnd() {
    if (!this.#follow) return;
    this.#panes.scrollTop = this.#panes.scrollHeight;
    this.#top = this.#panes.scrollTop;
  }

  /** Of lists with thousands of items, one item each is a stop of the Tab key. @param {Pair} pair */
  #stopAt(pair) {
    for (const item of both(this.#stop)) target(item).tabIndex = -1;
    for (const item of both(pair)) target(item).tabIndex = 0;
    this.#stop = pair;
  }

  /** Arrow keys walk from there. @param {KeyboardEvent} event */
  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const pair = this.#pairs.get(rowOf(event) + (step ?? NaN));
    if (!pair) return;
    event.preventDefault();
    this.#stopAt(pair);
    const inNotes = this.#notes.contains(/** @type {Node} */ (event.target));
    target(inNotes ? pair.note : pair.line).focus();
  }
}

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Pair | undefined} pair */
const both = (pair) => (pair ? [pair.line, pair.note] : []);

/** The row of the item that an event is about, or NaN. @param {Event} event */
const rowOf = (event) => {
  const item = /** @type {Element} */ (event.target).closest('[data-row]');
  return Number(item instanceof HTMLElement ? item.dataset.row : NaN);
};

/** What of an item takes the focus: the link of a note, or the line itself. @param {Element} item */
const target = (item) => /** @type {HTMLElement} */ (item.querySelector('a') ?? item);

/** The leaf of a list that has room. @param {HTMLElement} list */
function leafOf(list) {
  const last = list.lastElementChild;
  if (last && last.childElementCount < LEAF) return last;
  const leaf = element('div', 'leaf');
  leaf.setAttribute('role', 'none');
  list.append(leaf);
  return leaf;
}

/** @param {Element} item */
const height = (item) => item.getBoundingClientRect().height;

/** @param {Row} row */
function lineItem(row) {
  const item = element('div', 'line');
  item.dataset.line = String(row.i + 1); // the number that notes and tasks speak of
  item.dataset.kind = row.kind;
  item.tabIndex = -1;
  item.append(element('span', 'side', row.side === 'L' ? '' : row.side), ' ', element('span', 'text', row.text));
  return item;
}

/** @param {Row} row @param {string} language */
function noteItem(row, language) {
  const item = element('div', 'note');
  item.dataset.severity = row.severity;
  const text = element('p', '');
  const source = /** @type {HTMLAnchorElement} */ (element('a', 'rfc', row.rfc));
  source.href = row.url;
  source.tabIndex = -1;
  text.append(source);
  item.append(text);
  tell(item, row, language);
  return item;
}

/** Puts the words of a note before its source. @param {Element} item @param {Row} row @param {string} language */
function tell(item, row, language) {
  const source = /** @type {Element} */ (item.querySelector('a'));
  const call = SEVERITY[language]?.[row.severity];
  source.parentElement?.replaceChildren(...(call ? [element('strong', '', call), ' '] : []), row.note, ' ', source);
}

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}
