// @ts-check
// What can be made to happen in this world: each button types its line.
import { made, types } from './draw.js';
import { t } from './say.js';

/** Kinds of events: name, and the lines that are of it. @type {[string, RegExp, () => string][]} */
const KINDS = [
  ['time', /^wait /, () => t('Time goes by')],
  ['mail', /^(deliver|queue|read)\b/, () => t('Mail')],
  ['device', /^check /, () => t('Devices')],
  ['cable', /^(pull|plug)\b/, () => t('Cables')],
  ['window', /^window /, () => t('Other windows')],
  ['disk', /^(disk|stop|start)\b/, () => t('Servers')],
  ['attack', /^attacker /, () => t('An attacker')],
  ['else', /^(?!mode )/, () => t('Else')],
];

/** The contrary of a line takes its place, and the focus stays. @type {Record<string, string>} */
const CONTRARY = { plug: 'pull', free: 'full', off: 'on', start: 'stop' };

/** @param {import('./engine.js').Around} _ @param {import('./engine.js').Answer} answer @returns {Node[]} */
export function events(_, { moves }) {
  const left = new Set(moves);
  const rows = KINDS.map(([name, lines, label]) => {
    const mine = [...left].filter((move) => lines.test(move));
    for (const move of mine) left.delete(move);
    return row(name, label(), mine);
  });
  return [made('div', { class: 'events', role: 'group', 'aria-label': t('World') }, ...rows.filter((row) => row !== undefined))];
}

/** @param {string} name @param {string} label @param {string[]} moves */
function row(name, label, moves) {
  if (moves.length === 0) return undefined;
  return made('div', { class: 'kind', key: name },
    made('span', { class: 'name' }, label),
    made('div', { class: 'moves' }, ...moves.map((move) => types(move, move, keyOf(move))), name === 'time' ? own() : ''));
}

/** @param {string} move */
const keyOf = (move) => move.replace(/\b(plug|free|off|start)\b/, (word) => CONTRARY[word]);

/** Any other time. */
function own() {
  return made('form', { class: 'own', key: 'own', method: 'dialog', autocomplete: 'off' },
    made('input', { type: 'number', name: 'many', min: 1, max: 999, value: 3, required: true, 'aria-label': t('How long') }),
    made('select', { name: 'unit', 'aria-label': t('Unit of time'), autocomplete: 'off' },
      ...[['minutes', t('minutes')], ['hours', t('hours')], ['days', t('days')]].map(([value, name]) => made('option', { value }, name))),
    made('button', { type: 'submit', class: 'action' }, t('Wait')));
}
