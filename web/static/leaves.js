// @ts-check
// A long list and its twin. Side by side they share one scroll container, and both
// items of a place get the height of the taller one, so that a note stands level
// with its line.
//
// Both are cut into leaves. Some thousand items are all drawn; of more only the leaves
// near the reader are in the document, and margins keep the place of the others.
// Whatever is drawn or changes its size, what is read stays where it is: the end for
// a reader who follows, else the item at the top.

/** @typedef {import('./engine.js').Row} Row */
/** @typedef {{row: Row, line: HTMLElement, note: HTMLElement}} Pair */
/**
 * @typedef {object} Leaf
 * @property {HTMLElement} line
 * @property {HTMLElement} note
 * @property {Pair[]} pairs what is drawn of it
 * @property {number} gap pixels of the leaves between the one before in the document and this one
 * @property {number} height pixels when it was drawn last, or 0
 * @property {Promise<void>} [coming]
 */
/** @template T @typedef {T | Promise<T>} Soon */
/**
 * @typedef {object} Items where they come from
 * @property {(from: number, to: number) => Soon<Row[]>} rows of the places from one up to another
 * @property {(row: Row, before: Row | undefined, place: number) => Pair} draw
 */

/** Items of one leaf: few enough to be drawn within a frame. A browser lays out a
 * leaf once and then leaves it alone. */
const LEAF = 50;
/** Items up to which all are drawn, so that the browser's own search finds them. */
const WHOLE = 2000;
/** Pixels of a leaf before one was drawn. */
const GUESS = 40 * LEAF;
/** Pixels that a list may be high: Firefox ends at 17.9 million. */
const HIGHEST = 12e6;
/** Pixels beyond the panes in which leaves are drawn, at least. */
const AROUND = 600;
/** Pixels from the end at which the reader still counts as being there. */
const NEAR = 40;
/** Milliseconds without a change after which a long list follows a new width. */
const SETTLED = 150;
/** Milliseconds after which leaves that the reader left are taken away. */
const LEFT = 250;

export class Leaves {
  size = 0; // items that there are
  #panes;
  #lists;
  #items;
  #leaves = /** @type {Leaf[]} */ ([]);
  #uneven = /** @type {Pair[]} */ ([]); // drawn, and not yet level
  #turn = 0; // how often all was wiped
  #height = 0; // of a full leaf, in pixels, as soon as one is drawn
  #live; // more items come, and a reader at the end stays at the end
  #follow;
  #resume = false; // and follows again when something new comes
  #read = { place: 0, top: NaN }; // else what is read, and how many pixels below the top of the panes
  #top = 0; // where the panes were scrolled to
  #shape = ''; // that the items are level in
  #settling = 0;
  #frame = 0;
  #thinning = 0;

  /** @param {HTMLElement} panes @param {{line: HTMLElement, note: HTMLElement}} lists @param {Items} items @param {boolean} live */
  constructor(panes, lists, items, live) {
    this.#panes = panes;
    this.#lists = lists;
    this.#items = items;
    this.#live = this.#follow = live;
    panes.addEventListener('scroll', () => this.#heed(), { passive: true });
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
    this.#heed();
    this.size = size;
    this.#follow ||= this.#resume;
    this.#resume = false;
    while (this.#leaves.length * LEAF < size) this.#leaves.push({ line: box(), note: box(), pairs: [], gap: 0, height: 0 });
    this.#space();
    if (!this.#follow) this.#settle();
    this.#look();
  }

  /** Takes all away; what is read is drawn first when the list grows again. */
  wipe() {
    this.#heed();
    this.#turn++;
    this.size = 0;
    this.#leaves = [];
    this.#uneven = [];
    for (const side of SIDES) this.#lists[side].replaceChildren();
    this.#top = this.#panes.scrollTop;
  }

  /** Where the reader is. @type {number} */
  get place() { return this.#read.place; }

  set place(place) { this.#read.place = place; }

  /** Begins a new list. */
  clear() {
    this.wipe();
    this.#follow = this.#live;
    this.#read = { place: 0, top: NaN };
  }

  /** Draws an item, wherever it is. @param {number} place @returns {Promise<Pair | undefined>} */
  async reach(place) {
    const k = Math.floor(place / LEAF);
    if (!this.at(place)) await (this.#leaves[k]?.coming ?? this.#draw(k));
    this.#even();
    return this.at(place);
  }

  /** Draws an item, and scrolls to it if it is out of sight. @param {number} place */
  async bring(place) {
    const pair = await this.reach(place);
    this.#heed();
    const [top, room] = [this.#topOf(place), this.#panes.clientHeight];
    if (pair && (top < 0 || top + height(pair[this.#side]) > room)) this.#hold(place, room / 4);
    this.#look();
    return pair;
  }

  /** The place some pages above or below another. @param {number} place @param {number} pages */
  turn(place, pages) { return this.#placeAt(this.#topOf(place) + 0.9 * pages * this.#panes.clientHeight); }

  /** Changes an item, while it stays where it is. @param {number} place @param {() => void} change */
  still(place, change) {
    this.#heed();
    const follow = this.#follow || this.#resume;
    this.#hold(place, this.#topOf(place));
    change();
    this.#align([/** @type {Pair} */ (this.at(place))]);
    this.#settle();
    this.#resume = follow;
  }

  /** @param {number} k */
  #length(k) { return Math.min(LEAF, this.size - k * LEAF); }

  /** Draws at once what who follows waits for, and the rest in this frame and those to come. */
  #look() {
    if (this.size === 0) return;
    const last = this.#leaves.length - 1;
    if (this.#follow && this.#lacks(last)) this.#draw(last);
    this.#frame ||= requestAnimationFrame(() => this.#rest());
    if (this.partial) this.#thinning ||= setTimeout(() => this.#thin(), LEFT);
  }

  /** The first leaf that is not there but should, or -1. @param {number} around pixels beyond the panes */
  #missing(around) {
    const [first, last] = this.#near(around);
    for (let k = first; k <= last; k++) if (this.#lacks(k)) return k;
    return -1;
  }

  /** @param {number} k */
  #lacks(k) {
    const { coming, pairs } = this.#leaves[k];
    return !coming && pairs.length < this.#length(k);
  }

  /** Makes what was drawn level, draws what the reader would miss, and one leaf of those that
   * nobody sees yet. */
  #rest() {
    this.#frame = 0;
    if (this.size === 0) return;
    this.#heed();
    this.#even();
    for (let k = this.#missing(0); k >= 0; k = this.#missing(0)) {
      this.#draw(k);
      this.#even();
    }
    let k = this.#missing(this.#around);
    if (k < 0 && !this.partial) k = this.#leaves.findIndex((_, i) => this.#lacks(i));
    if (k < 0) return;
    this.#draw(k);
    this.#even();
    this.#look();
  }

  /** Makes level what was drawn since: once for a frame, since each time the browser lays all out. */
  #even() {
    if (this.#uneven.length === 0) return;
    this.#align(this.#uneven.splice(0));
    const full = this.#leaves.find(({ pairs }) => pairs.length === LEAF);
    if (full && !this.#height) {
      this.#height = height(full[this.#side]);
      this.#space();
    }
    this.#settle();
  }

  get #around() { return Math.max(this.#panes.clientHeight, AROUND); }

  /** The leaves near the reader, from the first to the last. @param {number} around pixels beyond the panes */
  #near(around) { return [-around, this.#panes.clientHeight + around].map((y) => this.#leafAt(y)); }

  /** Draws a leaf, or what is missing in it. @param {number} k @returns {Promise<void> | undefined} */
  #draw(k) {
    const [leaf, turn] = [this.#leaves[k], this.#turn];
    const from = k * LEAF + leaf.pairs.length;
    const before = from > 0 && leaf.pairs.length === 0 ? 1 : 0; // it tells whether a session begins
    const rows = this.#items.rows(from - before, k * LEAF + this.#length(k));
    if (!(rows instanceof Promise)) {
      this.#fill(leaf, from, rows, before);
      return undefined;
    }
    leaf.coming = rows.then((came) => {
      if (turn !== this.#turn) return;
      leaf.coming = undefined;
      this.#heed();
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
    const next = this.#leaves.slice(Math.floor(from / LEAF) + 1).find((other) => other.pairs.length > 0);
    for (const side of SIDES) {
      if (leaf.pairs.length === 0) this.#lists[side].insertBefore(leaf[side], next?.[side] ?? null);
      leaf[side].append(...pairs.map((pair) => pair[side]));
    }
    leaf.pairs.push(...pairs);
    this.#uneven.push(...pairs);
    this.#space();
  }

  /** Keeps the places of the leaves that are not in the document. */
  #space() {
    let gap = 0;
    for (const leaf of this.#leaves) {
      if (leaf.pairs.length === 0) gap += this.#heightOf(leaf);
      else {
        if (leaf.gap !== gap) for (const side of SIDES) leaf[side].style.marginTop = `${gap}px`;
        leaf.gap = gap;
        gap = 0;
      }
    }
    for (const side of SIDES) this.#lists[side].style.marginBottom = `${gap}px`;
  }

  /** Of a leaf that is not in the document. @param {Leaf} leaf */
  #heightOf(leaf) { return Math.min(leaf.height || this.#height || GUESS, HIGHEST / this.#leaves.length); }

  /** Takes away the leaves that are far from the reader, but for what is lit or has the focus. */
  #thin() {
    this.#thinning = 0;
    this.#heed();
    if (this.size === 0) return;
    const [first, last] = this.#near(2 * this.#around);
    const far = this.#leaves.filter((leaf, k) => leaf.pairs.length > 0 && (k < first || k > last)
      && !SIDES.some((side) => leaf[side].querySelector('.lit, :focus')));
    for (const leaf of far) leaf.height = height(leaf[this.#side]);
    for (const leaf of far) {
      leaf.pairs = [];
      for (const side of SIDES) {
        leaf[side].replaceChildren();
        leaf[side].remove();
      }
    }
    this.#space();
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
      clearTimeout(this.#settling);
      if (this.size < 2 * LEAF) this.#realign();
      else this.#settling = setTimeout(() => this.#realign(), SETTLED);
    }
    this.#settle();
    this.#look();
  }

  #realign() {
    this.#heed();
    for (const leaf of this.#leaves) leaf.height = this.#height = 0;
    this.#align(this.drawn);
    this.#settle();
  }

  /** Paper has a width of its own, and shows lines and notes side by side. @param {boolean} on */
  #print(on) {
    this.#panes.classList.toggle('printed', on);
    this.#realign();
  }

  /** Sees whether the reader scrolled: now, since the browser tells it late. Only who
   * scrolls up leaves the end; panes that shrink do not. */
  #heed() {
    if (this.#leaves.length === 0) return;
    const top = this.#panes.scrollTop;
    if (top === this.#top) return; // it was no reader
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
    const pair = this.at(place);
    if (pair) return this.#down(pair).top;
    const k = Math.floor(place / LEAF);
    return this.#endOf(k - 1) + (this.#heightOf(this.#leaves[k]) * (place % LEAF)) / LEAF;
  }

  /** The place that many pixels below the top of the panes. @param {number} y */
  #placeAt(y) {
    const k = this.#leafAt(y);
    const leaf = this.#leaves[k];
    let at = leaf.pairs.findIndex((pair) => this.#down(pair).bottom > y);
    if (leaf.pairs.length === 0) at = Math.floor((LEAF * (y - this.#endOf(k - 1))) / this.#heightOf(leaf));
    return k * LEAF + Math.max(0, Math.min(at, this.#length(k) - 1));
  }

  /** The leaf that many pixels below the top of the panes; if there is none, the first or the last. @param {number} y */
  #leafAt(y) {
    let end = this.#endOf(-1);
    const k = this.#leaves.findIndex((leaf) => {
      end = leaf.pairs.length > 0 ? this.#down(leaf).bottom : end + this.#heightOf(leaf);
      return end > y;
    });
    return k < 0 ? this.#leaves.length - 1 : k;
  }

  /** Where a leaf ends, in pixels below the top of the panes; -1 is before the first. @param {number} k */
  #endOf(k) {
    let end = 0;
    for (; k >= 0; k--) {
      if (this.#leaves[k].pairs.length > 0) return end + this.#down(this.#leaves[k]).bottom;
      end += this.#heightOf(this.#leaves[k]);
    }
    return end + this.#down(this.#lists).top;
  }

  /** @param {{line: HTMLElement, note: HTMLElement}} box */
  #down(box) {
    const { top, bottom } = box[this.#side].getBoundingClientRect();
    const edge = this.#panes.getBoundingClientRect().top;
    return { top: top - edge, bottom: bottom - edge };
  }
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
