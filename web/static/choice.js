// @ts-check
// Which server the learner wants: a target of the bridge, or any other where that is
// allowed. A link may ask for one that is not here.
import { t } from './say.js';

/** Names of targets as bridges have them. Other words of a link are not repeated: they could be anybody's. */
const NAME = /^[\w.-]{1,40}$/;

/** How many servers are listed; a choice of more is read faster by itself. */
const FEW = 6;

/** What asks for any other server, on pages that have the fields for it. */
const fields = document.getElementById('any-server');
const loading = fields && import('./anyhost.js');

export class Choice {
  #select = /** @type {HTMLSelectElement | null} */ (document.getElementById('target'));
  #fields = /** @type {import('./anyhost.js').AnyHost | undefined} */ (undefined);
  #missing = document.getElementById('missing-target');

  /** @param {() => void} changed @param {() => void} connect */
  constructor(changed, connect) {
    const wanted = new URLSearchParams(location.search).get('target') ?? '';
    const options = [...this.#select?.options ?? []];
    const option = options.find(({ value }) => value === wanted);
    if (option) option.selected = true;
    else if (wanted) this.#tell(missing(wanted, options));
    this.#select?.addEventListener('change', () => {
      this.#tell('');
      changed();
    });
    loading?.then(({ AnyHost }) => { this.#fields = new AnyHost(connect); }, console.error);
  }

  get #other() { return this.#fields?.chosen ?? false; }

  get #option() { return this.#select?.selectedOptions[0]; }

  /** What the server is called: a target by its name, any other by its host. */
  get name() {
    const { value = '', text = '', dataset: { host = text } = {} } = this.#option ?? {};
    return this.#other ? host : value;
  }

  /** What the bridge is asked for. @returns {import('./ticket.js').Goal} */
  get goal() {
    const { value = '', dataset: { host = '', port = '' } = {} } = this.#option ?? {};
    return this.#other ? { name: value, query: { host, port } } : { name: value };
  }

  /** Whether there is a server to connect to; otherwise the learner has been told what is missing. */
  take() {
    const taken = this.#option !== undefined && (!this.#other || this.#fields?.take() === true);
    if (taken) this.#tell('');
    return taken;
  }

  /** @param {string} words or "" for nothing */
  #tell(words) {
    if (!this.#missing) return;
    this.#missing.textContent = words;
    this.#missing.hidden = words === '';
  }
}

/** What is said of a server that is not here. @param {string} name @param {HTMLOptionElement[]} options */
function missing(name, options) {
  const gone = NAME.test(name)
    ? t('The link to this page asks for the server {name}, which is not offered here.', { name })
    : t('The link to this page asks for a server that is not offered here.');
  if (options.length > FEW) return `${gone} ${t('Choose one of the {n} that are.', { n: options.length })}`;
  const list = options.map(({ value, id, text }) => (id === 'any' ? text : value)).join(', ');
  return `${gone} ${t('Offered here: {list}.', { list })}`;
}
