// @ts-check
// The entry of free practice: a console with the world around its servers.
import { Console } from './console.js';
import { World } from './world.js';

const desk = new Console();
new World(desk, true);
if (matchMedia('(pointer: fine)').matches) desk.prompt.focus(); // a keyboard stands ready
desk.start();
