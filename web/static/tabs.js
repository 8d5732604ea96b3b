// @ts-check
// On a narrow screen the parts of a page take turns, as tabs. The stylesheet
// shows and hides by data-tab and has the same two limits.

/** Below this width session and notes take turns. */
export const narrow = matchMedia('(max-width: 47.49rem)');
/** Below this width the lesson takes turns with the console. */
const compact = matchMedia('(max-width: 68.74rem)');

export class Tabs {
  #workbench = /** @type {HTMLElement} */ (document.getElementById('workbench'));
  #tabs = /** @type {HTMLElement[]} */ ([...this.#workbench.querySelectorAll('[role=tab]')]);

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
    if (!narrow.matches && this.selected === 'notes') this.select('session');
  }
}

/** @param {HTMLElement} tab */
const nameOf = (tab) => tab.id.replace('tab-', '');
