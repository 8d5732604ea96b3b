// @ts-check
// The entry of the first page, whose console stands alone.
import { fragment, placeIn, to } from './asset.js';
import { Console } from './console.js';
import { markCourse } from './progress.js';

/** A link to a session leads to where sessions are opened. */
const lead = () => { if (fragment().startsWith('#session=')) location.replace(placeIn(to('/practice/'), fragment())); };

lead();
addEventListener('hashchange', lead);
markCourse();
const desk = new Console();
if (matchMedia('(pointer: fine)').matches) requestAnimationFrame(() => desk.prompt.focus()); // a keyboard stands ready
desk.start();
