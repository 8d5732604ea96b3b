// @ts-check
// A server that is no target, where the bridge lets a page name any with a public address:
// its host is a field, and its port a choice that says how TLS comes about. What cannot be
// a host is told there, before anything is sent.
import { t } from './say.js';

/** How TLS comes about at each port (RFC 8314 section 3). @type {Record<string, string>} */
const MODES = { 110: 'starttls', 995: 'implicit' };

/** What is wrong with what is no host; the first that fits. @type {[RegExp, string][]} */
const WRONG = [
  [/^$/, t('Type the name of a server, such as pop.example.org.')],
  [/@/, t('That is an address of mail. Whoever runs the mailbox tells which server it is fetched from, such as pop.example.org.')],
  [/\//, t('Only the name of the server is wanted, without https:// and without a path.')],
  [/^[^:]*:\d*$/, t('Only the name of the server is wanted: the port is chosen beside it.')],
  [/^[^.:]*$/, t('The name of a public server has a dot, such as pop.example.org. A server of your own network has to be named by whoever runs the bridge.')],
];

/** A name as DNS has it, or an address. */
const HOST = /^((?!-)[a-z\d-]{1,63}(?<!-)\.)+(?!-)[a-z\d-]{2,63}(?<!-)$|^\d+(\.\d+){3}$|^[\da-f]*:[\da-f:.]+$/i;
const NO_HOST = t('That is no name of a server: it has letters, digits, hyphens and dots, and nothing else.');

/** Octets of the longest name (RFC 1035 section 2.3.4). */
const LONGEST = 253;

export class AnyHost {
  #option;
  #place = /** @type {HTMLFormElement} */ (document.getElementById('any-server'));
  #host = /** @type {HTMLInputElement} */ (document.getElementById('any-host'));
  #port = /** @type {HTMLSelectElement} */ (document.getElementById('any-port'));
  #wrong = /** @type {HTMLElement} */ (document.getElementById('any-wrong'));

  /** @param {() => void} connect */
  constructor(connect) {
    const select = /** @type {HTMLSelectElement} */ (document.getElementById('target'));
    const wanted = new URLSearchParams(location.search);
    this.#option = /** @type {HTMLOptionElement} */ (select.namedItem('any'));
    this.#host.value = wanted.get('host') ?? '';
    if (MODES[wanted.get('port') ?? '']) this.#port.value = wanted.get('port') ?? '';
    select.addEventListener('change', () => this.#show());
    this.#place.addEventListener('submit', (event) => {
      event.preventDefault();
      connect();
    });
    this.#host.addEventListener('input', () => this.#tell(''));
    this.#show();
  }

  /** Whether the learner wants a server of this kind. */
  get chosen() { return this.#option.selected; }

  /** Takes over what the fields say, unless it is wrong: then the learner is told there. @returns {boolean} */
  take() {
    const host = plain(this.#host.value);
    const [, wrong] = WRONG.find(([form]) => form.test(host)) ?? [HOST, HOST.test(host) && host.length <= LONGEST ? '' : NO_HOST];
    this.#tell(wrong);
    if (wrong) {
      queueMicrotask(() => this.#host.focus()); // Connect leads to the command line
      return false;
    }
    const port = this.#port.value;
    Object.assign(this.#option.dataset, { host, port, tls: MODES[port] });
    return true;
  }

  /** The fields are there where they are wanted. */
  #show() { this.#place.hidden = !this.chosen; }

  /** @param {string} wrong */
  #tell(wrong) {
    this.#wrong.textContent = wrong;
    this.#wrong.hidden = wrong === '';
    this.#host.ariaInvalid = wrong ? 'true' : null;
  }
}

/** A host without what does not belong to it, and with other letters as DNS writes them. @param {string} typed */
function plain(typed) {
  const host = typed.trim().replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '');
  if (/^[ -~]*$/.test(host)) return host;
  try {
    return new URL(`${location.protocol}//${host}`).hostname;
  } catch {
    return host;
  }
}
