// @ts-check
// The annotated transcript: two lists, one item of each for a line and its note.
// Side by side they share one scroll container, and both items of a row get the
// height of the taller one, so that a note stands level with its line.
import { narrow } from './tabs.js';

/** @typedef {import('./engine.js').Row} Row */
/** @typedef {{line: HTMLElement, note: HTMLElement}} Pair */

/** Rows drawn in one go: a long message is drawn over several frames. */
const BATCH = 300;
/** Pixels from the end at which the reader still counts as being there. */
const NEAR = 40;

/** @type {Record<string, string>} */
const SEVERITY = { warning: 'Take care.', error: 'Against the rules.' };

export class TranscriptView {
  #panes = /** @type {HTMLElement} */ (document.getElementById('panes'));
  #lines = /** @type {HTMLElement} */ (document.getElementById('lines'));
  #notes = /** @type {HTMLElement} */ (document.getElementById('notes'));
  #pairs = /** @type {Map<number, Pair>} */ (new Map());
  #waiting = /** @type {Row[]} */ ([]);
  #follow = true; // the reader is at the end and stays there
  #width = 0;
  #session = 0;
  #begins = /** @type {Set<number>} */ (new Set()); // rows that open a further session

  constructor() {
    this.#panes.addEventListener('scroll', () => { this.#follow = this.#atEnd(); }, { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.#panes);
    for (const list of [this.#lines, this.#notes]) {
      for (const type of ['pointerover', 'focusin']) list.addEventListener(type, (event) => this.#lit(event));
      list.addEventListener('keydown', (event) => walk(list, event));
    }
    this.#panes.addEventListener('pointerleave', () => this.light(-1));
    this.#panes.addEventListener('focusout', () => this.light(-1));
  }

  /** @param {Row[]} rows */
  add(rows) {
    if (rows.length === 0) return;
    if (this.#pairs.size > 0 && rows.some((row) => row.session > this.#session)) this.#begins.add(rows[0].i);
    this.#session = Math.max(this.#session, ...rows.map((row) => row.session));
    const idle = this.#waiting.length === 0;
    this.#waiting.push(...rows);
    if (idle) this.#draw();
  }

  clear() {
    this.#waiting = [];
    this.#pairs.clear();
    this.#lines.replaceChildren();
    this.#notes.replaceChildren();
    this.#session = 0;
    this.#follow = true;
  }

  /** Highlights one row; -1 none. @param {number} row */
  light(row) {
    for (const lit of this.#panes.querySelectorAll('.lit')) lit.classList.remove('lit');
    const pair = this.#pairs.get(row);
    pair?.line.classList.add('lit');
    pair?.note.classList.add('lit');
  }

  /** Brings a row into view and the focus to its line. @param {number} row */
  show(row) {
    const line = this.#pairs.get(row)?.line;
    if (!line) return;
    rove(this.#lines, line);
    line.focus();
    line.scrollIntoView({ block: 'center' });
  }

  #draw() {
    const rows = this.#waiting.splice(0, BATCH);
    if (rows.length === 0) return;
    const pairs = rows.map((row) => this.#pair(row));
    this.#lines.append(...pairs.map((pair) => pair.line));
    this.#notes.append(...pairs.map((pair) => pair.note));
    this.#align(pairs);
    const last = /** @type {Pair} */ (pairs.at(-1));
    rove(this.#lines, last.line);
    rove(this.#notes, last.note);
    this.#toEnd();
    if (this.#waiting.length > 0) requestAnimationFrame(() => this.#draw());
  }

  /** @param {Row} row @returns {Pair} */
  #pair(row) {
    const pair = { line: lineItem(row), note: noteItem(row) };
    const begins = this.#begins.delete(row.i);
    for (const item of [pair.line, pair.note]) {
      item.dataset.row = String(row.i);
      item.dataset.side = row.side;
      item.classList.toggle('begins', begins);
    }
    this.#pairs.set(row.i, pair);
    return pair;
  }

  /** Reads all heights before it writes any, so that the browser lays out twice and not once per row. @param {Iterable<Pair>} pairs */
  #align(pairs) {
    if (narrow.matches || this.#lines.offsetWidth === 0) return;
    const list = [...pairs];
    const heights = list.map(({ line, note }) => Math.max(height(line), height(note)));
    list.forEach((pair, i) => {
      for (const item of [pair.line, pair.note]) {
        item.style.minHeight = `${heights[i]}px`;
        item.classList.add('level');
      }
    });
  }

  #resized() {
    const width = this.#panes.clientWidth;
    if (width !== this.#width) {
      this.#width = width;
      for (const item of this.#panes.querySelectorAll('.level')) {
        /** @type {HTMLElement} */ (item).style.minHeight = '';
        item.classList.remove('level');
      }
      this.#align(this.#pairs.values());
    }
    this.#toEnd();
  }

  #atEnd() {
    return this.#panes.scrollHeight - this.#panes.scrollTop - this.#panes.clientHeight < NEAR;
  }

  #toEnd() {
    if (this.#follow) this.#panes.scrollTop = this.#panes.scrollHeight;
  }

  /** @param {Event} event */
  #lit(event) {
    const item = /** @type {Element} */ (event.target).closest('li');
    if (item) this.light(Number(item.dataset.row));
  }
}

/** @param {Element} item */
const height = (item) => item.getBoundingClientRect().height;

/** @param {Row} row */
function lineItem(row) {
  const item = element('li', 'line');
  item.dataset.line = String(row.i + 1); // the number that notes and tasks speak of
  item.dataset.kind = row.kind;
  item.tabIndex = -1;
  item.append(element('span', 'side', row.side === 'L' ? '' : row.side), element('span', 'text', row.text));
  return item;
}

/** @param {Row} row */
function noteItem(row) {
  const item = element('li', 'note');
  item.dataset.severity = row.severity;
  const text = element('p', '');
  if (SEVERITY[row.severity]) text.append(element('strong', '', SEVERITY[row.severity]), ' ');
  const source = /** @type {HTMLAnchorElement} */ (element('a', 'rfc', row.rfc));
  source.href = row.url;
  source.tabIndex = -1;
  text.append(row.note, ' ', source);
  item.append(text);
  return item;
}

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/** What of an item takes the focus: the link of a note, or the line itself. @param {Element} item */
const target = (item) => /** @type {HTMLElement} */ (item.querySelector('a') ?? item);

/** Of a list of thousands, one item is a stop of the Tab key. @param {HTMLElement} list @param {Element} item */
function rove(list, item) {
  const old = list.querySelector('[tabindex="0"]');
  if (old instanceof HTMLElement) old.tabIndex = -1;
  target(item).tabIndex = 0;
}

/** Arrow keys walk from there. @param {HTMLElement} list @param {KeyboardEvent} event */
function walk(list, event) {
  const here = /** @type {Element} */ (event.target).closest('li');
  const to = {
    ArrowUp: here?.previousElementSibling,
    ArrowDown: here?.nextElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[event.key];
  if (!to) return;
  event.preventDefault();
  rove(list, to);
  target(to).focus();
}
