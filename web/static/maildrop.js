// @ts-check
// The maildrops as their servers have them: messages, marks, who holds the lock, and
// what an open session cannot see yet.
import { made } from './draw.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Around} Around */
/** @typedef {Around['maildrops'][number]} Maildrop */
/** @typedef {Maildrop['messages'][number]} Message */

/** @param {Around} around @returns {Node[]} */
export function maildrops({ maildrops, sessions }) {
  if (maildrops.length === 0) return [made('p', {}, t('This world has no maildrop.'))];
  return [made('div', { class: 'maildrops' }, ...maildrops.map((drop) => maildrop(drop, sessions)))];
}

/** @param {Maildrop} drop @param {Around['sessions']} sessions */
function maildrop(drop, sessions) {
  const { host, user, octets, messages } = drop;
  const key = `${user}@${host}`;
  return made('section', { role: 'group', class: 'maildrop', key, 'aria-labelledby': `drop-${key}` },
    made('p', { class: 'title', id: `drop-${key}` }, t('{user} at {host}', { user, host })),
    made('p', {}, [
      messages.length === 0 ? t('The maildrop is empty.') : t('{n|1 message|# messages}, {octets|1 octet|# octets}.', { n: messages.length, octets }),
      lock(drop, sessions),
      marks(messages),
      unseen(drop),
    ].filter(Boolean).join(' ')),
    messages.length > 0 ? table(drop, `drop-${key}`) : '');
}

/** Who holds the lock. @param {Maildrop} drop @param {Around['sessions']} sessions */
function lock({ host, user, holder }, sessions) {
  if (holder === '') return t('Nobody holds the lock.');
  const gone = sessions.find((session) => session.dead && session.host === host && session.user === user && [session.window, '?'].includes(holder));
  if (gone) return t('A session whose cable is cut holds the lock. It has been silent for {n|1 minute|# minutes}, and its server does not know that nobody is there.', { n: Math.floor(gone.idle / 60) });
  return holder === 'you' ? t('Your session holds the lock.') : t('The session of {holder} holds the lock.', { holder });
}

/** @param {Message[]} messages */
function marks(messages) {
  const n = messages.filter((message) => message.marked).length;
  return n === 0 ? '' : t('{n|1 message is|# messages are} marked: QUIT removes what is marked, RSET takes the marks away.', { n });
}

/** @param {Maildrop} drop */
const unseen = ({ fresh }) => (fresh === 0 ? '' : t('{n|1 message has|# messages have} come since that login: the open session cannot see what came, the next one will.', { n: fresh }));

/** @param {Maildrop} drop @param {string} title */
function table({ messages }, title) {
  return made('table', { 'aria-labelledby': title },
    made('thead', {}, made('tr', {},
      ...[t('No.'), t('Octets')].map((name) => made('th', { scope: 'col', class: 'count' }, name)),
      ...[t('Unique-id'), t('Message'), t('State')].map((name) => made('th', { scope: 'col' }, name)))),
    made('tbody', {}, ...messages.map(row)));
}

/** @param {Message} message */
function row({ n, octets, uid, from, subject, marked, fetched }) {
  const waits = n === 0; // the open session has no number for it
  const state = [
    marked ? t('marked') : '',
    waits ? t('waits unseen') : '',
    fetched.length > 0 ? t('whole copy: {names}', { names: fetched.map((name) => (name === 'you' ? t('you') : name)).join(', ') }) : '',
  ].filter(Boolean).join('; ');
  const strike = (/** @type {string} */ text) => (marked ? made('s', {}, text) : text);
  return made('tr', { key: uid, class: marked ? 'marked' : waits ? 'waits' : undefined },
    made('th', { scope: 'row', class: 'count' }, strike(waits ? '–' : String(n))),
    made('td', { class: 'count' }, strike(String(octets))),
    made('td', { class: 'uid' }, strike(uid)),
    made('td', {}, strike(subject || t('(no subject)')), ' ', made('span', { class: 'meta' }, from)),
    made('td', { class: 'status' }, state));
}
