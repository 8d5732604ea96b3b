// @ts-check
// The annotated transcript: a list of lines and a list of notes, one of each for a
// row. Leaves draws them; here is what a row is, which rows are shown, and which of
// them is lit. What a reader does beyond reading is in tools.js, which comes when it
// is done for the first time.
//
// A row is known by its index in the session. Its place is its index among the rows
// that are shown, which may be those of one side.
import { fragment, to } from './asset.js';
import { Leaves } from './leaves.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Row} Row */
/** @typedef {import('./leaves.js').Pair} Pair */
/** @typedef {''|'C'|'S'} Side "" is both, and the learner's own program */
/** @template T @typedef {import('./leaves.js').Soon<T>} Soon */
/** @typedef {{side: Side, from: number, back: boolean}} Where */
/** @typedef {{mask: boolean, language: string, row: number}} How */
/**
 * @typedef {object} Source what knows the rows: an engine, in the page or in a worker
 * @property {(from: number, count: number, side: Side) => Soon<Row[]>} rows so many of a side, from the row with that index on
 * @property {(from: number) => Soon<string>} sides of all rows from that one on, a letter each
 * @property {(text: string, where: Where) => Soon<{row: number, nth: number, total: number}>} find
 * @property {(format: string, how: How) => Soon<{name: string, type: string, octets: Uint8Array<ArrayBuffer>, error?: string}>} save
 * @property {'always'|'on'|'off'} masking of passwords in files; the learner may change "on" and "off"
 */

/** Keys that walk through the rows, and elsewhere scroll. */
const KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** What stands before a note, by language and severity. @type {Record<string, Record<string, string>>} */
const SEVERITY = {
  en: { warning: 'Take care.', error: 'Against the rules.' },
  de: { warning: 'Achtung.', error: 'Regelverstoß.' },
};

/** Events: "light" (detail: the Row that is lit, if any), "clear". */
export class TranscriptView extends EventTarget {
  /** Adds its octets to a line, once somebody asked for octets. @type {((pair: Pair) => void) | undefined} */
  octets;
  source;
  side = /** @type {Side} */ (''); // whose lines are shown
  current = -1; // the row where the reader is, and the Tab key stops
  #panes = byId('panes');
  #notes = byId('notes');
  #leaves;
  #given = /** @type {Row[]} */ ([]); // the newest rows, as they came
  #begins = /** @type {Map<number, number>} */ (new Map()); // by session, the row that leads to it
  #session = 0;
  #base = 0; // the first row that is shown
  #count = 0; // rows that there are, those before it included
  #sifted = /** @type {number[] | undefined} */ (undefined); // the rows that are shown, if not all are
  #lit = -1;
  #kept = -1; // lit while nothing else is
  #live;
  #linked = false; // the row that the address names was opened
  #tools = /** @type {Promise<import('./tools.js').Tools> | undefined} */ (undefined);

  /** @param {Source} source @param {{live: boolean}} [how] a live session grows, and its reader follows */
  constructor(source, { live } = { live: true }) {
    super();
    this.source = source;
    this.#live = live;
    const items = {
      rows: (/** @type {number} */ from, /** @type {number} */ to) => this.#rows(from, to),
      draw: this.#draw.bind(this),
    };
    this.#leaves = new Leaves(this.#panes, { line: byId('lines'), note: this.#notes }, items, live);
    for (const type of ['pointerover', 'focusin']) this.#panes.addEventListener(type, (event) => this.light(rowOf(event)));
    for (const type of ['pointerleave', 'focusout']) this.#panes.addEventListener(type, () => this.light(-1));
    for (const place of document.querySelectorAll('#tools, #view, #panes')) {
      for (const type of ['click', 'change', 'input', 'keydown']) place.addEventListener(type, (event) => this.#use(event));
    }
    addEventListener('hashchange', () => { this.#linked = this.#link(); });
  }

  /** The language that the notes are in. */
  get language() { return this.#notes.lang; }

  set language(language) { this.#notes.lang = language; }

  /** Rows that are shown. */
  get size() { return this.#sifted?.length ?? this.#count - this.#base; }

  /** @param {Row[]} rows what is new, or the beginning of it @param {number} count rows that there are now */
  add(rows, count) {
    if (rows.length === 0) return;
    const first = this.#count === this.#base;
    this.#expect(first, rows);
    const from = this.#count;
    this.#given = rows;
    this.#count = count;
    this.#kept = -1;
    soon(this.#sift(from), () => this.#grown(first));
  }

  /** Notes where a new session begins: what was typed leads to it. @param {boolean} first @param {Row[]} rows */
  #expect(first, rows) {
    const newest = /** @type {Row} */ (rows.at(-1)).session;
    if (first) {
      this.#base = this.#count = rows[0].i;
      if (rows[0].session === 0) this.#begins.set(1, -1);
    } else if (newest > this.#session) this.#begins.set(newest, rows[0].i);
    this.#session = newest;
  }

  /** @param {boolean} first nothing was shown before */
  #grown(first) {
    if (this.size === 0) return;
    this.#panes.style.setProperty('--digits', String(String(this.#count).length));
    this.#leaves.grow(this.size);
    if (this.#live || first) this.stopAt(this.rowAt(this.#live ? this.size - 1 : 0));
    if (this.#leaves.partial) this.#tally();
    this.#linked ||= this.#link();
  }

  /** Opens the row that the address of the page names, as soon as it is there. */
  #link() {
    const row = Number(/^#line-(\d+)$/.exec(fragment())?.[1] ?? 0) - 1;
    if (row < 0 || row >= this.#count) return false;
    this.open(row);
    return true;
  }

  /** Where items are missing, tells those that are there how many there are. */
  #tally() {
    for (const item of this.#leaves.drawn.flatMap(both)) item.ariaSetSize = String(this.size);
  }

  /** Shows the notes of all rows in the language that they speak now. */
  retell() {
    this.#given = [];
    this.redraw();
  }

  /** Draws all rows anew. */
  redraw() {
    this.#leaves.wipe();
    this.#grown(false);
  }

  clear() {
    this.#leaves.clear();
    this.#begins.clear();
    this.#sifted &&= [];
    this.#base = this.#count = this.#session = 0;
    this.current = this.#kept = -1;
    this.dispatchEvent(new Event('clear'));
  }

  /** Shows the lines of one side only, or all. @param {Side} side */
  async show(side) {
    const read = this.rowAt(this.#leaves.place);
    this.side = side;
    /** @type {HTMLSelectElement} */ (byId('show')).value = side;
    this.#sifted = side ? [] : undefined;
    await this.#sift(this.#base);
    this.#leaves.place = this.placeOf(read);
    this.redraw();
    if (this.rowAt(this.placeOf(this.current)) !== this.current) this.stopAt(this.rowAt(this.size - 1));
  }

  /** Learns which rows from one on are to be shown. @param {number} from @returns {Soon<void>} */
  #sift(from) {
    const [list, side] = [this.#sifted, this.side];
    if (!list || from === this.#count) return undefined;
    return soon(this.source.sides(from), (sides) => {
      for (let i = 0; i < sides.length; i++) if (sides[i] === side) list.push(from + i);
    });
  }

  /** The row at a place. @param {number} place */
  rowAt(place) { return this.#sifted ? this.#sifted[place] ?? -1 : this.#base + place; }

  /** The place of a row, or else of the next one that is shown. @param {number} row */
  placeOf(row) {
    const place = this.#sifted ? firstFrom(this.#sifted, row) : row - this.#base;
    return Math.max(0, Math.min(place, this.size - 1));
  }

  /** What is drawn of a row. @param {number} row @returns {Pair | undefined} */
  pairOf(row) {
    const pair = this.#leaves.at(this.placeOf(row));
    return pair?.row.i === row ? pair : undefined;
  }

  /** @param {number} from @param {number} to places @returns {Soon<Row[]>} */
  #rows(from, to) {
    const skip = this.rowAt(from) - (this.#given[0]?.i ?? Infinity);
    const given = skip < 0 || this.#sifted ? [] : this.#given.slice(skip, skip + to - from);
    return given.length === to - from ? given : this.source.rows(this.rowAt(from), to - from, this.side);
  }

  /** @param {Row} row @param {Row | undefined} before @param {number} place @returns {Pair} */
  #draw(row, before, place) {
    const pair = { row, line: lineItem(row), note: noteItem(row, this.language) };
    const led = this.#begins.get(row.session);
    const begins = led === row.i || this.#begins.get(row.session + 1) === row.i
      || (led === undefined && before !== undefined && row.session > before.session);
    for (const item of both(pair)) {
      item.setAttribute('role', 'listitem');
      item.dataset.row = String(row.i);
      item.dataset.side = row.side;
      item.classList.toggle('begins', begins);
      item.classList.toggle('lit', row.i === this.#lit);
      if (this.#leaves.partial) Object.assign(item, { ariaPosInSet: String(place + 1), ariaSetSize: String(this.size) });
    }
    if (row.i === this.current) for (const part of focusable(pair)) part.tabIndex = 0;
    this.octets?.(pair);
    return pair;
  }

  /** Highlights one row; any other number none. @param {number} row */
  light(row) {
    const to = this.pairOf(row) ? row : this.#kept;
    if (to === this.#lit) return;
    for (const item of both(this.pairOf(this.#lit))) item.classList.remove('lit');
    for (const item of both(this.pairOf(to))) item.classList.add('lit');
    this.#lit = to;
    this.dispatchEvent(new CustomEvent('light', { detail: this.pairOf(to)?.row }));
  }

  /** Of lists with thousands of items, one row is a stop of the Tab key. @param {number} row */
  stopAt(row) {
    for (const part of focusable(this.pairOf(this.current))) part.tabIndex = -1;
    for (const part of focusable(this.pairOf(row))) part.tabIndex = 0;
    this.current = row;
  }

  /** Draws a row, wherever it is, to put the focus there. @param {number} row */
  async reach(row) { return this.#leaves.reach(this.placeOf(row)); }

  /** The row some pages above or below another. @param {number} row @param {number} pages */
  turn(row, pages) { return this.rowAt(this.#leaves.turn(this.placeOf(row), pages)); }

  /** Changes a line that is drawn, while it stays where it is. @param {number} row @param {() => void} change */
  still(row, change) { this.#leaves.still(this.placeOf(row), change); }

  /** Scrolls to a row and keeps it lit. @param {number} row @returns {Promise<Pair | undefined>} */
  async bring(row) {
    if (row < 0 || row >= this.#count) return undefined;
    if (row < this.#base) this.#base = 0; // what was cleared comes back for those who look for it
    if (this.rowAt(this.placeOf(row)) !== row || this.#leaves.size !== this.size) await this.show('');
    const pair = await this.#leaves.bring(this.placeOf(row));
    this.#kept = row;
    this.stopAt(row);
    this.light(row);
    return pair;
  }

  /** Keeps no row lit any more. */
  release() {
    this.#kept = -1;
    this.light(-1);
  }

  /** Opens one note: brings its row, and shows its octets. @param {number} row */
  async open(row) { (await this.#load())?.open(row); }

  /** @param {Event} event in the tools or the panes */
  async #use(event) {
    if (event instanceof KeyboardEvent && isOurs(event)) event.preventDefault();
    (await this.#load())?.use(event);
  }

  /** Fetches what answers the tools when the page has nothing else to do: the network may be gone when it is wanted. */
  prepare() { (globalThis.requestIdleCallback ?? setTimeout)(() => this.#load()); }

  /** Those who read the first page without doing anything else never load this. */
  #load() {
    const say = (/** @type {string} */ news) => { byId('found').textContent = news; };
    this.#tools ??= import('./tools.js').then(({ Tools }) => { say(''); return new Tools(this); });
    return this.#tools.catch(() => {
      this.#tools = undefined; // the next try fetches again
      say(t('A part of this page could not be fetched. Is the network up?'));
    });
  }
}

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @template T, R @param {Soon<T>} value @param {(value: T) => R} next @returns {Soon<R>} */
const soon = (value, next) => (value instanceof Promise ? value.then(next) : next(value));

/** @param {Pair | undefined} pair */
const both = (pair) => (pair ? [pair.line, pair.note] : []);

/** What of a row takes the focus. @param {Pair | undefined} pair @returns {HTMLElement[]} */
const focusable = (pair) => (pair ? [pair.line, .../** @type {HTMLElement[]} */ (both(pair).flatMap((item) => [...item.querySelectorAll('a, button')]))] : []);

/** The row of the item that an event is about, or NaN. @param {Event} event */
export const rowOf = (event) => {
  const item = event.target instanceof Element ? event.target.closest('[data-row]') : null;
  return Number(item instanceof HTMLElement ? item.dataset.row : NaN);
};

/** Whether a key does something with a row, instead of scrolling. @param {KeyboardEvent} event */
const isOurs = ({ key, target, ctrlKey, altKey, metaKey }) => target instanceof Element && !(ctrlKey || altKey || metaKey)
  && (key === ' ' ? target.matches('.line') : KEYS.includes(key) && target.closest('[data-row]') !== null);

/** The index of the first number from one on. @param {number[]} sorted @param {number} least */
function firstFrom(sorted, least) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] >= least) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** @param {Row} row */
function lineItem(row) {
  const number = String(row.i + 1); // that notes and tasks speak of
  const item = element('div', 'line');
  item.dataset.kind = row.kind;
  item.tabIndex = -1;
  const link = anchor('number', '', `#line-${number}`);
  link.dataset.line = number; // as generated content, which is not copied with the line
  link.ariaLabel = t('Line {number}', { number });
  item.append(link, element('span', 'side', row.side === 'L' ? '' : row.side), ' ', element('span', 'text', row.text));
  if (row.offset !== undefined) item.append(toggle(number));
  return item;
}

/** The button that shows the octets of a line. @param {string} number */
function toggle(number) {
  const button = /** @type {HTMLButtonElement} */ (element('button', 'more'));
  button.type = 'button';
  button.tabIndex = -1;
  button.ariaLabel = t('Wire of line {number}', { number });
  button.title = t('What the wire carried');
  button.ariaExpanded = 'false';
  return button;
}

/** @param {Row} row @param {string} language */
function noteItem(row, language) {
  const item = element('div', 'note');
  item.dataset.severity = row.severity;
  const text = element('p', '');
  const call = SEVERITY[language]?.[row.severity];
  if (call) text.append(element('strong', '', call), ' ');
  text.append(row.note, ' ', anchor('rfc', row.rfc, row.url));
  if (row.rule) {
    const rule = anchor('rule', row.rule, to(`/reference/#${row.rule}`));
    rule.title = t('Rule {number}', { number: row.rule.slice(1) });
    text.append(' ', rule);
  }
  item.append(text);
  return item;
}

/** @param {string} name @param {string} text @param {string} href */
function anchor(name, text, href) {
  const made = /** @type {HTMLAnchorElement} */ (element('a', name, text));
  made.href = href;
  made.tabIndex = -1;
  return made;
}

/** @param {string} tag @param {string} name @param {string} [text] */
export function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}
