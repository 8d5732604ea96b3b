// @ts-check
// The console: joins engine, command line, transcript and the bar above them.
// A line goes prompt -> engine -> answer, and the answer is drawn. This class is
// the sandbox; bridge.js makes of it the console for real servers.
import { fetchTexts, loadEngine, needPhrases, needWorld } from './engine.js';
import { seed, settings } from './progress.js';
import { t } from './say.js';
import { TranscriptView } from './transcript.js';
import { Language, Prompt, Settings, Tabs } from './workbench.js';

/** @typedef {import('./engine.js').Answer} Answer */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** States that have no name of their own in the protocol. @type {Record<string, string>} */
const STATES = { 'not connected': t('not connected'), 'waiting for the greeting': t('waiting for the greeting') };

/** Kinds of rows that begin something of the server's: the others go on with it. */
const OPENING = new Set(['greeting', 'status', 'challenge', 'stray']);

/** Characters of a status line that are said; no server may send more octets (RFC 2449 section 4). */
const LONGEST = 512;

/** What the bar says where no command is legal. @type {Record<string, string>} */
const NONE_LEGAL = {
  'not connected': t('nothing: connect first'),
  'waiting for the greeting': t('nothing: the server speaks first'),
  UPDATE: t('nothing: the session is over'),
};

/**
 * Events: "open" (a fresh engine), "typed" (detail: the line), "answer" (detail: the Answer),
 * "visit" (a session from its text takes the place; detail: its scenario, the tasks that are judged in it, and
 * whether it is visiting: it came with a link), "forget" (nothing is to be kept of the session).
 */
export class Console extends EventTarget {
  /** @type {import('./engine.js').Engine | undefined} */
  engine;
  config = byId('console').dataset;
  view = new TranscriptView(this);
  tabs = new Tabs();
  settings = new Settings((news) => this.also(news));
  prompt = new Prompt((line) => { this.reveal(); this.enter(line); });
  language = new Language(() => this.#translate());
  state = 'not connected';
  #waiting = /** @type {string[]} */ ([]);
  #turn = 0; // engines asked for so far
  #newest = -1; // row whose note stands above the command line

  constructor() {
    super();
    this.prompt.together = true; // as a terminal sends what is pasted
    byId('connect').addEventListener('click', () => { this.reveal(); this.connect(); this.prompt.focus(); });
    byId('disconnect').addEventListener('click', () => { this.disconnect(); this.prompt.focus(); });
    byId('restart').addEventListener('click', () => { this.restart(); this.prompt.focus(); });
    this.view.addEventListener('light', (event) => {
      this.#lamp(/** @type {CustomEvent} */ (event).detail?.state ?? this.state);
    });
  }

  // What the view asks for, of an engine that may be another each time.

  /** @param {number} from @param {number} count @param {import('./transcript.js').Side} side */
  rows(from, count, side) { return this.#up.rows(from, count, side); }

  /** @param {number} from */
  sides(from) { return this.#up.sides(from); }

  /** @param {string} text @param {import('./transcript.js').Where} where */
  find(text, where) { return this.#up.find(text, where); }

  /** @param {string} format @param {import('./transcript.js').How} how */
  save(format, how) { return this.#up.save(format, how); }

  /** Whether passwords stay out of files. @returns {'always'|'on'|'off'} */
  get masking() { return 'off'; }

  get #up() {
    if (!this.engine) throw new Error(t('The server of this page is not up.'));
    return this.engine;
  }

  /** The choice above the console, if there is one. @returns {HTMLOptionElement | undefined} */
  get target() {
    return /** @type {HTMLSelectElement | null} */ (document.getElementById('target'))?.selectedOptions[0];
  }

  /** Loads the engine and opens its world; lines typed meanwhile follow. */
  async start() {
    const turn = ++this.#turn;
    const language = this.language.value;
    if (!this.config.dial) needPhrases();
    write(byId('loading-text'), t('The POP3 server is loading into this page. You can type already.'));
    try {
      const engine = await loadEngine(this.config.wasm ?? '', language, (received, total) => this.#load(received, total));
      if (turn !== this.#turn) return; // started over meanwhile
      this.engine = engine;
      this.view.language = language;
    } catch (error) {
      this.fault(/** @type {Error} */ (error).message);
      return;
    }
    this.engine.onfault = (message) => this.fault(message);
    byId('loading').hidden = true;
    this.apply(this.open());
    this.dispatchEvent(new Event('open'));
    if (!this.config.dial) for (const part of [this.settings, this.view]) part.prepare();
    else { // the first page, which is to be light
      this.connect();
      if (needPhrases()) this.#translate();
    }
    for (const line of this.#waiting.splice(0)) this.enter(line);
  }

  /** Puts the notes into the language chosen now, those of the session so far too. */
  async #translate() {
    const { engine, language: { value } } = this;
    if (!engine) {
      if (!byId('loading').hidden) this.start(); // with this language instead
      return;
    }
    const overtaken = () => engine !== this.engine || value !== this.language.value;
    try {
      const texts = await fetchTexts(value);
      if (overtaken()) return;
      byId('fault').replaceChildren();
      this.view.language = value;
      engine.speak(texts);
      this.view.retell();
      byId('latest').textContent = this.#newest < 0 ? '' : engine.rows(this.#newest, 1)[0].note;
    } catch (error) {
      if (overtaken()) return;
      this.language.value = this.view.language;
      byId('fault').replaceChildren(paragraph(t('{problem} The notes stay as they are.', { problem: /** @type {Error} */ (error).message })));
    }
  }

  /** Sits down in front of a new world. @returns {Answer | undefined} */
  open() {
    const { scenario = '', tasks = '' } = this.config;
    return this.engine?.open({ scenario, tasks, class: '', learner: seed(), lesson: '', attempt: 1 });
  }

  connect() { this.enter(`telnet ${this.target?.value ?? this.config.host} 110`); }

  disconnect() { this.apply(this.engine?.hangup()); }

  /** Where the newest session leads to. @param {Answer} answer */
  place({ host, port, secure }) {
    if (!host) return { host: '—', port: '—', encryption: t('none') };
    return { host, port: port > 0 ? String(port) : '—', encryption: secure ? t('TLS (drawn)') : t('none') };
  }

  /** The world from its beginning, in a new instance of the engine. */
  restart() {
    this.engine = undefined;
    this.#waiting = [];
    this.view.clear();
    this.#hint('', '');
    this.#newest = -1;
    byId('loading').hidden = byId('fault').childElementCount === 0; // a fault: it is fetched again
    byId('fault').replaceChildren();
    this.prompt.lock(false);
    this.say(t('Started over.'));
    this.start();
  }

  /** Takes a line of the learner. @param {string} line */
  enter(line) {
    if (!this.engine) {
      this.#waiting.push(line);
      write(byId('loading-text'), t('The POP3 server is loading into this page. {n|Your line follows|Your # lines follow} as soon as it is up.', { n: this.#waiting.length }));
      return;
    }
    this.dispatchEvent(new CustomEvent('typed', { detail: line }));
    this.apply(this.engine.type(line));
  }

  /** Shows the session to a learner who acts on it. */
  reveal() {
    if (this.tabs.selected === 'lesson') this.tabs.select('session');
    this.tabs.reveal();
  }

  /** Draws all that changed. @param {Answer | undefined} answer */
  apply(answer) {
    if (!answer) return;
    if (answer.error) {
      this.fault(t('The world of this page cannot be opened: {error}', { error: answer.error }));
      return;
    }
    this.state = answer.state;
    if (answer.clear || answer.fresh) this.view.clear();
    this.view.add(answer.rows, answer.count);
    this.#bar(answer);
    this.#news(answer);
    if (answer.lacks) {
      needWorld();
      this.#translate();
    }
    this.dispatchEvent(new CustomEvent('answer', { detail: answer }));
  }

  /** @param {Answer} answer */
  #bar(answer) {
    for (const [name, text] of Object.entries(this.place(answer))) write(byId(name), text);
    write(byId('state'), STATES[answer.state] ?? answer.state);
    byId('stations').dataset.state = answer.state;
    this.#lamp(answer.state);
    /** @type {HTMLButtonElement} */ (byId('connect')).disabled = answer.connected;
    /** @type {HTMLButtonElement} */ (byId('disconnect')).disabled = !answer.connected;
    if (answer.legal.length === 0) this.illegal(NONE_LEGAL[answer.state] ?? '');
    else if (byId('legal').textContent !== answer.legal.join('')) byId('legal').replaceChildren(...answer.legal.map(chip));
  }

  /** Lights the lamp of a state: of the newest line, or of one that is lit. @param {string} state */
  #lamp(state) { byId('stations').dataset.lamp = state; }

  /** @param {string} why no command is legal */
  illegal(why) { write(byId('legal'), why); }

  /**
   * Tells the newest reply, for those who do not see it: in a few words, unless they set
   * it otherwise. A line of their own they know, and a long reply that comes in parts
   * is told at its two ends.
   * @param {Answer} answer
   */
  #news({ rows, last, count }) {
    const at = rows.findLastIndex((row) => OPENING.has(row.kind));
    const row = rows.at(at);
    if (!row) return;
    this.#newest = row.i;
    this.#hint('', row.note);
    const { news } = settings();
    if (news === 'lines') this.say(more(rows.filter(({ side }) => side !== 'C').map(({ text }) => text).join('\n'), count - rows[0].i - rows.length));
    else if (news === 'notes') this.say(row.note);
    else if (at >= 0) this.say(more(row.text.slice(0, LONGEST), count - row.i - 1 - rows.slice(at).filter(({ side }) => side !== 'S').length));
    else if (row.side === 'L') this.say(row.text);
    else if (last === 'terminator') this.say(t('The reply is complete.'));
  }

  /** What stands beside the command line: what came of it for the tasks, and the note of the reply. @param {string} told @param {string} note */
  #hint(told, note) {
    byId('told').textContent = told;
    byId('latest').textContent = note;
  }

  /** @param {string} news a few words, for a learner who wants any */
  say(news) { if (settings().news !== 'nothing') byId('news').textContent = news; }

  /** @param {string} news to be said with what was said just now, and shown where the lesson is out of sight */
  also(news) {
    this.say(`${byId('news').textContent} ${news}`);
    byId('told').append(`${news} `);
  }

  /** @param {number} received @param {number} total octets; total is 0 when unknown */
  #load(received, total) {
    const bar = /** @type {HTMLProgressElement} */ (byId('progress'));
    if (total > 0) Object.assign(bar, { max: total, value: received });
    byId('loaded').textContent = total > 0 ? t('{received} of {total}', { received: kib(received), total: kib(total) }) : kib(received);
  }

  /** Says that the engine is gone and what to do. @param {string} message */
  fault(message) {
    this.engine = undefined;
    byId('loading').hidden = true;
    for (const id of ['connect', 'disconnect']) byId(id).setAttribute('disabled', '');
    this.prompt.lock(true);
    const reload = document.createElement('button');
    reload.type = 'button';
    reload.className = 'action';
    reload.textContent = t('Reload the page');
    reload.addEventListener('click', () => location.reload());
    byId('fault').replaceChildren(
      paragraph(message),
      paragraph(t('Reload the page or start over. If that does not help, try a current browser, or run "poplab serve" on your own machine. Everything on this page can still be read.')),
      reload,
    );
  }
}

/** A text, and how much follows it. @param {string} text @param {number} n lines of the server */
const more = (text, n) => (n === 0 ? text : t('{text}, {n|1 more line|# more lines}', { text, n }));

/** Leaves an element alone that says it already: its readers are not disturbed. @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

/** @param {string} command */
function chip(command) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'chip';
  made.dataset.command = command;
  made.translate = false;
  made.textContent = command;
  return made;
}

/** @param {number} octets */
const kib = (octets) => `${Math.round(octets / 1024)} KiB`;
