// @ts-check
// What stands around the session: the command line, the language of its notes, the
// settings, and the tabs by which the parts of the page take turns on a narrow screen.
import { keepLanguage, language } from './progress.js';
import { t } from './say.js';

/**
 * The command line: one labelled input. What is typed goes out as it is, spaces
 * at the end included, since a server sees them too.
 */
export class Prompt {
  #form = /** @type {HTMLFormElement} */ (document.getElementById('prompt'));
  #input = /** @type {HTMLInputElement} */ (document.getElementById('command'));
  #submit;
  #past = /** @type {string[]} */ ([]);
  #at = 0; // place in #past that the input shows; its length is the new line
  #draft = '';

  /** Pasted lines are submitted as one text, with "\n" between them. */
  together = false;

  /** Says whether a line holds a secret: masked while typed, left out of the history. */
  secret = (/** @type {string} */ _line) => false;

  /** @param {(lines: string) => void} submit takes what is sent, in order */
  constructor(submit) {
    this.#submit = submit;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(this.#input.value);
    });
    this.#input.addEventListener('keydown', (event) => this.#recall(event));
    this.#input.addEventListener('paste', (event) => this.#paste(event));
    this.#input.addEventListener('input', () => this.#mask());
    document.addEventListener('click', (event) => this.#chip(event));
  }

  focus() { this.#input.focus({ preventScroll: true }); }

  /** Shows a line for the learner to look at and send. @param {string} text */
  put(text) {
    this.#input.value = text;
    this.#mask();
    this.focus();
  }

  /** Without an engine what is typed has no place to go. @param {boolean} locked */
  lock(locked) {
    this.#input.readOnly = locked;
    this.#form.querySelector('[type=submit]')?.toggleAttribute('disabled', locked);
  }

  /** @param {string} text one line, or several */
  #send(text) {
    if (this.#input.readOnly) return;
    for (const line of text.split('\n')) {
      if (line !== '' && !this.secret(line) && line !== this.#past.at(-1)) this.#past.push(line);
    }
    this.#at = this.#past.length;
    this.#draft = '';
    this.#input.value = '';
    this.#submit(text);
    this.#mask();
  }

  #mask() { this.#input.classList.toggle('secret', this.secret(this.#input.value)); }

  /** Arrow up and down walk through the lines sent. @param {KeyboardEvent} event */
  #recall(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const to = this.#at + (step ?? 0);
    if (!step || event.isComposing || to < 0 || to > this.#past.length) return;
    event.preventDefault();
    if (this.#at === this.#past.length) this.#draft = this.#input.value;
    this.#at = to;
    this.put(this.#past[to] ?? this.#draft);
    this.#input.setSelectionRange(-1, -1);
  }

  /** Pasted lines go out at once or one after another; what follows the last line end stays. @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = this.#input;
    const all = value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? 0);
    const lines = all.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    for (const sent of this.together ? [lines.join('\n')] : lines) this.#send(sent);
    this.put(rest);
  }

  /** A command anywhere in the page is a button that puts it here. @param {MouseEvent} event */
  #chip(event) {
    const chip = /** @type {Element} */ (event.target).closest('[data-command]');
    if (chip instanceof HTMLElement) this.put(chip.dataset.command ?? '');
  }
}

/** The choice of the language of the notes, which the browser remembers. */
export class Language {
  #select = /** @type {HTMLSelectElement} */ (document.getElementById('language'));

  /** @param {() => void} changed */
  constructor(changed) {
    const kept = language() ?? document.documentElement.lang;
    const option = [...this.#select.options].find(({ value }) => value === kept);
    if (option) option.selected = true;
    this.#select.addEventListener('change', () => {
      keepLanguage(this.value);
      changed();
    });
  }

  get value() { return this.#select.value; }

  /** Goes back to a language that the notes are in. */
  set value(language) {
    this.#select.value = language;
    keepLanguage(language);
  }
}

/** What the learner can set: the dialog comes when it is wanted. */
export class Settings {
  /** @param {(news: string) => void} say */
  constructor(say) {
    document.getElementById('settings')?.addEventListener('click', async () => {
      try {
        (await import('./settings.js')).open();
      } catch {
        say(t('A part of this page could not be fetched. Is the network up?'));
      }
    });
  }

  /** Fetches the dialog when the page has nothing else to do: the network may be gone when it is wanted. */
  prepare() { (globalThis.requestIdleCallback ?? setTimeout)(() => import('./settings.js').catch(console.error)); }
}

/** Below this width session and notes take turns. */
export const narrow = matchMedia('(max-width: 47.49rem)');
/** Below this width the lesson takes turns with the console. */
const compact = matchMedia('(max-width: 68.74rem)');

/** The tabs. The stylesheet shows and hides by data-tab and has the same two limits. */
export class Tabs {
  #workbench = /** @type {HTMLElement} */ (document.getElementById('workbench'));
  #tabs = /** @type {HTMLElement[]} */ ([...this.#workbench.querySelectorAll('.tabs [role=tab]')]);

  constructor() {
    for (const tab of this.#tabs) tab.addEventListener('click', () => this.select(nameOf(tab)));
    this.#workbench.querySelector('[role=tablist]')?.addEventListener('keydown', (event) => this.#move(event));
    for (const width of [narrow, compact]) width.addEventListener('change', () => this.#fit());
    this.#fit();
  }

  get selected() { return this.#workbench.dataset.tab ?? ''; }

  /** @param {string} name */
  select(name) {
    this.#workbench.dataset.tab = name;
    for (const tab of this.#tabs) {
      const here = nameOf(tab) === name;
      tab.setAttribute('aria-selected', String(here));
      tab.tabIndex = here ? 0 : -1;
    }
  }

  /** Shows a part where the parts take turns. @param {string} name */
  turn(name) {
    if (this.#tabs.some((tab) => nameOf(tab) === name && tab.offsetWidth > 0)) this.select(name);
  }

  /** Where the parts take turns, gives them the whole screen. */
  reveal() {
    if (narrow.matches) this.#workbench.scrollIntoView();
  }

  /** Arrow keys walk along the tabs, as everywhere. @param {Event} event */
  #move(event) {
    const key = /** @type {KeyboardEvent} */ (event).key;
    const shown = this.#tabs.filter((tab) => tab.offsetWidth > 0);
    const at = shown.findIndex((tab) => nameOf(tab) === this.selected);
    const goals = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    if (!(key in goals)) return;
    event.preventDefault();
    const goal = shown.at(/** @type {Record<string, number>} */ (goals)[key] % shown.length);
    this.select(nameOf(/** @type {HTMLElement} */ (goal)));
    goal?.focus();
  }

  /** A part is a tab panel only while there are tabs. */
  #fit() {
    for (const tab of this.#tabs) {
      const name = nameOf(tab);
      const part = document.getElementById(`part-${name}`);
      const panel = narrow.matches || (compact.matches && name === 'lesson');
      if (panel) part?.setAttribute('role', 'tabpanel');
      else part?.removeAttribute('role');
      if (panel) part?.setAttribute('aria-labelledby', tab.id);
      else part?.removeAttribute('aria-labelledby');
    }
    if (!narrow.matches && ['notes', 'world'].includes(this.selected)) this.select('session');
  }
}

/** @param {HTMLElement} tab */
const nameOf = (tab) => tab.id.replace('tab-', '');
