// @ts-check
// A deck of claims: some are drawn for each learner and judged one after the other.
import { Card } from './card.js';
import { t } from './say.js';
import { shuffled } from './shuffle.js';
import { focus, Step } from './step.js';
import { element } from './transcript.js';

export class Deck extends Step {
  #place = this.part('.draw');
  #table = this.part('.table');
  #drawn = /** @type {HTMLTemplateElement[]} */ ([]);
  #said = /** @type {string[]} */ ([]); // verdicts so far, in order

  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    this.part('.draw-cards').addEventListener('click', () => this.#begin());
    this.part('.next-card').addEventListener('click', () => { this.#next(); this.#lead(); });
    this.#deal();
    this.#said = this.kept('said').split(' ').filter(Boolean).slice(0, this.#drawn.length);
    this.show();
    if (this.#said.length > 0) this.#next();
  }

  /** Which draw this is; 0 before the first one. */
  get #turn() { return Number.parseInt(this.kept('turn'), 10) || 0; }

  /** @returns {HTMLTemplateElement[]} */
  get #cards() { return /** @type {any} */ (this.parts('template')); }

  /** The cards as they were drawn before the page was left: the learner may have another name since. */
  #deal() {
    const names = this.kept('drawn').split(' ');
    this.#drawn = names.flatMap((name) => this.#cards.filter(({ dataset }) => dataset.card === name));
    if (this.#drawn.length !== Number(this.#place.dataset.draw)) this.#drawn = [];
  }

  #draw() {
    const { seed } = this.lesson.desk;
    const from = [seed.class, seed.learner, seed.lesson, seed.attempt, this.id, this.#turn].join('\0');
    this.#drawn = shuffled(this.#cards, from).slice(0, Number(this.#place.dataset.draw));
    this.hold('drawn', this.#drawn.map(({ dataset }) => dataset.card).join(' '));
  }

  #begin() {
    this.hold('turn', String(this.#turn + 1));
    this.hold('said', '');
    this.#said = [];
    this.#draw();
    this.#next();
    this.#lead();
  }

  /** Puts the next card on the table, or the result. */
  #next() {
    const at = this.#said.length;
    this.part('.missed').replaceChildren();
    this.part('.next-card').hidden = true;
    this.part('.draw-cards').hidden = at < this.#drawn.length;
    if (at === this.#drawn.length) {
      this.#end();
      return;
    }
    const count = t('Card {n} of {all}', { n: at + 1, all: this.#drawn.length });
    this.#table.replaceChildren(element('h3', '', count), this.#drawn[at].content.cloneNode(true));
    new Card(/** @type {HTMLElement} */ (this.#table.querySelector('.card')), this.lesson.desk, (verdict) => this.#judged(verdict));
    this.tell('');
  }

  /** Leads to the new card, or to the result. */
  #lead() {
    const heading = this.#table.querySelector('h3');
    if (heading) focus(heading);
    else this.focus();
  }

  /** @param {string} verdict */
  #judged(verdict) {
    this.#said.push(verdict);
    this.hold('said', this.#said.join(' '));
    const next = this.part('.next-card');
    next.hidden = false;
    next.textContent = this.#said.length < this.#drawn.length ? t('Next card') : t('See the result');
  }

  #end() {
    const missed = this.#drawn.filter((card, i) => verdictOf(card) !== this.#said[i]);
    const right = this.#drawn.length - missed.length;
    const enough = right >= Number(this.#place.dataset.pass);
    if (enough) this.finish([]);
    this.#table.replaceChildren();
    this.part('.draw-cards').textContent = t('Draw again');
    this.part('.missed').replaceChildren(...missed.map(again));
    this.tell([
      t('{right} of {all} right.', { right, all: this.#drawn.length }),
      enough ? '' : t('{n|1 is|# are} needed.', { n: Number(this.#place.dataset.pass) }),
      missed.length > 0 ? t('These are worth another look:') : '',
    ].filter(Boolean).join(' '));
  }
}

/** @param {HTMLTemplateElement} card */
const verdictOf = (card) => /** @type {HTMLElement} */ (card.content.querySelector('.card')).dataset.verdict;

/** What a card that was missed says, and why. @param {HTMLTemplateElement} card */
function again(card) {
  const item = document.createElement('li');
  for (const part of card.content.querySelectorAll('blockquote, .because')) item.append(part.cloneNode(true));
  const truth = element('strong', 'verdict', `${NAMES[verdictOf(card) ?? '']}. `);
  item.querySelector('.because')?.prepend(truth);
  return item;
}

/** @type {Record<string, string>} */
const NAMES = { right: t('Right'), half: t('Half right'), outdated: t('Outdated'), wrong: t('Wrong') };
