// @ts-check
// The entry of pages without a console that list lessons.
import { markCourse } from './progress.js';

markCourse();
