// @ts-check
// The windows that the learner has, and the drawer with the world around them, which
// comes when the page has nothing else to do, and time travel with it. Every button types its line.
import { settle, types } from './draw.js';
import { Keeper } from './keeper.js';
import { language } from './language.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Answer} Answer */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Pixels of height that leave room for an open drawer on a page of its own. */
const TALL = matchMedia('(min-height: 900px)');

const clock = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });

export class World {
  #desk;
  #answer = /** @type {Answer | undefined} */ (undefined);

  /** @param {import('./console.js').Console} desk @param {boolean} [open] the drawer, where it has room */
  constructor(desk, open = false) {
    this.#desk = desk;
    new Keeper(desk);
    desk.addEventListener('answer', (event) => this.#draw(/** @type {CustomEvent} */ (event).detail));
    byId('world').addEventListener('click', (event) => {
      const button = /** @type {Element} */ (event.target).closest('[data-line]');
      if (button instanceof HTMLElement) desk.enter(button.dataset.line ?? '');
    });
    const pull = byId('drawer-pull');
    pull.addEventListener('click', () => { pull.ariaExpanded = String(pull.ariaExpanded !== 'true'); });
    if (open && TALL.matches) pull.ariaExpanded = 'true';
    (globalThis.requestIdleCallback ?? setTimeout)(() => this.#fetch());
  }

  async #fetch() {
    try {
      const [{ Drawer }, { Travel }] = await Promise.all([import('./drawer.js'), import('./travel.js')]);
      new Drawer(this.#desk, this.#answer);
      new Travel(this.#desk, this.#answer);
    } catch (error) {
      console.error(error);
      byId('clock').textContent = t('A part of this page could not be fetched. Is the network up? Reload the page to try again.');
    }
  }

  /** @param {Answer} answer */
  #draw(answer) {
    const { window, windows, fresh } = answer;
    byId('world').hidden = windows.length < 2;
    settle(byId('windows'), windows.length < 2 ? [] : windows.map((name) => {
      const button = types(`window ${name}`, name);
      button.ariaPressed = String(name === window);
      return button;
    }));
    byId('clock').textContent = t('It is {time} UTC.', { time: clock.format(answer.clock / 1000) });
    if (fresh && this.#answer && window !== this.#answer.window) this.#desk.say(t('Window {window}.', { window }));
    this.#answer = answer;
  }
}
