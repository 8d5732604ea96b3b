// @ts-check
// The entry of free practice: a console with the world around its servers.
import { Console } from './console.js';
import { needWorld } from './engine.js';
import { World } from './world.js';

const desk = new Console();
new World(desk, true);
if (matchMedia('(pointer: fine)').matches) requestAnimationFrame(() => desk.prompt.focus()); // a keyboard stands ready
needWorld(); // now, and not when something happens: the network may be gone by then
desk.start();
