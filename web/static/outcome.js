// @ts-check
// What the page says of a log that was read.
import { language } from './language.js';
import { t } from './say.js';

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./intake.js').Log} Log */

/** The heading of the transcript. @param {Log} log @param {Answer} answer */
export function heading({ name }, { format }) {
  return `${name || t('Log')}: ${format}`;
}

/** The news. @param {Log} log @param {Answer} answer */
export function outcome({ aside }, { count, sessions, warnings, errors }) {
  const read = sessions > 1
    ? t('{count|1 line|# lines} read in {sessions} sessions; {found}.', { count, sessions, found: found(warnings, errors) })
    : t('{count|1 line|# lines} read; {found}.', { count, found: found(warnings, errors) });
  return `${read} ${aside}`.trim();
}

/** @param {number} warnings @param {number} errors */
function found(warnings, errors) {
  const list = [];
  if (warnings > 0) list.push(t('{n|1 warning|# warnings}', { n: warnings }));
  if (errors > 0) list.push(t('{n|1 broken rule|# broken rules}', { n: errors }));
  return new Intl.ListFormat(language).format(list) || t('nothing to warn of');
}
