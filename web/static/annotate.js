// @ts-check
// The entry of the page that reads logs. A log goes intake -> worker -> transcript;
// none of it leaves the page.
import { EngineError, fetchNotes, loadParts } from './engine.js';
import { Intake, amount } from './intake.js';
import { linkTo, linked } from './link.js';
import { heading, outcome } from './outcome.js';
import { InputError } from './packing.js';
import { RemoteEngine } from './remote.js';
import { TranscriptView } from './transcript.js';
import { Language, Tabs } from './workbench.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./intake.js').Log} Log */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const STOPPED = 'poplab itself failed here, and the log is not to blame: maybe it is too large for this browser. '
  + 'Cut out the part with the POP3 session, and try again.';

/** The page: one log at a time, read by one worker. */
class Annotator {
  view = new TranscriptView();
  tabs = new Tabs();
  #intake = new Intake((log) => this.read(log), (why) => this.#refuse(why));
  #language = new Language(() => this.#translate());
  #stage = byId('annotator');
  #hide = /** @type {HTMLInputElement} */ (byId('hide'));
  #engine = /** @type {RemoteEngine | undefined} */ (undefined);
  #log = /** @type {Log | undefined} */ (undefined);
  #link = ''; // to that log, but for the line
  #turn = 0; // logs asked for so far

  constructor() {
    this.#hide.addEventListener('change', () => { if (this.#log) this.read(this.#log); });
    byId('copy').addEventListener('click', () => this.#copy());
    addEventListener('hashchange', () => this.open());
  }

  /** Reads the log that the address of the page holds, if it holds one. */
  async open() {
    try {
      const found = await linked(location.hash);
      if (found) this.read({ name: '', octets: found.log, aside: '' }, found.line);
    } catch (error) {
      this.#refuse(/** @type {Error} */ (error).message);
    }
  }

  /** @param {Log} log @param {number} [line] to show, from 1 */
  async read(log, line = 0) {
    const turn = ++this.#turn;
    this.#begin(log);
    try {
      const engine = await this.#idle();
      if (turn !== this.#turn) return; // another log came meanwhile
      const answer = await engine.read(log.octets, this.#hide.checked);
      if (turn !== this.#turn) return;
      if (answer.error) throw new InputError(answer.error);
      this.#show(log, answer, line);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof InputError || error instanceof EngineError)) throw error;
      this.#refuse(error.message);
    }
  }

  /** A worker that does nothing else. */
  async #idle() {
    if (this.#engine?.busy) this.#dismiss();
    if (this.#engine) return this.#engine;
    const parts = await loadParts(this.#stage.dataset.wasm ?? '', this.#language.value);
    this.#engine ??= new RemoteEngine(...parts);
    this.#engine.onfault = (message) => { this.#dismiss(); this.#refuse(`${STOPPED} (${message})`); };
    return this.#engine;
  }

  #dismiss() {
    this.#engine?.close();
    this.#engine = undefined;
  }

  /** @param {Log} log */
  #begin(log) {
    this.#log = log;
    byId('fault').textContent = '';
    byId('link').hidden = true;
    byId('outcome').textContent = `Reading ${amount(log.octets.size)} ...`;
  }

  /** Says why there is nothing to show, and asks again. @param {string} why */
  #refuse(why) {
    this.#turn++;
    this.#stage.toggleAttribute('data-read', false);
    byId('outcome').textContent = '';
    byId('fault').textContent = this.#log?.name ? `${this.#log.name}: ${why}` : why;
    this.#intake.unfold();
  }

  /** @param {Log} log @param {Answer} answer @param {number} line */
  #show(log, answer, line) {
    byId('result').textContent = heading(log, answer);
    byId('outcome').textContent = outcome(log, answer);
    this.#stage.toggleAttribute('data-read', true);
    this.view.clear();
    this.view.add(answer.rows);
    this.#intake.fold();
    byId('result').focus();
    this.#offer();
  }

  /** Offers a link to a log that is short enough. */
  async #offer() {
    const turn = this.#turn;
    const link = await linkTo(await this.#shared());
    if (turn !== this.#turn) return;
    this.#link = link;
    byId('holds').textContent = `with the log in it, passwords ${this.#hide.checked ? 'hidden' : 'too'}`;
    byId('link').hidden = link === '';
  }

  /** The log as it may be seen. @returns {Promise<Blob>} */
  async #shared() {
    if (!this.#hide.checked || !this.#engine) return /** @type {Log} */ (this.#log).octets;
    const { octets } = await this.#engine.save('markdown', { mask: true, language: this.#language.value, row: -1 });
    return new Blob([octets]);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#link);
      byId('outcome').textContent = 'The link is copied.';
    } catch {
      history.replaceState(null, '', this.#link);
      byId('outcome').textContent = 'The link stands in the address bar now: copy it from there.';
    }
  }

  async #translate() {
    const { value } = this.#language;
    try {
      const texts = await fetchNotes(value);
      if (value !== this.#language.value || !this.#engine) return;
      this.view.language = value;
      this.view.retell((await this.#engine.speak(texts)).rows);
    } catch (error) {
      this.#language.value = this.view.language;
      byId('fault').textContent = `${/** @type {Error} */ (error).message} The notes stay as they are.`;
    }
  }
}

new Annotator().open();
