// @ts-check
// The entry of the page that lists the lessons.
import { offerBackup } from './backup.js';
import { markCourse } from './progress.js';

const mark = markCourse();
offerBackup(/** @type {HTMLElement} */ (document.getElementById('backup')), mark);
