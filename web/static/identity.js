// @ts-check
// Whose mailbox a lesson makes: a class code and a name, kept in this browser. A
// link may bring them behind its "#", which no server is told.
import { address, fragment } from './asset.js';
import { identity, keepIdentity } from './progress.js';
import { t } from './say.js';

/** Events: "change" (another learner). */
export class Identity extends EventTarget {
  #place = /** @type {HTMLElement} */ (document.getElementById('identity'));
  #code = /** @type {HTMLInputElement} */ (document.getElementById('class'));
  #name = /** @type {HTMLInputElement} */ (document.getElementById('learner'));

  constructor() {
    super();
    this.#read();
    this.#show();
    this.#place.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#keep(this.#code.value, this.#name.value);
      this.dispatchEvent(new Event('change'));
    });
    addEventListener('hashchange', () => { if (this.#read()) this.dispatchEvent(new Event('change')); });
  }

  /** Takes what the address brings, and takes it out of there: what is kept may change later. */
  #read() {
    const brought = new URLSearchParams(fragment().slice(1));
    if (!brought.has('class') && !brought.has('learner')) return false;
    this.#keep(brought.get('class') ?? '', brought.get('learner') ?? '');
    history.replaceState(null, '', address());
    return true;
  }

  /** @param {string} code @param {string} name */
  #keep(code, name) {
    keepIdentity({ class: tidy(code), learner: tidy(name) });
    this.#show();
  }

  #show() {
    const { class: code, learner } = identity();
    this.#code.value = code;
    this.#name.value = learner;
    /** @type {HTMLElement} */ (this.#place.querySelector('.result')).textContent = madeFor(learner, code);
  }
}

/** @param {string} learner @param {string} code of the class; either may be "" */
function madeFor(learner, code) {
  if (learner) return code ? t('Made for {learner} of the class {code}.', { learner, code }) : t('Made for {learner}.', { learner });
  return code ? t('Made for this browser in the class {code}.', { code }) : t('Made for this browser.');
}

/** A word that people write down: nothing invisible in it. @param {string} text */
const tidy = (text) => [...text.replaceAll(/\p{Cc}/gu, ' ').trim()].slice(0, 64).join('');
