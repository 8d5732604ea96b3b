// @ts-check
// A transcript with holes: what is filled in is compared, and a wrong text gets its
// reason where the lesson has one.
import { t } from './say.js';
import { Step } from './step.js';

export class Gaps extends Step {
  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    for (const hole of this.#holes) {
      hole.value = this.kept(hole.id);
      hole.addEventListener('input', () => {
        this.hold(hole.id, hole.value);
        mark(hole, '', '');
      });
      hole.addEventListener('keydown', ({ key, isComposing }) => { if (key === 'Enter' && !isComposing) this.#try(); });
    }
    this.part('.check').addEventListener('click', () => this.#try());
    this.show();
    if (this.done) this.#check();
  }

  /** @returns {HTMLInputElement[]} */
  get #holes() { return /** @type {any} */ (this.parts('.hole')); }

  #check() {
    const holes = this.#holes;
    const right = holes.filter((hole) => this.#judge(hole)).length;
    const open = holes.filter(({ value }) => value.trim() === '').length;
    if (right === holes.length) this.finish([]);
    const result = t('{right} of {all} right.', { right, all: holes.length });
    this.tell(open > 0 ? `${result} ${t('{n} still empty.', { n: open })}` : result);
  }

  /** Leads to the first wrong gap, if there is one. */
  #try() {
    this.#check();
    this.#holes.find(({ ariaInvalid }) => ariaInvalid === 'true')?.focus();
  }

  /** @param {HTMLInputElement} hole @returns {boolean} right */
  #judge(hole) {
    const { value, dataset: { fills = '', keyword } } = hole;
    if (value.trim() === '') {
      mark(hole, '', '');
      return false;
    }
    const form = keyword === 'true' ? asCommand : asText;
    const right = fills.split('\n').some((fill) => form(fill) === form(value));
    if (right) mark(hole, 'false', t('Right.'));
    else mark(hole, 'true', `${t('Not right.')} ${this.#reason(form, value)}`.trim());
    return right;
  }

  /** Why a text is wrong, or "". @param {(text: string) => string} form @param {string} value */
  #reason(form, value) {
    const reason = this.parts('.reasons > [data-fill]').find(({ dataset }) => form(dataset.fill ?? '') === form(value));
    return reason?.textContent?.trim() ?? '';
  }
}

/** @param {HTMLInputElement} hole @param {''|'true'|'false'} invalid "" for neither @param {string} said */
function mark(hole, invalid, said) {
  hole.ariaInvalid = invalid || null;
  const place = document.getElementById(`${hole.id}-said`);
  if (place) place.textContent = said;
}

/** How many blanks there are does not matter. @param {string} text */
const asText = (text) => text.trim().replaceAll(/\s+/g, ' ');

/** Nor does the case of a keyword. @param {string} text */
const asCommand = (text) => asText(text).replace(/^\S+/, (word) => word.toUpperCase());
