// @ts-check
// A link to the session that stands, offered as soon as nothing happens for a moment.
import { t } from './say.js';
import { Sharing } from './share.js';

/** Milliseconds of that moment. */
const REST = 300;

export class Offering {
  #desk;
  #sharing;
  #timer = 0;

  /** @param {import('./console.js').Console} desk */
  constructor(desk) {
    this.#desk = desk;
    this.#sharing = new Sharing('session', () => 0, (news) => desk.say(news));
  }

  /** The session is another one now. @param {boolean} empty nothing was done in it */
  renew(empty) {
    this.#sharing.stop();
    clearTimeout(this.#timer);
    if (!empty) this.#timer = setTimeout(() => this.#offer(), REST);
  }

  #offer() {
    const { script = '', error = '' } = this.#desk.engine?.script() ?? {};
    this.#sharing.offer(Promise.resolve(new Blob([script])), (octets) => t('{octets|one octet|# octets}, with all that was typed', { octets }), error || t('This session is too long for a link. Save it instead.'));
  }
}
