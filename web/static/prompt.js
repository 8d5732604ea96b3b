// @ts-check
// The command line: one labelled input. What is typed goes out as it is, spaces
// at the end included, since a server sees them too.

export class Prompt {
  #form = /** @type {HTMLFormElement} */ (document.getElementById('prompt'));
  #input = /** @type {HTMLInputElement} */ (document.getElementById('command'));
  #submit;
  #past = /** @type {string[]} */ ([]);
  #at = 0; // place in #past that the input shows; its length is the new line
  #draft = '';

  /** Says whether a line holds a secret: masked while typed, left out of the history. */
  secret = (/** @type {string} */ _line) => false;

  /** @param {(line: string) => void} submit takes each line, in order */
  constructor(submit) {
    this.#submit = submit;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(this.#input.value);
    });
    this.#input.addEventListener('keydown', (event) => this.#recall(event));
    this.#input.addEventListener('paste', (event) => this.#paste(event));
    this.#input.addEventListener('input', () => this.#mask());
    document.addEventListener('click', (event) => this.#chip(event));
  }

  focus() { this.#input.focus({ preventScroll: true }); }

  /** Shows a line for the learner to look at and send. @param {string} text */
  put(text) {
    this.#input.value = text;
    this.#mask();
    this.focus();
  }

  /** The engine is gone: what is typed has no place to go. */
  close() {
    this.#input.readOnly = true;
    this.#form.querySelector('[type=submit]')?.setAttribute('disabled', '');
  }

  /** @param {string} line */
  #send(line) {
    if (this.#input.readOnly) return;
    if (line !== '' && !this.secret(line) && line !== this.#past.at(-1)) this.#past.push(line);
    this.#at = this.#past.length;
    this.#draft = '';
    this.#input.value = '';
    this.#submit(line);
    this.#mask();
  }

  #mask() { this.#input.classList.toggle('secret', this.secret(this.#input.value)); }

  /** Arrow up and down walk through the lines sent. @param {KeyboardEvent} event */
  #recall(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const to = this.#at + (step ?? 0);
    if (!step || event.isComposing || to < 0 || to > this.#past.length) return;
    event.preventDefault();
    if (this.#at === this.#past.length) this.#draft = this.#input.value;
    this.#at = to;
    this.put(this.#past[to] ?? this.#draft);
    this.#input.setSelectionRange(-1, -1);
  }

  /** Pasted lines go out one after another; what follows the last line end stays. @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = this.#input;
    const all = value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? 0);
    const lines = all.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    for (const line of lines) this.#send(line);
    this.put(rest);
  }

  /** A command anywhere in the page is a button that puts it here. @param {MouseEvent} event */
  #chip(event) {
    const chip = /** @type {Element} */ (event.target).closest('[data-command]');
    if (chip instanceof HTMLElement) this.put(chip.dataset.command ?? '');
  }
}
