// @ts-check
// A long list and its twin. Side by side they share one scroll container, and both
// items of a place get the height of the taller one, so that a note stands level
// with its line.
//
// Both are cut into leaves of a hundred items. Some thousand items are all drawn; of
// more only the leaves near the reader are, and the others keep their place empty.
// Whatever is drawn or changes its size, what is read stays where it is: the end for
// a reader who follows, else the item at the top.

/** @typedef {import('./engine.js').Row} Row */
/** @typedef {{row: Row, line: HTMLElement, note: HTMLElement}} Pair */
/** @typedef {{line: HTMLElement, note: HTMLElement, pairs: Pair[], coming?: Promise<void>}} Leaf */
/** @template T @typedef {T | Promise<T>} Soon */
/**
 * @typedef {object} Items where they come from
 * @property {(from: number, to: number) => Soon<Row[]>} rows of the places from one up to another
 * @property {(row: Row, before: Row | undefined, place: number) => Pair} draw
 */

/** Items of one leaf. A browser lays out a leaf once and then leaves it alone. */
const LEAF = 100;
/** Items up to which all are drawn, so that the browser's own search finds them. */
const WHOLE = 2000;
/** Pixels that a list may be high: Firefox ends at 17.9 million. */
const HIGHEST = 12e6;
/** Pixels beyond the panes in which leaves are drawn, at least. */
const AROUND = 600;
/** Pixels from the end at which the reader still counts as being there. */
const NEAR = 40;
/** Milliseconds without a change after which a long list follows a new width. */
const SETTLED = 150;

export class Leaves {
  size = 0; // items that there are
  #panes;
  #lists;
  #items;
  #leaves = /** @type {Leaf[]} */ ([]);
  #turn = 0; // how often all was wiped
  #measured = false; // how high a leaf is
  #live; // more items come, and a reader at the end stays at the end
  #follow;
  #resume = false; // and follows again when something new comes
  #read = { place: 0, top: NaN }; // else what is read, and how many pixels below the top of the panes
  #top = 0; // where the panes were scrolled to
  #shape = ''; // that the items are level in
  #timer = 0;
  #frame = 0;

  /** @param {HTMLElement} panes @param {{line: HTMLElement, note: HTMLElement}} lists @param {Items} items @param {boolean} live */
  constructor(panes, lists, items, live) {
    this.#panes = panes;
    this.#lists = lists;
    this.#items = items;
    this.#live = this.#follow = live;
    panes.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    const sizes = new ResizeObserver(() => this.#resized());
    for (const box of [panes, lists.line, lists.note]) sizes.observe(box);
    addEventListener('beforeprint', () => this.#print(true));
    addEventListener('afterprint', () => this.#print(false));
  }

  /** What is drawn at a place. @param {number} place @returns {Pair | undefined} */
  at(place) { return this.#leaves[Math.floor(place / LEAF)]?.pairs[place % LEAF]; }

  /** All that is drawn. */
  get drawn() { return this.#leaves.flatMap(({ pairs }) => pairs); }

  /** Whether items are missing in the document. */
  get partial() { return this.size > WHOLE; }

  /** Makes room for more items, and draws those that can be seen. @param {number} size */
  grow(size) {
    this.size = size;
    this.#follow ||= this.#resume;
    this.#resume = false;
    while (this.#leaves.length * LEAF < size) {
      const leaf = { line: box(), note: box(), pairs: [] };
      this.#leaves.push(leaf);
      for (const side of SIDES) this.#lists[side].append(leaf[side]);
    }
    this.#settle();
    this.#look();
  }

  /** Takes all away; what is read is drawn first when the list grows again. */
  wipe() {
    this.#turn++;
    this.#leaves = [];
    this.#measured = false;
    for (const side of SIDES) this.#lists[side].replaceChildren();
  }

  /** Where the reader is. @type {number} */
  get place() { return this.#read.place; }

  set place(place) { this.#read.place = place; }

  /** Begins a new list. */
  clear() {
    this.wipe();
    this.size = 0;
    this.#follow = this.#live;
    this.#read = { place: 0, top: NaN };
  }

  /** Draws an item, wherever it is. @param {number} place @returns {Promise<Pair | undefined>} */
  async reach(place) {
    const k = Math.floor(place / LEAF);
    if (!this.at(place)) await (this.#leaves[k]?.coming ?? this.#draw(k));
    return this.at(place);
  }

  /** Draws an item, and scrolls to it if it is out of sight. @param {number} place */
  async bring(place) {
    const pair = await this.reach(place);
    const [top, room] = [this.#topOf(place), this.#panes.clientHeight];
    if (pair && (top < 0 || top + height(pair[this.#side]) > room)) this.#hold(place, room / 4);
    this.#look();
    return pair;
  }

  /** The place some pages above or below another. @param {number} place @param {number} pages */
  turn(place, pages) { return this.#placeAt(this.#topOf(place) + 0.9 * pages * this.#panes.clientHeight); }

  /** Changes an item, while it stays where it is. @param {number} place @param {() => void} change */
  still(place, change) {
    const follow = this.#follow || this.#resume;
    this.#hold(place, this.#topOf(place));
    change();
    this.#align([/** @type {Pair} */ (this.at(place))]);
    this.#settle();
    this.#resume = follow;
  }

  /** @param {number} k */
  #length(k) { return Math.min(LEAF, this.size - k * LEAF); }

  /** Draws what is missing near the reader, and takes away what is far. */
  #look() {
    if (this.size === 0) return;
    for (let k = this.#missing(); k >= 0; k = this.#missing()) this.#draw(k);
    if (this.partial) this.#thin();
    else this.#frame ||= requestAnimationFrame(() => this.#rest());
  }

  /** The first leaf near the reader that is not there, or -1. */
  #missing() {
    const [first, last] = this.#near();
    for (let k = first; k <= last; k++) if (this.#lacks(k)) return k;
    return -1;
  }

  /** @param {number} k */
  #lacks(k) {
    const { coming, pairs } = this.#leaves[k];
    return !coming && pairs.length < this.#length(k);
  }

  /** Draws one leaf of those that nobody sees yet. */
  #rest() {
    this.#frame = 0;
    const k = this.#leaves.findIndex((_, i) => this.#lacks(i));
    if (k < 0 || this.partial) return;
    this.#draw(k);
    this.#look();
  }

  /** The leaves near the reader, from the first to the last. */
  #near() {
    const room = this.#panes.clientHeight;
    const around = Math.max(room, AROUND);
    return [-around, room + around].map((y) => this.#leafAt(y));
  }

  /** Draws a leaf, or what is missing in it. @param {number} k @returns {Promise<void> | undefined} */
  #draw(k) {
    const [leaf, turn] = [this.#leaves[k], this.#turn];
    const from = k * LEAF + leaf.pairs.length;
    const before = from > 0 && leaf.pairs.length === 0 ? 1 : 0; // it tells whether a session begins
    const rows = this.#items.rows(from - before, k * LEAF + this.#length(k));
    if (!(rows instanceof Promise)) return this.#fill(leaf, from, rows, before);
    leaf.coming = rows.then((came) => {
      if (turn !== this.#turn) return;
      leaf.coming = undefined;
      this.#fill(leaf, from, came, before);
      this.#look();
    });
    return leaf.coming;
  }

  /** @param {Leaf} leaf @param {number} from @param {Row[]} rows @param {number} before rows that are not to be drawn */
  #fill(leaf, from, rows, before) {
    if (rows.length <= before) throw new Error(`no rows from ${from} on`);
    let last = before ? rows[0] : leaf.pairs.at(-1)?.row;
    const pairs = rows.slice(before).map((row, i) => {
      const pair = this.#items.draw(row, last, from + i);
      last = row;
      return pair;
    });
    leaf.pairs.push(...pairs);
    for (const side of SIDES) {
      leaf[side].style.height = '';
      leaf[side].append(...pairs.map((pair) => pair[side]));
    }
    this.#align(pairs);
    this.#measure(leaf);
    this.#settle();
  }

  /** The first full leaf tells how much room the others may need. @param {Leaf} leaf */
  #measure(leaf) {
    if (this.#measured || leaf.pairs.length < LEAF) return;
    this.#measured = true;
    this.#panes.style.setProperty('--leaf', `${this.#room(leaf)}px`);
  }

  /** The height that an empty leaf keeps. @param {Leaf} leaf */
  #room(leaf) { return Math.min(height(leaf[this.#side]), HIGHEST / this.#leaves.length); }

  /** Takes away the leaves that are far from the reader, but for what is lit or has the focus. */
  #thin() {
    const [first, last] = this.#near();
    const far = this.#leaves.filter((leaf, k) => leaf.pairs.length > 0 && (k < first - 1 || k > last + 1)
      && !SIDES.some((side) => leaf[side].querySelector('.lit, :focus')));
    const rooms = far.map((leaf) => `${this.#room(leaf)}px`);
    far.forEach((leaf, i) => {
      leaf.pairs = [];
      for (const side of SIDES) {
        leaf[side].style.height = rooms[i];
        leaf[side].replaceChildren();
      }
    });
    this.#settle();
  }

  /** Reads all heights before it writes any, so that the browser lays out twice and not once per item. @param {Pair[]} pairs */
  #align(pairs) {
    for (const pair of pairs) for (const side of SIDES) pair[side].style.minHeight = '';
    if (!this.#sideBySide) return;
    // Whole pixels: a zoomed page rounds fractions, and thousands of them add up.
    const heights = pairs.map((pair) => Math.ceil(Math.max(...SIDES.map((side) => height(pair[side])))));
    pairs.forEach((pair, i) => {
      for (const side of SIDES) pair[side].style.minHeight = `${heights[i]}px`;
    });
  }

  get #sideBySide() { return SIDES.every((side) => this.#lists[side].offsetWidth > 0); }

  /** The list in sight. */
  get #side() { return this.#lists.line.offsetWidth > 0 ? SIDES[0] : SIDES[1]; }

  #resized() {
    const shape = [this.#panes.clientWidth, ...SIDES.map((side) => this.#lists[side].offsetWidth > 0)].join();
    const uneven = this.#sideBySide && this.#lists.line.offsetHeight !== this.#lists.note.offsetHeight;
    if (shape !== this.#shape || uneven) {
      this.#shape = shape;
      clearTimeout(this.#timer);
      if (this.size < 2 * LEAF) this.#realign();
      else this.#timer = setTimeout(() => this.#realign(), SETTLED);
    }
    this.#settle();
    this.#look();
  }

  #realign() {
    this.#align(this.drawn);
    this.#settle();
  }

  /** Paper has a width of its own, and shows lines and notes side by side. @param {boolean} on */
  #print(on) {
    this.#panes.classList.toggle('printed', on);
    this.#realign();
  }

  /** Only a reader who scrolls up leaves the end; panes that shrink do not. */
  #scrolled() {
    const top = this.#panes.scrollTop;
    if (top === this.#top || this.size === 0) return; // this was no reader
    const atEnd = this.#panes.scrollHeight - top - this.#panes.clientHeight < NEAR;
    this.#follow = this.#live && (atEnd || (this.#follow && top >= this.#top));
    this.#resume = false;
    this.#top = top;
    this.#read.place = this.#placeAt(0);
    this.#read.top = this.#topOf(this.#read.place);
    this.#look();
  }

  /** @param {number} place @param {number} top pixels below the top of the panes */
  #hold(place, top) {
    this.#follow = false;
    this.#read = { place, top };
    this.#settle();
  }

  /** Puts what is read back to where it was. */
  #settle() {
    if (this.#follow) this.#panes.scrollTop = this.#panes.scrollHeight;
    else if (this.size > 0) {
      const moved = this.#topOf(this.#read.place) - this.#read.top;
      if (Math.abs(moved) >= 1) this.#panes.scrollTop += moved;
    }
    this.#top = this.#panes.scrollTop;
  }

  /** Where a place is, in pixels below the top of the panes. @param {number} place */
  #topOf(place) {
    const [leaf, edge] = [this.#leaves[Math.floor(place / LEAF)], this.#panes.getBoundingClientRect().top];
    const pair = this.at(place);
    if (pair) return pair[this.#side].getBoundingClientRect().top - edge;
    const { top, height } = leaf[this.#side].getBoundingClientRect();
    return top - edge + (height * (place % LEAF)) / LEAF;
  }

  /** The place that many pixels below the top of the panes. @param {number} y */
  #placeAt(y) {
    const k = this.#leafAt(y);
    const [leaf, edge] = [this.#leaves[k], this.#panes.getBoundingClientRect().top];
    if (leaf.pairs.length > 0) return k * LEAF + firstBelow(leaf.pairs, this.#side, edge + y);
    const { top, height } = leaf[this.#side].getBoundingClientRect();
    return k * LEAF + Math.max(0, Math.min(Math.floor((LEAF * (edge + y - top)) / height), this.#length(k) - 1));
  }

  /** @param {number} y */
  #leafAt(y) { return firstBelow(this.#leaves, this.#side, this.#panes.getBoundingClientRect().top + y); }
}

/** @type {['line', 'note']} */
const SIDES = ['line', 'note'];

/** @param {Element} item */
const height = (item) => item.getBoundingClientRect().height;

function box() {
  const leaf = document.createElement('div');
  leaf.className = 'leaf';
  leaf.setAttribute('role', 'none');
  return leaf;
}

/**
 * The first of boxes in a column that ends below a height, or the last.
 * @param {{line: HTMLElement, note: HTMLElement}[]} boxes
 * @param {'line'|'note'} side
 * @param {number} y
 */
function firstBelow(boxes, side, y) {
  let [from, to] = [0, boxes.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (boxes[middle][side].getBoundingClientRect().bottom > y) to = middle;
    else from = middle + 1;
  }
  return from;
}
