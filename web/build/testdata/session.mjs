// Calls the built module as a page does, in the directory that is given, and
// prints each answer.
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

globalThis.crypto ??= webcrypto; // which Node 18 keeps in its module
const dir = resolve(process.argv[2]);
createRequire(import.meta.url)(process.argv[3]); // wasm_exec.js
const go = new Go();
const { instance } = await WebAssembly.instantiate(readFileSync(dir + "/poplab.wasm"), go.importObject);
go.run(instance);
const page = instance.exports;

function call(name, ...args) {
  const octets = new TextEncoder().encode(args.join("\0"));
  const address = page.buffer(octets.length);
  new Uint8Array(page.mem.buffer, address, octets.length).set(octets);
  const length = page[name](octets.length);
  return new TextDecoder().decode(new Uint8Array(page.mem.buffer, page.answer(), length));
}

console.log(call("typed", "nobody opened a world"));
call("speak", "", readFileSync(dir + "/notes.en.txt"));
console.log(call("open", "", "", "", "", "", "1"));
console.log(call("typed", "telnet dewey 110"));
for (const line of ["USER mrose", "PASS secret"]) {
  var last = call("typed", line);
}
console.log(last);
process.exit(0);
