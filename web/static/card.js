// @ts-check
// A claim: a sentence, a verdict by the learner, and then what is true and why.
import { t } from './say.js';
import { Step } from './step.js';

/** @typedef {import('./learner.js').LearnerConsole} LearnerConsole */

/** What is true, by verdict. @type {Record<string, string>} */
const TRUTH = {
  right: t('The sentence is right.'),
  half: t('The sentence is half right.'),
  outdated: t('The sentence is outdated: it was right once.'),
  wrong: t('The sentence is wrong.'),
};

export class Card {
  #place;

  /**
   * @param {HTMLElement} place
   * @param {LearnerConsole} desk that plays the session of the card
   * @param {(verdict: string) => void} judged
   */
  constructor(place, desk, judged) {
    this.#place = place;
    for (const button of this.#buttons) {
      button.addEventListener('click', () => {
        if (button.ariaDisabled === 'true') return;
        this.settle(button.value);
        judged(button.value);
      });
    }
    const play = /** @type {HTMLElement | null} */ (place.querySelector('.play'));
    play?.addEventListener('click', () => {
      desk.show(play.dataset.world ?? '', (play.dataset.typed ?? '').split('\n'));
    });
  }

  /** @returns {NodeListOf<HTMLButtonElement>} */
  get #buttons() { return this.#place.querySelectorAll('button[value]'); }

  /** Shows a verdict and the truth. @param {string} verdict */
  settle(verdict) {
    for (const button of this.#buttons) {
      button.ariaPressed = String(button.value === verdict);
      button.ariaDisabled = 'true'; // and not disabled, which would take the focus away
    }
    const { verdict: truth = '' } = this.#place.dataset;
    /** @type {HTMLElement} */ (this.#place.querySelector('.verdict')).textContent =
      `${verdict === truth ? t('You are right.') : t('Not this time.')} ${TRUTH[truth]}`;
    /** @type {HTMLElement} */ (this.#place.querySelector('.truth')).hidden = false;
  }
}

/** A claim that is a step of the lesson: it is done when it is judged. */
export class Claim extends Step {
  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    const card = new Card(this.part('.card'), lesson.desk, (verdict) => {
      this.hold('verdict', verdict);
      this.finish([]);
    });
    const verdict = this.kept('verdict');
    if (verdict in TRUTH) card.settle(verdict);
    this.show();
  }
}
