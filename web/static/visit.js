// @ts-check
// A session that came with a link: #session=... The page shows what it holds, and
// asks before any of it is played.
import { address, fragment } from './asset.js';
import { reopen } from './keeper.js';
import { linked } from './link.js';
import { InputError } from './packing.js';
import { t } from './say.js';
import { element } from './transcript.js';

/** @typedef {import('./engine.js').Step} Step */

/** A line that connects, and the host. */
const DIALS = /^\s*(?:telnet|openssl\s+s_client\s+-connect)\s+([^\s:]+)/gim;

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class Visit {
  #desk;
  #way;
  #dialog = /** @type {HTMLDialogElement} */ (byId('offer'));
  #held = { script: '', scenario: '' };

  /**
   * @param {import('./console.js').Console} desk
   * @param {{steps: () => number, play: () => void, end: () => void}} way through the session
   */
  constructor(desk, way) {
    this.#desk = desk;
    this.#way = way;
    addEventListener('hashchange', () => this.#open());
    this.#dialog.addEventListener('close', () => this.#decided());
    this.#open();
  }

  /** Shows the session that the address of the page holds, if it holds one. */
  async #open() {
    const octets = fragment().length;
    const { engine } = this.#desk;
    if (!engine) {
      this.#desk.addEventListener('open', () => this.#open(), { once: true });
      return;
    }
    try {
      const found = await linked('session', fragment());
      if (!found) return;
      const script = await found.held.text();
      const { error, scenario, steps } = engine.peek(script);
      if (error) throw new InputError(error);
      this.#held = { script, scenario };
      this.#show(steps, octets);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#forget();
      byId('fault').replaceChildren(element('p', '', error.message));
    }
  }

  /** @param {Step[]} steps @param {number} octets of the link */
  #show(steps, octets) {
    const lines = steps.map(({ line, hangs }) => (hangs ? t('Hang up') : line));
    const hosts = [...new Set(Array.from(lines.join('\n').matchAll(DIALS), ([, host]) => host))].join(', ');
    const values = { n: steps.length, hosts, octets };
    byId('fault').replaceChildren(); // of a link before
    byId('offer-text').textContent = steps.length === 0
      ? t('Nothing is typed in it yet: it holds a world at its beginning. It takes {octets|one octet|# octets} of the link.', values)
      : hosts ? t('{n|One line is|# lines are} typed in it, to {hosts}. It takes {octets|one octet|# octets} of the link.', values)
      : t('{n|One line is|# lines are} typed in it, to no host. It takes {octets|one octet|# octets} of the link.', values);
    byId('offer-world').textContent = this.#world();
    byId('offer-lines').replaceChildren(...lines.map((line) => element('li', '', line.replaceAll('\n', ' ⏎ '))));
    byId('offer-ends').textContent = this.#way.steps() > 0 ? t('The session that stands in this page is put aside then.') : '';
    if (!this.#dialog.open) this.#dialog.showModal();
    byId('offer-title').focus();
  }

  /** What is to be said of its world and of the tasks. */
  #world() {
    const { scenario = '', tasks } = this.#desk.config;
    if (scenario !== this.#held.scenario) return t('It was played in another world than the one of this page, which may have changed since: the link brings its own. No task is judged there.');
    return tasks ? t('Your tasks stay as they are until you type a line of your own in it.') : '';
  }

  #decided() {
    const choice = this.#dialog.returnValue;
    this.#dialog.returnValue = '';
    this.#forget();
    if (choice !== 'play' && choice !== 'end') return;
    const { script, scenario } = this.#held;
    const { config } = this.#desk;
    const tasks = scenario === (config.scenario ?? '') ? config.tasks ?? '' : '';
    const error = reopen(this.#desk, script, { tasks, visiting: true });
    if (error) {
      byId('fault').replaceChildren(element('p', '', error));
      return;
    }
    this.#desk.reveal();
    this.#way[choice]();
    byId('travel-play').focus({ preventScroll: true }); // it stands for Pause, too
  }

  /** The address of the page holds no session any more: it is not to ask again. */
  #forget() { history.replaceState(null, '', address()); }
}
