// @ts-check
// The panel "Encryption": how each part of the way is protected, what TLS agreed on, and
// what vouches for the server.
import { language } from './language.js';
import { t } from './say.js';
import { via } from './via.js';

/**
 * The event "tls" of the bridge.
 * @typedef {{version: string, cipher: string, subject: string, issuer: string, names?: string[], from: string, until: string, verified: string}} Secured
 */

/** The way from this page to the bridge. */
const TO_BRIDGE = {
  tls: t('Encrypted: this page came by https. The bridge itself reads everything.'),
  here: t('Not encrypted, and not on any network: page and bridge are on the same machine.'),
  clear: t('Not encrypted: this page came by http, and whoever is on the way reads everything.'),
};

/** What vouches for the server. @type {Record<string, string>} */
const VERIFIED = {
  chain: t('It leads to an authority that the machine of the bridge trusts, and has the name of the server.'),
  ca: t('It is from the authority that this target is set up with, and has the name of the server.'),
  pin: t('Its key is the one that this target is set up with. No authority was asked.'),
};

export class Cipher {
  #dialog = document.createElement('dialog');

  /** @param {() => {tls: Secured | undefined, target: DOMStringMap}} look how things stand */
  constructor(look) {
    this.#dialog.setAttribute('aria-labelledby', 'cipher-title');
    this.#dialog.className = 'cipher';
    document.getElementById('encryption')?.addEventListener('click', () => {
      this.#dialog.replaceChildren(panel(look()));
      document.body.append(this.#dialog);
      this.#dialog.showModal();
    });
  }
}

/** In a line, as the transcript has it. @param {Secured} tls */
export const summary = ({ version, cipher, names, subject }) => t('{version} between bridge and server, {cipher}; the certificate is for {names}.', { version, cipher, names: names?.[0] ?? subject });

/** @param {{tls: Secured | undefined, target: DOMStringMap}} how */
function panel({ tls, target }) {
  const made = make('form', { method: 'dialog' }, [
    make('h2', { id: 'cipher-title' }, [t('Encryption')]),
    make('h3', {}, [t('From this page to the bridge')]),
    make('p', {}, [TO_BRIDGE[via]]),
    make('h3', {}, [t('From the bridge to the server')]),
    make('p', {}, [toServer(tls, target)]),
  ]);
  if (tls) made.append(facts(tls));
  made.append(make('button', { className: 'action' }, [t('Close')]));
  return made;
}

/** @param {Secured | undefined} tls @param {DOMStringMap} target */
function toServer(tls, { tls: mode, near }) {
  if (tls && mode === 'implicit') return t('Encrypted from the first octet. Whoever listens there sees who speaks with whom, when and how much, and not one line.');
  if (tls) return t('Encrypted since STLS. Whoever listens there has read the lines before it, and sees only who speaks with whom, when and how much since then.');
  if (mode === 'implicit') return t('Encrypted from the first octet, as soon as there is a connection.');
  const open = near === 'true'
    ? t('Not encrypted, and not on any network: bridge and server are on the same machine.')
    : t('Not encrypted: whoever listens there reads every line, passwords and mail too.');
  return mode === 'starttls' ? `${open} ${t('STLS before the login begins TLS, where the server offers it.')}` : open;
}

/** @param {Secured} tls */
function facts({ version, cipher, subject, names, issuer, from, until, verified }) {
  /** @type {[string, string][]} */
  const rows = [
    [t('Version'), version], [t('Cipher'), cipher],
    [t('Certificate'), subject], [t('Names in it'), names?.join(', ') ?? ''], [t('Issuer'), issuer],
    [t('Valid from'), date(from)], [t('Valid until'), date(until)], [t('Checked'), VERIFIED[verified] ?? verified],
  ];
  return make('dl', {}, rows.flatMap(([name, text]) => (text ? [make('dt', {}, [name]), make('dd', {}, [text])] : [])));
}

/** @param {string} when such as "2026-11-22T00:00:00Z" */
function date(when) {
  const day = new Date(when);
  return Number.isNaN(day.valueOf()) ? when : day.toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
}

/** @param {string} tag @param {Record<string, unknown>} properties @param {(Node | string)[]} children */
function make(tag, properties, children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
