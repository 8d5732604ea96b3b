// @ts-check
// How long things take: from a command to the first line of its reply, through bridge
// and server; and from this page to the bridge alone, as the bridge measures it.
import { t } from './say.js';

/** Kinds of rows that answer. */
const ANSWERS = new Set(['status', 'challenge']);

export class Latency {
  #place = document.getElementById('latency');
  #sent = 0; // when the oldest command left that has no reply
  #reply = 0;
  #page = 0;

  /** A command leaves. */
  sent() { this.#sent ||= performance.now(); }

  /** Rows came. @param {import('./engine.js').Row[]} rows */
  came(rows) {
    if (!this.#sent || !rows.some(({ kind }) => ANSWERS.has(kind))) return;
    this.#reply = performance.now() - this.#sent;
    this.#sent = 0;
    this.#show();
  }

  /** What the bridge measured. @param {unknown} milliseconds */
  measured(milliseconds) {
    this.#page = Number(milliseconds) || 0;
    this.#show();
  }

  /** Another connection. */
  clear() {
    this.#sent = this.#reply = this.#page = 0;
    this.#show();
  }

  #show() {
    const parts = [];
    if (this.#reply) parts.push(t('reply in {n} ms', { n: round(this.#reply) }));
    if (this.#page) parts.push(t('bridge {n} ms', { n: round(this.#page) }));
    if (this.#place) this.#place.textContent = parts.join(', ') || '—';
  }
}

/** Tenths where they matter. @param {number} milliseconds */
const round = (milliseconds) => (milliseconds < 10 ? Math.max(0.1, Math.round(milliseconds * 10) / 10) : Math.round(milliseconds));
