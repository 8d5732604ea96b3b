// @ts-check
// The entry of the pages whose console stands alone: home and free practice.
import { Console } from './console.js';
import { markCourse } from './progress.js';

markCourse();
const desk = new Console();
if (matchMedia('(pointer: fine)').matches) requestAnimationFrame(() => desk.prompt.focus()); // a keyboard stands ready
desk.start();
