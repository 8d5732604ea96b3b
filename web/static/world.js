// @ts-check
// The world around the servers: the windows that the learner has, the clock, and
// what can happen besides what is typed to a server. Every button types its line.
import { narrow } from './workbench.js';

/** @typedef {import('./engine.js').Answer} Answer */

/** What every simulated world has: a page with nothing else keeps it folded. */
const COMMON = /^(pull|plug|wait|disk|read|md5)\b/;

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class World {
  #desk;
  #window = '';
  #unfolded = false; // once, where this world has something of its own

  /** @param {import('./console.js').Console} desk */
  constructor(desk) {
    this.#desk = desk;
    desk.addEventListener('answer', (event) => this.#draw(/** @type {CustomEvent} */ (event).detail));
    byId('world').addEventListener('click', (event) => {
      const button = /** @type {Element} */ (event.target).closest('[data-line]');
      if (button instanceof HTMLElement) desk.enter(button.dataset.line ?? '');
    });
  }

  /** @param {Answer} answer */
  #draw({ window, windows, fresh, clock, moves }) {
    const around = moves.filter((move) => !move.startsWith('window '));
    byId('world').hidden = windows.length < 2 && around.length === 0;
    this.#windows(window, windows.length < 2 ? [] : windows);
    byId('surroundings').hidden = around.length === 0;
    const focused = byId('moves').contains(document.activeElement);
    buttons(byId('moves'), around.map((move) => ({ line: move, name: move })));
    if (focused && !byId('moves').contains(document.activeElement)) byId('surroundings').querySelector('summary')?.focus();
    byId('clock').textContent = `It is ${time(clock)}.`;
    if (!this.#unfolded && !narrow.matches && around.some((move) => !COMMON.test(move))) {
      this.#unfolded = true;
      /** @type {HTMLDetailsElement} */ (byId('surroundings')).open = true;
    }
    if (fresh && window !== this.#window) this.#desk.say(`Window ${window}.`);
    this.#window = window;
  }

  /** @param {string} current @param {string[]} windows */
  #windows(current, windows) {
    const group = byId('windows');
    /** @type {HTMLElement} */ (group.parentElement).hidden = windows.length === 0;
    buttons(group, windows.map((name) => ({ line: `window ${name}`, name })));
    windows.forEach((name, i) => { group.children[i].ariaPressed = String(name === current); });
  }
}

/**
 * Fills a group with buttons. Those that are there stay, so that the focus stays too: "plug"
 * takes the place of "pull", but none becomes its neighbour when another one goes away.
 * @param {HTMLElement} group
 * @param {{line: string, name: string}[]} wanted
 */
function buttons(group, wanted) {
  const there = /** @type {HTMLElement[]} */ ([...group.children]);
  const byLine = new Map(there.map((button) => [button.dataset.line, button]));
  const lines = new Set(wanted.map(({ line }) => line));
  if (there.length !== wanted.length) for (const [line, button] of byLine) if (!lines.has(line ?? '')) button.remove();
  wanted.forEach(({ line, name }, i) => {
    const old = there.length === wanted.length ? there[i] : byLine.get(line);
    const button = /** @type {HTMLButtonElement} */ (old ?? document.createElement('button'));
    if (group.children[i] !== button) group.insertBefore(button, group.children[i] ?? null);
    button.type = 'button';
    button.className = 'action';
    button.dataset.line = line;
    if (button.textContent !== name) button.textContent = name;
  });
}

/** @param {number} microseconds since 1970 */
function time(microseconds) {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(microseconds / 1000))} UTC`;
}
