// @ts-check
// What a lesson says of a world that is made for each learner: <span data-fact="word">
// and the chips with {word} get the words of this one.

/** What stands in a text for a fact. */
const PLACE = /\{([a-z0-9-]+)\}/g;

export class Facts {
  #facts = /** @type {Record<string, string>} */ ({});
  #chips = /** @type {{chip: HTMLElement, line: string}[]} */ ([]);

  /** @param {import('./learner.js').LearnerConsole} desk that knows the facts */
  constructor(desk) {
    for (const chip of document.querySelectorAll('.lesson [data-command*="{"]')) {
      if (chip instanceof HTMLElement) this.#chips.push({ chip, line: chip.dataset.command ?? '' });
    }
    desk.addEventListener('answer', () => this.#learn(desk.facts));
  }

  /** @param {Record<string, string>} facts */
  #learn(facts) {
    if (JSON.stringify(facts) === JSON.stringify(this.#facts)) return;
    this.#facts = facts;
    for (const place of document.querySelectorAll('.lesson [data-fact]')) {
      const fact = facts[/** @type {HTMLElement} */ (place).dataset.fact ?? ''];
      if (fact !== undefined) place.textContent = fact;
    }
    for (const { chip, line } of this.#chips) {
      chip.dataset.command = chip.textContent = filled(line, facts);
    }
  }
}

/** A line with what stands there for {word} and the like. @param {string} line @param {Record<string, string>} facts */
export const filled = (line, facts) => line.replace(PLACE, (place, name) => facts[name] ?? place);
