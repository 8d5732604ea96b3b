// @ts-check
// The panel under "Save": the session as a file in one of many formats, or on the
// clipboard as the block of markdown that lessons are made of.
import { t } from './say.js';

/** @typedef {import('./transcript.js').TranscriptView} TranscriptView */

/** What files are good for, by the name of their format. @type {[string, string, string][]} */
const FORMATS = [
  ['markdown', 'Markdown', t('The session as lessons write it, with the notes below')],
  ['html', 'HTML', t('A page for print, with the notes beside the lines')],
  ['text', t('Text'), t('Each line with its note below it')],
  ['cast', 'asciicast', t('A recording that asciinema plays')],
  ['pcap', 'pcap', t('A packet capture for Wireshark')],
  ['pcapng', 'pcapng', t('A packet capture for Wireshark, with the notes as comments')],
  ['eml', t('Message (.eml)'), t('The mail of the last RETR at or before the line you chose')],
];

/** Milliseconds after which the browser surely has begun to write a file. */
const TAKEN = 60_000;

export class Saving {
  #view;
  #button = /** @type {HTMLElement} */ (document.getElementById('save'));
  #panel = /** @type {HTMLElement} */ (document.getElementById('formats'));
  #mask = document.createElement('input');
  #said = document.createElement('p');

  /** @param {TranscriptView} view */
  constructor(view) {
    this.#view = view;
    this.#said.role = 'status';
    this.#panel.append(...FORMATS.map((format) => this.#offer(...format)), this.#copy(), this.#hide(), this.#said);
    this.#panel.parentElement?.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#panel.hidden) return;
      this.turn();
      this.#button.focus();
    });
    addEventListener('pointerdown', (event) => {
      if (!this.#panel.hidden && !this.#panel.parentElement?.contains(/** @type {Node} */ (event.target))) this.turn();
    });
  }

  /** Opens or closes the panel. */
  turn() {
    this.#panel.hidden = !this.#panel.hidden;
    this.#button.ariaExpanded = String(!this.#panel.hidden);
    this.#said.textContent = '';
    const { masking } = this.#view.source;
    this.#mask.disabled = masking === 'always';
    if (this.#mask.disabled) this.#mask.checked = true;
  }

  /** @param {string} format @param {string} name @param {string} use */
  #offer(format, name, use) {
    return button(name, use, async () => {
      const file = await this.#file(format);
      if (!file) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([file.octets], { type: file.type }));
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
      this.#said.textContent = t('{file} is saved.', { file: file.name });
    });
  }

  #copy() {
    return button(t('Copy as Markdown'), t('Puts the session on the clipboard, to be pasted into a lesson'), async () => {
      const file = await this.#file('markdown');
      if (!file) return;
      const done = await navigator.clipboard.writeText(new TextDecoder().decode(file.octets)).then(() => true, () => false);
      this.#said.textContent = done ? t('The session is on the clipboard.') : t('The browser does not let this page use the clipboard.');
    });
  }

  /** The session in a format; what hinders that is said. @param {string} format */
  async #file(format) {
    const how = { mask: this.#mask.checked, language: this.#view.language, row: this.#view.current };
    try {
      const file = await this.#view.source.save(format, how);
      this.#said.textContent = file.error ?? '';
      return file.error ? undefined : file;
    } catch (error) {
      this.#said.textContent = /** @type {Error} */ (error).message;
      return undefined;
    }
  }

  #hide() {
    const label = document.createElement('label');
    label.className = 'choice';
    this.#mask.type = 'checkbox';
    this.#mask.checked = this.#view.source.masking !== 'off';
    label.append(this.#mask, ` ${t('Hide passwords')}`);
    return label;
  }
}

/** @param {string} name @param {string} title @param {() => void} pressed */
function button(name, title, pressed) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'action';
  made.textContent = name;
  made.title = title;
  made.addEventListener('click', pressed);
  return made;
}
