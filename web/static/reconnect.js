// @ts-check
// What stands above the command line when a connection is over, or soon will be: why,
// and a way back. Where that makes sense the page goes it by itself, after waits that are
// random, so that not all pages of a class come back at once, and grow.
import { t } from './say.js';

/** The longest wait before each try, in seconds; the shortest is one. */
const WAITS = [3, 5, 7, 10, 10];

export class Reconnect {
  #place = /** @type {HTMLElement} */ (document.getElementById('lost'));
  #connect;
  #focus;
  #say;
  #tries = 0; // since the learner did something
  #timer = 0;

  /** @param {{connect: (again: boolean) => void, focus: () => void, say: (news: string) => void}} desk */
  constructor({ connect, focus, say }) {
    this.#connect = connect;
    this.#focus = focus;
    this.#say = say;
  }

  /** The learner does something: what was tried in vain counts no more. */
  forget() { this.#tries = 0; }

  /** Takes away what stands there, and tries no more. */
  clear() {
    clearInterval(this.#timer);
    this.#place.hidden = true;
    this.#place.replaceChildren();
  }

  /** Says what is to come. @param {string} words */
  warn(words) {
    this.#show([paragraph(words)]);
    this.#say(words);
  }

  /** Says why the connection is over. @param {string} words @param {boolean} alone the page may connect again by itself @param {number} [most] how often */
  over(words, alone, most = WAITS.length) {
    if (alone && this.#tries < most) return this.#wait(words);
    const vain = alone ? t('The page has tried {n} times in vain and leaves it to you now.', { n: this.#tries }) : '';
    this.#stop(`${words} ${vain}`.trim());
  }

  /** @param {string} words */
  #stop(words) {
    this.#show([paragraph(words), this.#button(t('Reconnect'), () => this.#again())]);
    this.#say(words);
  }

  /** Counts down. A screen reader hears of it once, when it begins. @param {string} words */
  #wait(words) {
    let seconds = Math.ceil(1 + Math.random() * (WAITS[this.#tries++] - 1));
    const left = paragraph(countdown(seconds));
    const stop = this.#button(t('Stop trying'), () => {
      this.#stop(words);
      this.#place.querySelector('button')?.focus();
    });
    this.#show([paragraph(words), left, this.#button(t('Reconnect now'), () => this.#again()), ' ', stop]);
    this.#say(`${words} ${countdown(seconds)}`);
    this.#timer = setInterval(() => {
      if (--seconds > 0) left.textContent = countdown(seconds);
      else {
        clearInterval(this.#timer); // also where there is nothing yet to connect with
        this.#connect(true);
      }
    }, 1000);
  }

  #again() {
    this.#connect(false);
    this.#focus();
  }

  /** @param {(Node | string)[]} parts */
  #show(parts) {
    this.clear();
    this.#place.append(...parts);
    this.#place.hidden = false;
  }

  /** @param {string} name @param {() => void} pressed */
  #button(name, pressed) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'action';
    made.textContent = name;
    made.addEventListener('click', pressed);
    return made;
  }
}

/** @param {number} seconds */
const countdown = (seconds) => t('The page connects again in {n|one second|# seconds}.', { n: seconds });

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}
