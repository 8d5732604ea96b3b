// @ts-check
// Cards that are asked from memory: when each is due, and what became of it. A card that
// was known comes again after 1 day, then 3, 7, 14 and 30; one that was not, in the
// same sitting.
import { recall } from './progress.js';
import { t } from './say.js';

/** Days until a card comes again, by how often in a row it was known. */
const DAYS = [1, 3, 7, 14, 30];

/** How many other cards are asked before one that was not known, if there are any. */
const BETWEEN = 2;

/** The day, counted in the learner's own time zone. */
const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000);

export class Memory {
  #cards;
  #turn = 0; // cards asked in this sitting

  /**
   * @param {HTMLElement} place that has the cards
   * @param {{kept: (key: string) => string, keep: (key: string, value: string) => void}} browser
   * @param {(said: string) => void} settled
   */
  constructor(place, browser, settled) {
    this.#cards = [...place.querySelectorAll('form')].map((form) => new Card(form, browser, settled));
  }

  /** The card to be asked now, if one is due. @returns {Card | undefined} */
  next() {
    const begun = this.#cards.filter((card) => card.begun);
    const due = (begun.length > 0 ? begun : this.#cards).filter((card) => card.due);
    const turn = ++this.#turn;
    const card = due.find((card) => card.asked > 0 && turn - card.asked > BETWEEN)
      ?? due.find((card) => card.asked === 0 && card.known)
      ?? due.find((card) => card.asked === 0)
      ?? due[0];
    if (card) card.asked = turn;
    return card;
  }
}

export class Card {
  /** The turn of this sitting in which it was asked last; 0 if it was not. */
  asked = 0;
  #form;
  #browser;
  #input;

  /** @param {HTMLFormElement} form @param {ConstructorParameters<typeof Memory>[1]} browser @param {(said: string) => void} settled */
  constructor(form, browser, settled) {
    this.#form = form;
    this.#browser = browser;
    this.#input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#input.readOnly) return;
      this.#settle();
      settled(this.#part('.result').textContent ?? '');
    });
  }

  /** Whether a task of its lesson is done. */
  get begun() { return Object.keys(recall(this.#form.dataset.from ?? '').tasks).length > 0; }

  /** Whether it was asked on an earlier day. */
  get known() { return this.#kept !== undefined; }

  /** A day that is farther away than any can be was written by a clock that went wrong. */
  get due() {
    const kept = this.#kept;
    const days = kept ? kept.day - today() : 0;
    return days <= 0 || days > (DAYS.at(-1) ?? 0);
  }

  /** How often in a row it was known, and the day on which it comes again. */
  get #kept() {
    const found = /^([0-5]) (\d+)$/.exec(this.#browser.kept(this.#key));
    return found ? { level: Number(found[1]), day: Number(found[2]) } : undefined;
  }

  get #key() { return this.#form.dataset.card ?? ''; }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) { return /** @type {HTMLElement} */ (this.#form.querySelector(selector)); }

  /** Puts the question. */
  ask() {
    this.#show(false);
    this.#input.value = '';
    this.#part('.result').textContent = '';
    this.#form.hidden = false;
    this.#input.focus();
  }

  hide() { this.#form.hidden = true; }

  /** @param {boolean} settled */
  #show(settled) {
    this.#input.readOnly = settled;
    this.#part('button').hidden = settled;
    this.#part('.truth').hidden = !settled;
  }

  #settle() {
    const answers = (this.#form.dataset.answers ?? '').split('\n');
    const right = answers.some((answer) => plain(answer) === plain(this.#input.value));
    const level = right ? Math.min((this.#kept?.level ?? 0) + 1, DAYS.length) : 0;
    const days = right ? DAYS[level - 1] : 0;
    this.#browser.keep(this.#key, `${level} ${today() + days}`);
    this.#part('.result').textContent = right
      ? t('Right. This comes again in {days|a day|# days}.', { days })
      : t('Not right. It is {answer}. This comes again soon.', { answer: answers[0] });
    this.#show(true);
  }
}

/** An answer without what makes no difference: case, blanks, quotation marks, a full stop behind words. @param {string} text */
function plain(text) {
  return text.toLowerCase().replace(/["'`“”]/g, '').trim().replace(/\s+/g, ' ').replace(/([^.])\.$/, '$1');
}
