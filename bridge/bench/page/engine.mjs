// Works the built module of the page, in the directory that is given, under Node: how much
// linear memory it takes, and how long a large message takes at the door. Prints a name
// and a number a line.
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

globalThis.crypto ??= webcrypto; // which Node 18 keeps in its module
const dir = resolve(process.argv[2]);
await import(pathToFileURL(process.argv[3]).href); // wasm_exec.js

const module = await WebAssembly.compile(readFileSync(`${dir}/poplab.wasm`));
const encoder = new TextEncoder();

/** A fresh instance, with a function that calls it. */
async function start() {
  const go = new globalThis.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  const exports = /** @type {any} */ (instance.exports);
  go.run(instance);
  const call = (name, octets) => {
    const address = exports.buffer(octets.length);
    new Uint8Array(exports.mem.buffer, address, octets.length).set(octets);
    exports[name](octets.length);
  };
  const memory = () => exports.mem.buffer.byteLength / 2 ** 20;
  const text = (name, ...values) => call(name, encoder.encode(values.join('\0')));
  text('speak', '', readFileSync(`${dir}/notes.en.txt`, 'utf8'));
  return { call, text, memory };
}

/**
 * MiB after that many commands, all in one session. It grows: a session keeps all that was
 * said, with its notes, since learners go back in it, save it and send links to its lines.
 */
async function commands(count) {
  const { text, memory } = await start();
  text('open', '', '', '', '', '', '1');
  for (const line of ['telnet dewey 110', 'USER mrose', 'PASS secret']) text('typed', line);
  for (let i = 0; i < count; i++) text('typed', 'NOOP');
  return memory();
}

/** Milliseconds for 10 MiB of a message in pieces of 256 KiB, and for the longest piece. */
async function message() {
  const { call, text } = await start();
  text('bridge', 'mail.example.org', '');
  text('linked', 'here', 'The bridge has reached mail.example.org:110.');
  text('received', '+OK\r\n');
  for (const [line, reply] of [['USER a', '+OK'], ['PASS b', '+OK'], ['RETR 1', '+OK 10485760 octets']]) {
    text('typed', line);
    text('received', `${reply}\r\n`);
  }
  const piece = encoder.encode(`${'x'.repeat(76)}\r\n`.repeat(3360));
  let total = 0;
  let longest = 0;
  for (let sent = 0; sent < 10 * 2 ** 20; sent += piece.length) {
    const begin = performance.now();
    call('received', piece);
    const took = performance.now() - begin;
    total += took;
    longest = Math.max(longest, took);
  }
  return { total, longest };
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const runs = [];
for (let i = 0; i < 5; i++) runs.push(await message());

const fresh = await start();
fresh.text('open', '', '', '', '', '', '1');
console.log('load', fresh.memory());
for (const count of [50_000, 100_000, 200_000]) console.log(`commands${count}`, await commands(count));
console.log('message', median(runs.map(({ total }) => total)));
console.log('longest', median(runs.map(({ longest }) => longest)));
process.exit(0);
