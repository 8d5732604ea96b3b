// @ts-check
// A session in a wrong order. The learner moves its lines and leaves out what does not
// belong there; "Run it" plays them in a world of their own, and the goals decide.
import { filled } from './facts.js';
import { t } from './say.js';
import { shuffled } from './shuffle.js';
import { Step, write } from './step.js';
import { element } from './transcript.js';

export class Order extends Step {
  #list = this.part('ol.sequence');
  #out = this.part('ul.sequence');
  #lines = new Map(this.parts('.sequence > li').map((item) => [item, item.dataset.line ?? ''])); // as the lesson has them
  #dragged = /** @type {HTMLElement | undefined} */ (undefined);
  #runs = 0;

  /** @param {HTMLElement} section @param {import('./step.js').Lesson} lesson */
  constructor(section, lesson) {
    super(section, lesson);
    this.#arrange();
    for (const list of [this.#list, this.#out]) {
      list.addEventListener('click', (event) => this.#pressed(/** @type {Element} */ (event.target)));
    }
    this.part('.run').addEventListener('click', () => this.#run());
    this.#drag();
    this.show();
  }

  /** The lines as they were left, or shuffled for this learner. */
  #arrange() {
    const items = /** @type {HTMLElement[]} */ ([...this.#list.children]);
    const byIndex = new Map(items.map((item) => [item.dataset.index ?? '', item]));
    const [kept, out] = this.kept('order').split('|').map((part) => part.split(' ').filter((index) => byIndex.has(index)));
    const whole = new Set([...kept, ...out ?? []]).size === items.length && kept.length + (out ?? []).length === items.length;
    const { seed } = this.lesson.desk;
    const order = whole ? kept : shuffled([...byIndex.keys()], [seed.class, seed.learner, seed.lesson, seed.attempt, this.id].join('\0'));
    this.#list.append(...order.map((index) => /** @type {HTMLElement} */ (byIndex.get(index))));
    if (whole && out) this.#out.append(...out.map((index) => /** @type {HTMLElement} */ (byIndex.get(index))));
    this.#changed();
  }

  /** Puts the facts of this world into the lines. */
  fill() {
    for (const [item, line] of this.#lines) {
      item.dataset.line = filled(line, this.lesson.desk.facts);
      /** @type {HTMLElement} */ (item.querySelector('code')).textContent = item.dataset.line;
    }
    this.#changed();
  }

  /** @param {Element} target */
  #pressed(target) {
    const button = /** @type {HTMLButtonElement | null} */ (target.closest('[data-move]'));
    const item = button?.closest('li');
    if (!button || !item || button.ariaDisabled === 'true') return;
    const move = button.dataset.move;
    if (move === 'up') item.previousElementSibling?.before(item);
    else if (move === 'down') item.nextElementSibling?.after(item);
    else (this.#isOut(item) ? this.#list : this.#out).append(item);
    this.#moved(item);
    button.focus(); // a moved element loses it
  }

  /** @param {Element} item */
  #isOut(item) { return item.parentElement === this.#out; }

  /** Keeps and tells the new order. @param {HTMLElement} item that was moved */
  #moved(item) {
    this.#changed();
    const indexes = (/** @type {Element} */ list) => [...list.children].map((child) => /** @type {HTMLElement} */ (child).dataset.index).join(' ');
    this.hold('order', `${indexes(this.#list)}|${indexes(this.#out)}`);
    const at = [...this.#list.children].indexOf(item) + 1;
    const { line = '' } = item.dataset;
    this.tell(at > 0 ? t('{line} is line {at} of {all}.', { line, at, all: this.#list.children.length }) : t('{line} is left out.', { line }));
  }

  /** Fits the buttons to where their lines are. */
  #changed() {
    for (const item of [...this.#list.children, ...this.#out.children]) {
      const out = this.#isOut(item);
      for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (item.querySelectorAll('[data-move]'))) {
        const { move } = button.dataset;
        const stuck = move === 'up' ? !item.previousElementSibling : move === 'down' && !item.nextElementSibling;
        button.ariaDisabled = String(stuck);
        button.hidden = out && move !== 'out';
        if (move === 'out') button.textContent = out ? t('Put back') : t('Leave out');
        const { line = '' } = /** @type {HTMLElement} */ (item).dataset;
        button.ariaLabel = nameOf(move, out, line);
      }
      /** @type {HTMLElement} */ (item).draggable = !out;
    }
    this.part('.aside').hidden = this.#out.children.length === 0;
  }

  /** A pointer may drag lines too. */
  #drag() {
    this.#list.addEventListener('dragstart', (event) => {
      this.#dragged = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('li')) ?? undefined;
    });
    this.#list.addEventListener('dragover', (event) => {
      const over = /** @type {Element} */ (event.target).closest('li');
      if (!this.#dragged || !over) return;
      event.preventDefault();
      const { top, height } = over.getBoundingClientRect();
      if (over === this.#dragged) return;
      if (event.clientY < top + height / 2) over.before(this.#dragged);
      else over.after(this.#dragged);
    });
    this.#list.addEventListener('dragend', () => {
      if (this.#dragged) this.#moved(this.#dragged);
      this.#dragged = undefined;
    });
  }

  async #run() {
    const turn = ++this.#runs;
    const { start = '', tasks = '' } = this.#list.dataset;
    const items = /** @type {HTMLElement[]} */ ([...this.#list.children]);
    const lines = items.map((item) => this.#lines.get(item) ?? '');
    const before = start ? start.split('\n') : [];
    this.tell(t('Running.'));
    try {
      const { desk } = this.lesson;
      const outcome = await desk.rehearse(tasks, [...before, ...lines].map((line) => filled(line, desk.facts)));
      if (turn === this.#runs) this.#show(items, lines, outcome);
    } catch (error) {
      this.tell(/** @type {Error} */ (error).message);
    }
  }

  /**
   * @param {HTMLElement[]} items @param {string[]} lines
   * @param {Awaited<ReturnType<import('./learner.js').LearnerConsole['rehearse']>>} outcome
   */
  #show(items, lines, { rows, tasks }) {
    const state = tasks[0];
    for (const reason of this.parts('.reason')) reason.hidden = true;
    for (const item of items) item.querySelector('.reason')?.removeAttribute('hidden');
    for (const mistake of this.parts('.mistakes > li')) mistake.hidden = mistake.dataset.run !== lines.join('\n');
    write(this.part('.verdicts'), state.goals.map(({ met, said }) => (met ? t('Met: {said}', { said }) : t('Not met: {said}', { said }))));
    this.part('.ran').hidden = false;
    this.part('.ran ol').replaceChildren(...rows.map(sessionLine));
    if (state.done) this.finish(state.goals.map(({ said }) => said));
    this.tell(state.done ? t('It works. {task} is done.', { task: this.name }) : t('Not yet: see below what happened.'));
  }
}

/** What a button does, and with which line. @param {string | undefined} move @param {boolean} out @param {string} line */
function nameOf(move, out, line) {
  if (move === 'up') return t('Move {line} up', { line });
  if (move === 'down') return t('Move {line} down', { line });
  return out ? t('Put back {line}', { line }) : t('Leave out {line}', { line });
}

/** @param {import('./engine.js').Row} row */
function sessionLine({ i, side, text }) {
  const item = document.createElement('li');
  item.dataset.number = String(i + 1); // that the goals speak of
  const line = element('div', 'line');
  line.dataset.side = side;
  line.append(element('span', 'side', side === 'L' ? '' : side), ' ', element('span', 'text', text));
  item.append(line);
  return item;
}
