// @ts-check
// The page of a lesson on real ports: it asks every second how the tasks stand and
// what was said, and draws what has changed.
import { t } from './say.js';

/**
 * @typedef {'done' | 'open' | 'page'} State
 * @typedef {{id: string, title: string, state: State, goals: {goal: string, state: State, said: string}[]}} Task
 * @typedef {{name: string, host: string, user: string, state: string, lines: number, open: boolean}} Connection
 * @typedef {{number: number, side: string, text: string, note: string, severity: string, rfc: string}} Line
 * @typedef {{tasks: Task[], count: number, connections: Connection[], shown: {name: string, lines: Line[]} | null}} Standing
 */

/** How long to wait between two questions, in milliseconds. */
const PACE = 1000;

const words = { done: t('done'), open: t('open'), page: t('in the page of the lesson') };

const { standing: door = '' } = /** @type {HTMLElement} */ (document.querySelector('[data-standing]')).dataset;

let chosen = ''; // connection to show; '' is the newest
const drawn = /** @type {Map<string, string>} */ (new Map()); // what stands in each part, as JSON

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} tag @param {string} [text] @param {Record<string, string>} [attributes]
 * @param {...Node} children
 */
function element(tag, text = '', attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  if (text) e.textContent = text;
  e.append(...children);
  return e;
}

/**
 * Draws a part anew where it shows something else now, and keeps the focus in it.
 * @param {string} id @param {unknown} data @param {() => Node[]} draw
 */
function part(id, data, draw) {
  const now = JSON.stringify(data);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  const name = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.name;
  place(id).replaceChildren(...draw());
  if (name) /** @type {HTMLElement | null} */ (place(id).querySelector(`[data-name="${CSS.escape(name)}"]`))?.focus();
}

/** @param {Task} task */
function drawTask(task) {
  const reasons = new Set(task.goals.filter((g) => g.state === task.state).map((g) => g.said));
  return element('li', '', { 'data-state': task.state },
    element('span', task.title), document.createTextNode(' – '),
    element('span', words[task.state], { class: 'standing' }),
    element('ul', '', {}, ...[...reasons].map((said) => element('li', said))));
}

/** @param {Connection} c @param {string} shown */
function drawConnection(c, shown) {
  const text = t('{name}: {user} on {host}, {state}, {lines|one line|# lines}', {
    name: c.name, user: c.user || t('nobody'), host: c.host, state: c.open ? c.state : t('ended'), lines: c.lines,
  });
  const button = element('button', text, { type: 'button', class: 'action', 'aria-pressed': String(c.name === shown), 'data-name': c.name });
  button.addEventListener('click', () => {
    chosen = c.name;
    ask();
  });
  return element('li', '', {}, button);
}

/** @param {Line} line */
function drawLine(line) {
  const remark = line.rfc && !line.note.includes(line.rfc) ? `${line.note} (${line.rfc})` : line.note;
  return element('li', '', { 'data-side': line.side, 'data-severity': line.severity },
    element('span', `${line.number} ${line.side}`, { class: 'number' }), element('code', line.text), element('span', remark, { class: 'remark' }));
}

/** @param {Standing} s */
function draw(s) {
  const done = s.tasks.filter(({ state }) => state === 'done').length;
  const standing = t('{done} of {all} tasks done. Connections so far: {count}', { done, all: s.tasks.length, count: s.count });
  if (place('standing').textContent !== standing) place('standing').textContent = standing;
  part('tasks', s.tasks, () => s.tasks.map(drawTask));
  const shown = s.shown;
  part('connections', [s.connections, shown?.name], () => s.connections.map((c) => drawConnection(c, shown?.name ?? '')));
  if (!shown) return;
  place('shown').textContent = t('Connection {name}', { name: shown.name });
  part('lines', shown, () => shown.lines.map(drawLine));
}

let asked = 0; // counts questions, so that an old answer is not drawn over a new one

async function ask() {
  const turn = ++asked;
  try {
    const answer = await fetch(`${door}?show=${encodeURIComponent(chosen)}`);
    const standing = await answer.json();
    if (turn === asked) draw(standing);
  } catch {
    place('standing').textContent = t('poplab does not answer. Was it stopped? Its last report stands in the terminal.');
  }
}

async function watch() {
  if (!document.hidden) await ask();
  setTimeout(watch, PACE);
}

watch();
