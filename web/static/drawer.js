// @ts-check
// The drawer: the world around the session, in views that take turns. Only the view
// in sight is drawn, and nothing while the drawer is closed.
import { settle } from './draw.js';
import { devices } from './devices.js';
import { events } from './events.js';
import { heard } from './heard.js';
import { maildrops } from './maildrop.js';
import { Way } from './way.js';
import { narrow } from './workbench.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./engine.js').Around} Around */
/** @typedef {(around: Around, answer: Answer) => Node[]} View */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Pixels from the end of a list within which its reader follows it. */
const NEAR = 24;

export class Drawer {
  #desk;
  #answer;
  #way = new Way();
  #views = /** @type {Record<string, View>} */ ({ maildrop: maildrops, devices, heard, way: (around) => this.#way.draw(around), events });
  #tabs = /** @type {HTMLElement[]} */ ([...byId('drawer').querySelectorAll('[role=tab]')]);
  #drawn = ''; // the view that shows how things stand
  #engine; // whose world it was

  /** @param {import('./console.js').Console} desk @param {Answer | undefined} answer the newest */
  constructor(desk, answer) {
    this.#desk = desk;
    this.#answer = answer;
    desk.addEventListener('answer', (event) => {
      this.#answer = /** @type {CustomEvent} */ (event).detail;
      this.#drawn = '';
      this.#draw();
    });
    new ResizeObserver(() => this.#draw()).observe(byId('drawer-body'));
    this.#listen();
  }

  #listen() {
    const drawer = byId('drawer');
    for (const tab of this.#tabs) tab.addEventListener('click', () => this.#select(tab));
    drawer.querySelector('[role=tablist]')?.addEventListener('keydown', (event) => this.#walk(/** @type {KeyboardEvent} */ (event)));
    for (const type of ['click', 'change', 'submit']) drawer.addEventListener(type, (event) => this.#type(event));
  }

  /** @param {HTMLElement} tab */
  #select(tab) {
    panelOf(tab).hidden = false; // before the others go: without any, the session would grow and lose its place
    for (const other of this.#tabs) {
      other.ariaSelected = String(other === tab);
      other.tabIndex = other === tab ? 0 : -1;
      panelOf(other).hidden = other !== tab;
    }
    this.#drawn = '';
    this.#draw();
  }

  /** Arrow keys walk along the tabs, as everywhere. @param {KeyboardEvent} event */
  #walk(event) {
    const at = this.#tabs.findIndex((tab) => tab.ariaSelected === 'true');
    const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const tab = /** @type {HTMLElement} */ (this.#tabs.at(goal % this.#tabs.length));
    this.#select(tab);
    tab.focus();
  }

  /** Whatever is pressed or chosen here types its line. @param {Event} event */
  #type(event) {
    const place = /** @type {HTMLElement} */ (event.target);
    if (event.type === 'submit') event.preventDefault();
    const line = event.type === 'submit' ? waiting(/** @type {HTMLFormElement} */ (place))
      : event.type === 'click' ? /** @type {HTMLElement | null} */ (place.closest('[data-line]'))?.dataset.line
      : place instanceof HTMLSelectElement && place.dataset.mode ? `${place.dataset.mode} ${place.value}` : '';
    if (!line) return;
    this.#desk.enter(line);
    if (narrow.matches && line.startsWith('window ')) this.#turn();
  }

  /** Where the parts take turns, who goes to another window comes to see it. */
  #turn() {
    this.#desk.tabs.select('session');
    byId('tab-session').focus();
  }

  /** Draws the view in sight, if it does not show already how things stand. */
  #draw() {
    const tab = /** @type {HTMLElement} */ (this.#tabs.find((tab) => tab.ariaSelected === 'true'));
    const name = tab.id.replace('view-', '');
    const panel = panelOf(tab);
    const { engine } = this.#desk;
    if (name === this.#drawn || panel.offsetHeight === 0 || !this.#answer || !engine) return;
    if (engine !== this.#engine) this.#way.forget();
    this.#engine = engine;
    this.#drawn = name;
    const focus = panel.contains(document.activeElement);
    const box = narrow.matches ? byId('part-world') : panel; // that scrolls
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    settle(panel, this.#views[name](engine.around(), this.#answer));
    if (focus && !panel.contains(document.activeElement)) panel.focus();
    if (name === 'heard' && atEnd) box.scrollTop = box.scrollHeight;
    if (name === 'way') this.#way.move();
  }
}

/** @param {HTMLElement} tab */
const panelOf = (tab) => byId(tab.getAttribute('aria-controls') ?? '');

/** The line of the form of events.js. @param {HTMLFormElement} form */
function waiting(form) {
  const [many, unit] = new FormData(form).values();
  return `wait ${many} ${unit}`;
}
