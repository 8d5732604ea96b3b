// @ts-check
// Time travel: the session of a simulated world, walked through forward and back. The
// engine brings the world back as it was after any step; within the rows of a step
// the page hides those behind the place. What is typed in the past continues from
// there, and keeper.js puts the steps behind it aside. A session with a real server is walked
// through as well, but its world goes on.
import { Offering } from './offering.js';
import { Player } from './player.js';
import { t } from './say.js';
import { groupsOf, nameOf, spell, unspell } from './spell.js';
import { Visit } from './visit.js';
import { Walk } from './walk.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./engine.js').Row} Row */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** What is looked at again is not sent again. */
const NOTHING = new Uint8Array();

/** Kinds of lines of which a reply may have thousands. */
const BODY = new Set(['listing', 'header', 'separator', 'text']);

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

export class Travel {
  #desk;
  #walk = new Walk();
  #engine = /** @type {import('./engine.js').Engine | undefined} */ (undefined); // whose session it is
  #taken = 0; // steps that the engine has taken
  #place = 0; // on the walk
  #group = -1; // octet group of the line that is shown last, or -1 for the whole line
  #shown = { window: '', count: 0 }; // rows in the panes
  #answer = /** @type {Answer | undefined} */ (undefined); // how the world stands
  #chosen = /** @type {string | undefined} */ (undefined); // the window to follow, once the learner chose
  #own = false; // an answer that this class asked for is being drawn
  #player = new Player(() => this.#next(), () => this.#kind());
  #lit = false;
  #spelled = /** @type {{line: HTMLElement, text: string} | undefined} */ (undefined);
  #slider = /** @type {HTMLInputElement} */ (byId('position'));
  #octets = /** @type {HTMLInputElement} */ (byId('by-octets'));
  #follow = /** @type {HTMLSelectElement} */ (byId('follow'));
  #real; // the server is a real one
  #offering = /** @type {Offering | undefined} */ (undefined); // of a link to it

  /** @param {import('./console.js').Console} desk @param {Answer | undefined} answer the newest */
  constructor(desk, answer) {
    this.#desk = desk;
    this.#real = desk.config.mode === 'bridge';
    desk.addEventListener('answer', (event) => this.#heed(/** @type {CustomEvent} */ (event).detail));
    desk.addEventListener('typed', () => this.#player.stop());
    desk.addEventListener('visit', () => { this.#engine = undefined; });
    this.#listen();
    if (answer) this.#heed(answer);
    if (this.#real) return;
    this.#offering = new Offering(desk);
    this.#share();
    new Visit(desk, {
      steps: () => this.#walk.steps.length,
      play: () => { this.#go(0); this.#play(); },
      end: () => this.#go(this.#walk.length),
    });
  }

  #listen() {
    /** @type {Record<string, () => void>} */
    const ways = {
      first: () => this.#go(0),
      back: () => this.#step(-1),
      forward: () => this.#step(1),
      last: () => this.#go(this.#walk.length),
      play: () => this.#play(),
      undo: () => this.#undo(),
    };
    for (const [name, act] of Object.entries(ways)) {
      document.getElementById(`travel-${name}`)?.addEventListener('click', (event) => {
        const playing = this.#player.stop();
        if (/** @type {HTMLElement} */ (event.currentTarget).ariaDisabled !== 'true' && !(playing && name === 'play')) act();
      });
    }
    document.getElementById('continue')?.addEventListener('click', () => this.#branch());
    this.#slider.addEventListener('input', () => { this.#player.stop(); this.#go(Number(this.#slider.value)); });
    this.#slider.addEventListener('keydown', (event) => this.#key(event));
    this.#octets.addEventListener('change', () => { this.#player.stop(); this.#go(this.#place, this.#octets.checked ? 0 : -1); });
    this.#follow.addEventListener('change', () => { this.#player.stop(); this.#turnTo(this.#follow.value); });
    document.addEventListener('click', (event) => this.#look(event), true);
  }

  /** By octets, the arrow keys of the slider go from group to group. @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!by || !this.#octets.checked) return;
    event.preventDefault();
    this.#player.stop();
    this.#step(by);
  }

  /** In the past, a look into another window is no step of the session. @param {Event} event */
  #look(event) {
    const button = event.target instanceof Element ? event.target.closest('[data-line^="window "]') : null;
    if (!(button instanceof HTMLElement) || this.#place === this.#walk.length) return;
    event.stopPropagation();
    this.#player.stop();
    this.#turnTo((button.dataset.line ?? '').slice('window '.length));
  }

  /** Something happened that this class did not ask for. @param {Answer} answer */
  #heed(answer) {
    const { engine } = this.#desk;
    if (this.#own || !engine) return;
    const fresh = engine !== this.#engine;
    if (fresh) {
      this.#player.stop();
      [this.#engine, this.#taken, this.#place, this.#group, this.#chosen] = [engine, 0, 0, -1, undefined];
    }
    const on = this.#real ? this.#learnAll(answer) : this.#learn(engine);
    if (on || fresh) this.#arrive(answer);
    this.#answer = answer;
    this.#draw();
    this.#share();
  }

  /** Learns the steps that are new. @param {import('./engine.js').Engine} engine @returns {boolean} whether there are any */
  #learn(engine) {
    const known = this.#taken;
    const { at, steps } = engine.steps(known);
    this.#walk.learn(known, steps);
    this.#taken = at;
    return at > known;
  }

  /** All that was said to a real server is one step, which cannot be taken back. @param {Answer} answer @returns {boolean} whether there is more of it */
  #learnAll({ count }) {
    const grown = count > this.#walk.length;
    this.#walk.learn(0, count > 0 ? [{ line: '', hangs: false, parts: [{ window: '', row: 0, rows: count }], window: '' }] : []);
    this.#taken = this.#walk.steps.length;
    return grown;
  }

  /** The learner went on: the place is behind all that there is. @param {Answer} answer */
  #arrive({ window, windows, count }) {
    this.#unspell();
    if (this.#lit) this.#desk.view.release();
    this.#lit = false;
    this.#shown = { window, count };
    this.#windows(windows);
    if (this.#chosen && this.#chosen !== window) this.#chosen = undefined; // the learner went elsewhere
    if (this.#chosen === undefined) {
      this.#walk.window = '';
      if (!this.#walk.covers(window, count)) this.#walk.window = window;
    }
    this.#place = this.#taken < this.#walk.steps.length ? this.#walk.before(this.#taken) : this.#walk.length;
    this.#group = -1;
  }

  /** @param {string[]} windows */
  #windows(windows) {
    byId('following').hidden = windows.length < 2;
    const names = ['', ...windows];
    if (names.length === this.#follow.options.length) return;
    this.#follow.replaceChildren(...names.map((name) => new Option(name || t('as it happened'), name)));
  }

  /** Follows one window, or "" for all as it happened, from the step on that was taken last. @param {string} window */
  #turnTo(window) {
    const { step } = this.#walk.at(this.#place) ?? { step: -1 };
    this.#chosen = this.#walk.window = window;
    this.#go(this.#walk.before(step + 1));
  }

  /** One place on, or back: a line, or an octet group of one. @param {number} by 1 or -1 */
  #step(by) {
    const groups = this.#octets.checked ? this.#groups() : [];
    const to = (this.#group < 0 ? groups.length - 1 : this.#group) + by;
    if (to >= 0 && to < groups.length) this.#go(this.#place, to);
    else if (!this.#octets.checked) this.#go(this.#place + by);
    else this.#go(this.#place + by, by > 0 ? 0 : Infinity);
  }

  #groups() {
    const row = this.#row();
    return row ? groupsOf(row) : [];
  }

  /** The line that is shown last. @returns {Row | undefined} */
  #row() {
    const at = this.#walk.at(this.#place);
    return at && this.#desk.engine?.rows(at.row + this.#place - at.before - 1, 1)[0];
  }

  /** Goes to a place. @param {number} place @param {number} [group] of its line; Infinity is the last, -1 the whole line */
  #go(place, group = -1) {
    const { engine } = this.#desk;
    if (!engine || place < 0 || place > this.#walk.length) return;
    this.#unspell();
    this.#place = place;
    this.#move(engine);
    const groups = group < 0 ? [] : this.#groups();
    this.#group = Math.min(group, groups.length - 1);
    this.#draw();
    this.#tell(groups);
  }

  /** Brings the world there, and the rows up to the place. @param {import('./engine.js').Engine} engine */
  #move(engine) {
    const at = this.#walk.at(this.#place);
    const steps = this.#place === this.#walk.length ? this.#walk.steps.length : at ? at.step + 1 : 0;
    const window = at?.window ?? this.#walk.window;
    if (!this.#answer || (!this.#real && (steps !== this.#taken || window !== this.#answer.window))) {
      this.#answer = engine.travel(steps, window);
      this.#taken = steps;
    }
    const count = at ? at.row + this.#place - at.before : 0;
    const on = this.#answer.window === this.#shown.window && count >= this.#shown.count;
    const from = on ? this.#shown.count : 0;
    const row = this.#row();
    const whole = this.#real || count === this.#answer.count; // a real server waits for nobody
    this.#apply({
      ...this.#answer, rows: count > from ? engine.rows(from, Math.min(count - from, 500)) : [], count, fresh: !on, clear: false, send: NOTHING,
      ...(whole || !row ? {} : { state: row.state, legal: [] }),
    });
    if (!whole && row) this.#desk.illegal(t('nothing: more of the reply is to come'));
    this.#shown = { window: this.#answer.window, count };
    if (!row) this.#desk.view.release();
    this.#lit = row !== undefined;
  }

  /** @param {Answer} answer */
  #apply(answer) {
    this.#own = true;
    this.#desk.apply(answer);
    this.#own = false;
  }

  /** Lights the line with its note, and says where the learner is. @param {import('./spell.js').Group[]} groups */
  async #tell(groups) {
    const [place, row, group] = [this.#place, this.#row(), this.#group];
    if (!row) {
      this.#desk.say(t('At the beginning: nothing was typed yet.'));
      return;
    }
    const values = { line: place, lines: this.#walk.length, text: `${row.side === 'L' ? '' : `${row.side}: `}${row.text}` };
    if (group < 0) this.#desk.say(t('Line {line} of {lines}: {text}', values));
    else {
      const from = groups.slice(0, group).reduce((sum, { size }) => sum + size, 1);
      const to = from + groups[group].size - 1;
      const all = { ...values, from, to, size: row.size ?? 0, text: nameOf(groups[group]) };
      this.#desk.say(from === to
        ? t('Line {line} of {lines}, octet {from} of {size}: {text}', all)
        : t('Line {line} of {lines}, octets {from} to {to} of {size}: {text}', all));
    }
    const { view } = this.#desk;
    if (view.side && view.side !== row.side) return; // the learner does not want to see it
    const pair = await view.bring(row.i);
    if (!pair || place !== this.#place || group !== this.#group || group < 0) return;
    this.#spelled = { line: pair.line, text: row.text };
    spell(pair.line, groups, group);
  }

  #unspell() {
    if (this.#spelled) unspell(this.#spelled.line, this.#spelled.text);
    this.#spelled = undefined;
  }

  /** The controls, as they are at the place. */
  #draw() {
    const [place, lines] = [this.#place, this.#walk.length];
    const past = place < lines;
    Object.assign(this.#slider, { max: String(lines), value: String(place), disabled: lines === 0 });
    byId('reached').textContent = t('Line {line} of {lines}', { line: place, lines });
    this.#follow.value = this.#walk.window;
    for (const name of this.#real ? ['first', 'back'] : ['first', 'back', 'undo']) disable(`travel-${name}`, place === 0 && this.#group < 0);
    const within = this.#group >= 0 && this.#group < this.#groups().length - 1;
    for (const name of ['forward', 'last']) disable(`travel-${name}`, !past && !within);
    disable('travel-play', lines === 0);
    byId('past').hidden = !past;
    byId('past-text').textContent = this.#real
      ? t('You look at line {line} of {lines}. What you type is sent behind the last one.', { line: place, lines })
      : t('You look at line {line} of {lines}. What you type continues from here, and the lines behind it are put aside.', { line: place, lines });
    const input = byId('command');
    if (past) input.setAttribute('aria-describedby', 'past-text');
    else input.removeAttribute('aria-describedby');
  }

  #share() { this.#offering?.renew(this.#walk.steps.length === 0); }

  /** Back to before the newest step of the place; it stays ahead. */
  #undo() {
    const at = this.#walk.at(this.#place);
    if (!at) return;
    const { line, hangs } = this.#walk.steps[at.step];
    this.#go(this.#walk.before(at.step));
    this.#desk.say(undone(line, hangs));
  }

  /** Forgets the steps behind the place. */
  #branch() {
    this.#player.stop();
    const { engine } = this.#desk;
    if (!engine) return;
    this.#unspell();
    const answer = engine.travel(this.#taken, this.#answer?.window, true);
    this.#chosen = undefined;
    this.#walk.learn(this.#taken, []);
    this.#apply({ ...answer, clear: false });
    this.#arrive(answer);
    this.#answer = answer;
    this.#draw();
    this.#share();
    this.#desk.say(t('The session continues from here.'));
    this.#desk.prompt.focus();
  }

  /** Lets the session go on by itself up to its end. */
  #play() {
    if (this.#place === this.#walk.length && this.#group < 0) this.#go(0, this.#octets.checked ? 0 : -1);
    this.#player.start();
  }

  /** Goes on to what comes next; with reduced motion a whole step comes at once. @returns {boolean} whether there is more */
  #next() {
    if (reduced.matches && !this.#octets.checked) this.#go(this.#walk.before((this.#walk.at(this.#place + 1)?.step ?? 0) + 1));
    else this.#step(1);
    return this.#place < this.#walk.length || this.#group < this.#groups().length * Number(this.#octets.checked) - 1;
  }

  /** @returns {import('./player.js').Kind} */
  #kind() {
    const [here, next] = [this.#walk.at(this.#place), this.#walk.at(this.#place + 1)];
    if (here?.step !== next?.step) return 'typed';
    return BODY.has(this.#row()?.kind ?? '') && this.#group < 0 ? 'body' : 'line';
  }
}

/** What was undone; nobody listens to the lines of a paste. @param {string} line @param {boolean} hangs */
function undone(line, hangs) {
  if (hangs) return t('Undone: Hang up. Forward brings it back.');
  const n = line.split('\n').length;
  return n > 1 ? t('Undone: {n} lines. Forward brings them back.', { n }) : t('Undone: {line}. Forward brings it back.', { line });
}

/** A control that stays where the focus is. @param {string} id @param {boolean} off */
function disable(id, off) { byId(id).ariaDisabled = String(off); }
