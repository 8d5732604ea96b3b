// @ts-check
// The machines that fetch the mail of this world: a mail program each, and what it
// has stored. Each control types its line.
import { made, types } from './draw.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Around} Around */
/** @typedef {Around['devices'][number]} Device */

/** What a mode does, in words. @type {Record<string, () => string>} */
const MODES = {
  delete: () => t('download and delete'),
  keep: () => t('download and keep'),
  uidl: () => t('keep, remember unique-ids'),
  headers: () => t('headers only'),
};

/** @param {Around} around @param {import('./engine.js').Answer} answer @returns {Node[]} */
export function devices({ devices }, { window }) {
  if (devices.length === 0) return [made('p', {}, t('This world has no devices: nobody fetches mail but you.'))];
  return [made('div', { class: 'devices' }, ...devices.map((device) => machine(device, window)))];
}

/** @param {Device} device @param {string} window at which the learner sits */
function machine(device, window) {
  const { name, host, user, program, cable, said } = device;
  return made('section', { role: 'group', class: 'device', key: name, 'aria-labelledby': `device-${name}` },
    made('p', { class: 'title', id: `device-${name}` }, name),
    made('p', { class: 'meta' }, t('{program}, mail of {user} at {host}', { program, user, host })),
    mode(device),
    made('div', { class: 'moves' },
      types(`check ${name}`, t('Check mail'), 'check'),
      window === name ? made('span', { class: 'meta', key: 'watched' }, t('Its session is in sight.')) : types(`window ${name}`, t('Watch'), 'watch'),
      cable ? types(`pull ${name}`, t('Pull the cable'), 'cable') : types(`plug ${name}`, t('Plug it in'), 'cable')),
    cable ? '' : made('p', { key: 'out' }, t('The cable is pulled.')),
    said === '' ? '' : made('p', { class: 'said', translate: 'no', key: 'said' }, said),
    store(device));
}

/** @param {Device} device */
function mode({ name, mode, modes }) {
  return made('label', { class: 'choice' }, `${t('Mode')} `,
    made('select', { 'data-mode': `mode ${name}`, autocomplete: 'off' },
      ...modes.map((value) => made('option', { value, selected: value === mode }, MODES[value]?.() ?? value))));
}

/** What the machine has. @param {Device} device */
function store({ name, checks, store }) {
  if (store.length === 0) {
    return made('p', { class: 'meta', key: 'none' }, checks === 0 ? t('It has not checked yet, and stores nothing.') : t('It stores nothing.'));
  }
  const whole = store.filter((message) => message.whole).length;
  return made('div', { class: 'store', key: 'store' },
    made('p', { class: 'meta', id: `store-${name}` }, whole === store.length
      ? t('Stored: {n|1 message|# messages}', { n: whole })
      : t('Stored: {n} whole, {heads} headers only', { n: whole, heads: store.length - whole })),
    made('table', { 'aria-labelledby': `device-${name} store-${name}` },
      made('thead', {}, made('tr', {},
        made('th', { scope: 'col' }, t('Subject')),
        made('th', { scope: 'col', class: 'count' }, t('Octets')),
        made('th', { scope: 'col' }, t('On the server')))),
      made('tbody', {}, ...store.map(({ octets, subject, whole, there }) => made('tr', {},
        made('td', {}, whole ? subject : t('{subject} (headers)', { subject })),
        made('td', { class: 'count' }, String(octets)),
        made('td', {}, there ? t('still there') : t('gone')))))));
}
