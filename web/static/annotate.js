// @ts-check
// The entry of the page that reads logs. A log goes intake -> worker -> transcript;
// none of it leaves the page.
import { address, fragment } from './asset.js';
import { EngineError, fetchTexts, loadParts, needPhrases, needWorld } from './engine.js';
import { Intake, amount } from './intake.js';
import { linked } from './link.js';
import { heading, outcome } from './outcome.js';
import { InputError } from './packing.js';
import { RemoteEngine } from './remote.js';
import { t } from './say.js';
import { Sharing } from './share.js';
import { TranscriptView } from './transcript.js';
import { Language, Tabs } from './workbench.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./intake.js').Log} Log */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The page: one log at a time, read by one worker. */
class Annotator {
  view = new TranscriptView(this, { live: false });
  tabs = new Tabs();
  #stage = byId('annotator');
  #intake = new Intake((log) => this.#take(log), (why) => this.#refuse(why));
  #language = new Language(() => this.#translate());
  #hide = /** @type {HTMLInputElement} */ (byId('hide'));
  #sharing = new Sharing('log', () => this.view.current, (news) => { byId('outcome').textContent = news; });
  #reader = /** @type {RemoteEngine | undefined} */ (undefined);
  #shown = /** @type {RemoteEngine | undefined} */ (undefined); // the one with the log that is shown
  #log = /** @type {Log | undefined} */ (undefined);
  #turn = 0; // logs asked for so far

  constructor() {
    this.#hide.addEventListener('change', () => this.#again());
    addEventListener('hashchange', () => this.open());
    this.#idle().catch(() => {}); // told with the first log, if it is so still
  }

  // What the view asks for: of the worker with the log that it shows, even while
  // that worker is gone and another reads the next log.

  /** @param {Parameters<RemoteEngine['rows']>} args */
  rows(...args) { return this.#source.rows(...args); }

  /** @param {number} from */
  sides(from) { return this.#source.sides(from); }

  /** @param {Parameters<RemoteEngine['find']>} args */
  find(...args) { return this.#source.find(...args); }

  /** @param {Parameters<RemoteEngine['save']>} args */
  save(...args) { return this.#source.save(...args); }

  /** Whether passwords stay out of files. @returns {'always'|'on'} */
  get masking() { return this.#hide.checked ? 'always' : 'on'; }

  get #source() { return /** @type {RemoteEngine} */ (this.#shown); }

  /** Reads the log that the address of the page holds, if it holds one. */
  async open() {
    try {
      const found = await linked('log', fragment());
      if (!found || !await this.#read({ name: '', octets: found.held, aside: '' })) return;
      byId('result').focus();
      if (found.line > 0) this.view.open(found.line - 1);
    } catch (error) {
      this.#refuse(/** @type {Error} */ (error).message);
    }
  }

  /** @param {Log} log */
  async #take(log) {
    if (fragment()) history.replaceState(null, '', address()); // it is about another log
    if (await this.#read(log)) byId('result').focus();
  }

  /** The same log with its passwords, or without. */
  async #again() {
    const row = this.view.current;
    if (this.#log && await this.#read(this.#log) && row > 0) this.view.bring(row);
  }

  /** Shows a log, or says why not. @param {Log} log @returns {Promise<boolean>} whether it is shown */
  async #read(log) {
    const turn = ++this.#turn;
    this.#begin(log);
    try {
      const reader = await this.#idle();
      const answer = turn === this.#turn ? await reader.read(log.octets, this.#hide.checked) : undefined;
      if (!answer || turn !== this.#turn) return false; // another log came meanwhile
      if (answer.error) throw new InputError(answer.error);
      this.#show(log, answer, reader);
      return true;
    } catch (error) {
      if (!(error instanceof InputError || error instanceof EngineError)) throw error;
      if (turn === this.#turn) this.#refuse(log.name ? `${log.name}: ${error.message}` : error.message);
      return false;
    }
  }

  /** A worker with nothing else to do. */
  async #idle() {
    if (this.#reader?.busy) {
      this.#reader.close();
      this.#reader = this.#reader.fresh();
    }
    if (this.#reader) return this.#reader;
    const language = this.#language.value;
    const parts = await loadParts(this.#stage.dataset.wasm ?? '', language);
    this.#reader ??= new RemoteEngine(...parts, language, (reader, why) => this.#failed(reader, why));
    return this.#reader;
  }

  /** @param {RemoteEngine} reader @param {string} why */
  #failed(reader, why) {
    if (reader !== this.#reader) return;
    this.#reader = undefined;
    this.#refuse(why);
  }

  /** @param {Log} log */
  #begin(log) {
    this.#log = log;
    this.#sharing.stop();
    byId('fault').textContent = '';
    byId('outcome').textContent = t('Reading {amount} ...', { amount: amount(log.octets.size) });
  }

  /** Says why there is nothing to show, and asks again. @param {string} why */
  #refuse(why) {
    this.#turn++;
    this.#log = undefined;
    this.#stage.toggleAttribute('data-read', false);
    byId('outcome').textContent = '';
    byId('fault').textContent = why;
    this.#intake.unfold();
  }

  /** @param {Log} log @param {Answer} answer @param {RemoteEngine} reader */
  #show(log, answer, reader) {
    byId('result').textContent = heading(log, answer);
    byId('outcome').textContent = outcome(log, answer);
    this.#stage.toggleAttribute('data-read', true);
    this.#intake.fold();
    this.#shown = reader;
    this.view.clear();
    this.view.language = reader.language;
    this.view.add(answer.rows, answer.count);
    const holds = this.#hide.checked ? t('The link holds the log, passwords hidden.') : t('The link holds the log, passwords too.');
    this.#sharing.offer(this.#shared(log.octets), () => holds);
    if (reader.language !== this.#language.value) this.#translate(); // chosen while it was read
  }

  /** The log as it may be seen: where passwords are hidden, its lines without the notes.
   * What stands for a password is ASCII there, since a command may hold nothing else. @param {Blob} log */
  async #shared(log) {
    if (!this.#hide.checked) return log;
    const { octets } = await this.save('markdown', { mask: true, language: this.view.language, row: -1 });
    const text = new TextDecoder().decode(octets);
    return new Blob([text.slice(0, text.lastIndexOf('```')).replaceAll('••••••', '******')]);
  }

  /** Puts the notes into the language chosen now. */
  async #translate() {
    const [reader, { value }] = [this.#shown, this.#language];
    if (!reader) return; // it begins with that language
    try {
      const texts = await fetchTexts(value);
      if (value !== this.#language.value || reader !== this.#shown) return;
      await reader.speak(texts, value);
      this.view.language = value;
      this.view.retell();
    } catch (error) {
      this.#language.value = reader.language;
      byId('fault').textContent = t('{problem} The notes stay as they are.', { problem: /** @type {Error} */ (error).message });
    }
  }
}

needWorld(); // a log may tell of anything
needPhrases();
new Annotator().open();
