// @ts-check
// Passwords that everybody on the way could read. Before one goes out the page holds the
// line and asks.
import { t } from './say.js';
import { via } from './via.js';

/** A line with a password in it, as it is. */
const PASSWORD = /^\s*PASS(?!\s*$)/i;
/** The mechanisms of AUTH that send a password or a token as it is: base64 hides nothing. */
const READABLE = /^\s*AUTH\s+(PLAIN|LOGIN|XOAUTH2|OAUTHBEARER)(\s+\S)?/i;

/**
 * Where a password would be readable, and what can be done about it.
 * @typedef {{host: string, server: boolean, stls: boolean}} Way
 * host as the learner knows it; server: between bridge and server; stls: TLS can be had there
 */

export class Secret {
  #dialog = document.createElement('dialog');
  #auth = false; // one of these mechanisms is under way
  #agreed = false; // to send what it asks for

  constructor() {
    this.#dialog.role = 'alertdialog';
    this.#dialog.setAttribute('aria-labelledby', 'secret-title');
    this.#dialog.setAttribute('aria-describedby', 'secret-text');
  }

  /** Whether a line is a password that would be readable on its way. @param {string} line @param {Way} way */
  minds(line, { server }) {
    if (!server && via !== 'clear') return false;
    if (PASSWORD.test(line) || READABLE.exec(line)?.[2]) return true;
    return this.#auth && !this.#agreed && line !== '*';
  }

  /** A line goes out; a lone * gives AUTH up. @param {string} line */
  sent(line) {
    const begins = READABLE.exec(line);
    if (begins && !begins[2]) this.#agreed = false; // to another secret
    this.#auth = line !== '*' && (this.#auth || begins !== null);
  }

  /** A reply came, which ends AUTH. */
  over() { this.#auth = this.#agreed = false; }

  /** Whether the learner wants a line sent all the same. @param {Way} way @returns {Promise<boolean>} */
  async ask(way) {
    const dialog = this.#dialog;
    dialog.replaceChildren(form(way));
    document.body.append(dialog);
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((done) => { dialog.addEventListener('close', done, { once: true }); });
    dialog.remove();
    this.#agreed = dialog.returnValue === 'send';
    return this.#agreed;
  }

  /** Nobody wants to know any more. */
  close() { this.#dialog.close(''); }
}

/** @param {Way} way */
function form({ host, server, stls }) {
  const text = make('div', { id: 'secret-text' });
  if (server) text.append(make('p', { textContent: t('The line from the bridge to {host} is not encrypted. Everybody on the way can read what you are about to send, and log in with it later.', { host }) }));
  if (via === 'clear') text.append(make('p', { textContent: t('This page came by http. Everybody on the way from here to the bridge can read what you are about to send. The bridge passes no password of such a page on.') }));
  text.append(make('p', { textContent: advice(stls) }));
  const made = make('form', { method: 'dialog' });
  made.append(
    make('h2', { id: 'secret-title', textContent: t('Send a password in clear text?') }), text,
    make('button', { className: 'action', value: '', autofocus: true, textContent: t('Do not send') }),
  );
  if (via !== 'clear') made.append(' ', make('button', { className: 'action', value: 'send', textContent: t('Send it in clear') }));
  return made;
}

/** @param {boolean} stls */
function advice(stls) {
  if (via === 'clear') return t('Open this page by https, if its bridge can be reached like that.');
  if (stls) return t('Type STLS first: where the server offers it, the password travels inside TLS.');
  return t('Send it only if nobody can do harm with it.');
}

/** @param {string} tag @param {Record<string, unknown>} properties */
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
