// @ts-check
// The settings: a dialog that opens from the header. Each choice holds at once and is
// kept in this browser.
import { keepSettings, settings } from './progress.js';
import { t } from './say.js';

/** @typedef {import('./progress.js').Settings} Kept */

const chosen = settings();
const dialog = document.createElement('dialog');

/** Opens the dialog. */
export function open() {
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
}

/** @param {string} tag @param {(Node | string)[]} children @param {Record<string, unknown>} [properties] */
function make(tag, children, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** @param {'news' | 'scheme'} name @param {string} label @param {Record<string, string>} options by value @param {string} hint */
function choice(name, label, options, hint) {
  const select = /** @type {HTMLSelectElement} */ (make('select', [], { id: `set-${name}`, autocomplete: 'off' }));
  for (const [value, text] of Object.entries(options)) select.append(new Option(text, value, false, value === chosen[name]));
  select.addEventListener('change', () => hold({ ...chosen, [name]: select.value }));
  select.setAttribute('aria-describedby', `about-${name}`);
  return make('div', [
    make('label', [label], { htmlFor: select.id }), ' ', select,
    make('p', [hint], { id: `about-${name}`, className: 'meta' }),
  ]);
}

function chips() {
  const box = /** @type {HTMLInputElement} */ (make('input', [], { type: 'checkbox', id: 'set-chips', checked: chosen.chips }));
  box.addEventListener('change', () => hold({ ...chosen, chips: box.checked }));
  return make('div', [box, ' ', make('label', [t('Commands in the text can be pressed')], { htmlFor: box.id })]);
}

/** @param {Kept} wanted */
function hold(wanted) {
  Object.assign(chosen, wanted);
  keepSettings(chosen);
  apply();
}

/** The commands in the text, as buttons and as plain text. @type {Map<Element, Element>} */
const plain = new Map();

/** Makes the page as it is wanted. What a screen reader is told, the console looks up each time. */
function apply() {
  const root = document.documentElement;
  if (chosen.scheme) root.dataset.scheme = chosen.scheme;
  else delete root.dataset.scheme;
  const cards = [...document.querySelectorAll('template')].map(({ content }) => content); // of a deck, to be drawn
  for (const chip of [...document.querySelectorAll('#part-lesson .chip'), ...cards.flatMap((card) => [...card.querySelectorAll('.chip')])]) {
    if (!plain.has(chip)) plain.set(chip, make('code', [chip.textContent ?? '']));
  }
  for (const [chip, code] of plain) {
    if (chosen.chips) code.replaceWith(chip);
    else chip.replaceWith(code);
  }
}

dialog.className = 'settings';
dialog.setAttribute('aria-labelledby', 'settings-title');
dialog.append(make('form', [
  make('h2', [t('Settings')], { id: 'settings-title' }),
  choice('scheme', t('Colours'), { '': t('as the system has them'), light: t('light'), dark: t('dark') }, t('Of all pages, in this browser.')),
  choice('news', t('A screen reader is told'), {
    short: t('the reply in short'),
    lines: t('every line'),
    notes: t('the note only'),
    nothing: t('nothing'),
  }, t('Of each answer, as soon as it is there. The whole session can be read in any case.')),
  chips(),
  make('button', [t('Close')], { className: 'action' }),
], { method: 'dialog' }));
apply();
