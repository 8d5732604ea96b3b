// @ts-check
// The entry of the reference: a console beside the tables.
import { Console } from './console.js';

new Console().start();
