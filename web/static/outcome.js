// @ts-check
// What the page says of a log that was read.

/** @typedef {import('./engine.js').Answer} Answer */
/** @typedef {import('./intake.js').Log} Log */

/** The heading of the transcript. @param {Log} log @param {Answer} answer */
export function heading({ name }, { format }) {
  return `${name || 'Log'}: ${format}`;
}

/** The news. @param {Log} log @param {Answer} answer */
export function outcome({ aside }, { count, sessions, warnings, errors }) {
  const where = sessions > 1 ? ` in ${many(sessions, 'session')}` : '';
  const found = [warnings > 0 && many(warnings, 'warning'), errors > 0 && many(errors, 'broken rule')].filter(Boolean);
  return `${many(count, 'line')} read${where}; ${found.join(' and ') || 'nothing to warn of'}. ${aside}`.trim();
}

/** @param {number} n @param {string} thing */
const many = (n, thing) => `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`;
