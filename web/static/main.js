// @ts-check
// The entry of the pages whose console stands alone: home and free practice.
import { Console } from './console.js';
import { markCourse } from './progress.js';

markCourse();
new Console().start();
