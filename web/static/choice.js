// @ts-check
// Which server the learner wants: a target of the bridge, or any other where that is
// allowed.

/** What asks for any other server, on pages that have the fields for it. */
const fields = document.getElementById('any-server');
const loading = fields && import('./anyhost.js');

export class Choice {
  #select = /** @type {HTMLSelectElement | null} */ (document.getElementById('target'));
  #fields = /** @type {import('./anyhost.js').AnyHost | undefined} */ (undefined);

  /** @param {() => void} changed @param {() => void} connect */
  constructor(changed, connect) {
    const wanted = new URLSearchParams(location.search).get('target') ?? '';
    const option = [...this.#select?.options ?? []].find(({ value }) => value === wanted);
    if (option) option.selected = true;
    this.#select?.addEventListener('change', changed);
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
  take() { return this.#option !== undefined && (!this.#other || this.#fields?.take() === true); }
}
