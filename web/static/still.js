// @ts-check
// The entry of a page on which nothing moves: it keeps the site in the browser, and the
// language that its reader chooses.
import './language.js';
