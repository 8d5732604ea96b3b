// @ts-check
// A real server beside the sandbox: what the learner typed is played to both, and each
// exchange is shown with its two replies and what the rules say of their difference. A
// tour types a few harmless commands, so that there is something to compare.
import { to } from './asset.js';
import { t } from './say.js';
import { element } from './transcript.js';

/**
 * @typedef {{lines: string[], more: number}} Reply more: lines that are left out
 * @typedef {{text: string, rule: string, rfc: string, url: string}} Reason
 * @typedef {'same'|'wording'|'allowed'|'unknown'|'broken'} Verdict
 * @typedef {{command: string, verdict: Verdict, theirs: Reply, ours: Reply, reasons: Reason[]}} Exchange
 */
/** @typedef {import('./engine.js').Answer} Answer */

/** What each verdict means. @type {Record<Verdict, string>} */
const VERDICTS = {
  same: t('The same'),
  wording: t('The same in other words'),
  allowed: t('Differs, as it may'),
  unknown: t('Cannot be compared'),
  broken: t('Breaks a rule'),
};

/** Lines of the tour. None of them removes anything, nor takes back what the learner has marked. */
const TOUR = ['CAPA', 'STAT', 'LIST', 'UIDL', 'NOOP', 'TOP 1 0', 'LIST 999', 'XYZZY'];

/** Those whose positive reply has more lines. */
const LONG = /^(CAPA|LIST|UIDL|TOP 1 0)$/;

/** Milliseconds: before the next line of the tour, until it gives up, and until the list is drawn anew. */
const PACE = 400;
const PATIENCE = 20_000;
const REST = 200;

export class Comparison {
  #desk;
  #button;
  #panel = element('section', 'comparison');
  #count = element('p', 'count');
  #list = element('ol', '');
  #said = element('p', 'said');
  #play = button(t('Play a tour'), () => this.#turn());
  #panes = /** @type {HTMLElement} */ (document.getElementById('panes'));
  #drawing = 0; // a timer
  #left = /** @type {string[]} */ ([]); // lines of the tour that are to come
  #line = ''; // of the tour, whose reply is to come; "" for none
  #typing = false; // the line that is typed now is one of the tour
  #timer = 0; // of the tour

  /** @param {import('./console.js').Console} desk @param {HTMLElement} opener */
  constructor(desk, opener) {
    this.#desk = desk;
    this.#button = opener;
    this.#panel.id = 'comparison';
    this.#panel.role = 'dialog';
    this.#panel.ariaLabel = t('Comparison with the sandbox');
    this.#panel.tabIndex = -1;
    this.#panel.hidden = true;
    this.#said.role = 'status';
    const ways = element('p', 'ways');
    ways.append(this.#play, button(t('Close the comparison'), () => this.#open(false)));
    this.#panel.append(
      element('h2', '', t('Comparison with the sandbox')),
      element('p', '', t('What you typed, played to the server of this page as well. Its maildrop is made of what the real server showed.')),
      ways, this.#said, this.#count, this.#list,
    );
    document.getElementById('workbench')?.append(this.#panel);
    new ResizeObserver(() => this.#fit()).observe(this.#panes);
    opener.setAttribute('aria-controls', 'comparison');
    opener.addEventListener('click', () => this.#open(this.#panel.hidden));
    this.#panel.addEventListener('keydown', ({ key }) => { if (key === 'Escape') this.#open(false); });
    desk.addEventListener('answer', (event) => this.#heed(/** @type {CustomEvent} */ (event).detail));
    desk.addEventListener('typed', () => { if (!this.#typing) this.#stop(t('You typed something: the tour is over.')); });
    styled(() => this.#open(true));
  }

  /** @param {boolean} open */
  #open(open) {
    this.#panel.hidden = !open;
    this.#button.ariaExpanded = String(open);
    if (!open) {
      this.#button.focus();
      return;
    }
    this.#fit();
    this.#draw();
    this.#panel.focus({ preventScroll: true });
  }

  /** The panel lies where the panes are. Before its style is there nobody knows from where that counts. */
  #fit() {
    this.#panel.style.setProperty('--top', `${this.#panes.offsetTop}px`);
    this.#panel.style.setProperty('--height', `${this.#panes.offsetHeight}px`);
  }

  /** Something happened in the session. @param {Answer} answer */
  #heed(answer) {
    clearTimeout(this.#drawing);
    if (!this.#panel.hidden) this.#drawing = setTimeout(() => this.#draw(), REST);
    if (!this.#line) return;
    if (!answer.connected) this.#stop(t('The connection ended, and the tour with it.'));
    else if (isComplete(this.#line, answer)) this.#rest(PACE, () => this.#next());
  }

  #draw() {
    const exchanges = this.#desk.engine?.compare() ?? [];
    this.#count.textContent = exchanges.length === 0 ? t('There is no reply yet. Connect, log in, and type something, or play the tour.') : counted(exchanges);
    this.#list.replaceChildren(...exchanges.map(item));
    this.#play.textContent = this.#touring ? t('Stop the tour') : t('Play a tour');
  }

  get #touring() { return this.#line !== '' || this.#left.length > 0; }

  /** Begins the tour, or stops it. */
  #turn() {
    if (this.#touring) {
      this.#stop(t('The tour is stopped.'));
      return;
    }
    if (this.#desk.state !== 'TRANSACTION') {
      this.#said.textContent = t('Log in first: the tour looks at your maildrop. It types {lines}, and deletes nothing.', { lines: TOUR.join(', ') });
      return;
    }
    this.#said.textContent = '';
    this.#left = [...TOUR];
    this.#next();
    this.#draw();
  }

  /** Types the next line of the tour. */
  #next() {
    const line = this.#line = this.#left.shift() ?? '';
    if (!line) {
      this.#stop(t('The tour is over.'));
      return;
    }
    this.#rest(PATIENCE, () => this.#stop(t('The server gave no whole reply to {line}: the tour is over.', { line })));
    this.#typing = true;
    this.#desk.enter(line);
    this.#typing = false;
  }

  /** @param {string} said why, if there is a tour */
  #stop(said) {
    if (!this.#touring && !this.#timer) return;
    clearTimeout(this.#timer);
    [this.#timer, this.#line, this.#left] = [0, '', []];
    this.#said.textContent = said;
    if (!this.#panel.hidden) this.#draw();
  }

  /** @param {number} time @param {() => void} act */
  #rest(time, act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, time);
  }
}

/** Fetches the style of the panel. @param {() => void} then what to do when it is there, or cannot be */
function styled(then) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL('compare.css', import.meta.url).href;
  style.addEventListener('load', then);
  style.addEventListener('error', then);
  document.head.append(style);
}

/** Whether the reply to a line has come whole. @param {string} line @param {Answer} answer */
function isComplete(line, { last, rows }) {
  if (last === 'terminator' || last === 'stray') return true;
  return last === 'status' && !(LONG.test(line) && /^\+OK/i.test(rows.at(-1)?.text ?? ''));
}

/** How many there are of each verdict. @param {Exchange[]} exchanges */
function counted(exchanges) {
  const n = (/** @type {Verdict} */ verdict) => exchanges.filter((x) => x.verdict === verdict).length;
  const parts = [
    [n('same'), t('{n|1 the same|# the same}', { n: n('same') })],
    [n('wording'), t('{n|1 in other words|# in other words}', { n: n('wording') })],
    [n('allowed'), t('{n|1 differs as it may|# differ as they may}', { n: n('allowed') })],
    [n('broken'), t('{n|1 breaks a rule|# break a rule}', { n: n('broken') })],
    [n('unknown'), t('{n|1 cannot be compared|# cannot be compared}', { n: n('unknown') })],
  ];
  const said = parts.filter(([n]) => n).map(([, text]) => text).join(', ');
  return t('{n|1 reply|# replies}: {said}', { n: exchanges.length, said });
}

/** @param {Exchange} exchange */
function item({ command, verdict, theirs, ours, reasons }) {
  const made = element('li', verdict);
  const head = element('h3', '');
  if (command) {
    const code = element('code', '', command);
    code.translate = false;
    head.append(code);
  } else head.textContent = t('Greeting');
  made.append(head, element('p', 'verdict', VERDICTS[verdict]));
  const both = element('dl', 'both');
  if (verdict === 'same') both.append(reply(t('Both'), theirs));
  else both.append(reply(t('The real server'), theirs), reply(t('The sandbox'), ours));
  made.append(both, ...reasons.map(reason));
  return made;
}

/** @param {string} name @param {Reply} reply */
function reply(name, { lines, more }) {
  const made = element('div', '');
  const said = element('dd', '', lines.length > 0 ? lines.join('\n') : '—');
  said.translate = false;
  said.dir = 'ltr';
  if (more > 0) said.append('\n', element('i', '', t('{n|1 more line|# more lines}', { n: more })));
  made.append(element('dt', '', name), said);
  return made;
}

/** @param {Reason} reason */
function reason({ text, rule, rfc, url }) {
  const made = element('p', 'reason', `${text} `);
  if (rule) made.append(link(rule, to(`/reference/#${rule}`)), ' ', link(rfc, url));
  return made;
}

/** @param {string} text @param {string} href */
function link(text, href) {
  const made = document.createElement('a');
  made.textContent = text;
  made.href = href;
  made.target = '_blank'; // the session would be lost with this page
  made.rel = 'noopener';
  return made;
}

/** @param {string} name @param {() => void} pressed */
function button(name, pressed) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'action';
  made.textContent = name;
  made.addEventListener('click', pressed);
  return made;
}
