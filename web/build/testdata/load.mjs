// Works the built module hard, in the directory that is given, and prints what
// came of it, and whether its memory stays as it is when the same is done again.
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
  return JSON.parse(new TextDecoder().decode(new Uint8Array(page.mem.buffer, page.answer(), length)));
}

const pages = () => page.mem.buffer.byteLength / 65536;
const commands = ["telnet dewey 110", "USER mrose", "PASS secret", "LIST", "UIDL", "RETR 1", "TOP 2 3", "QUIT"];

/** Opens that many worlds, one after the other, and has a session in each. */
function sessions(count) {
  let answer;
  for (let i = 0; i < count; i++) {
    call("open", "", "", "", "", "", "1");
    answer = commands.map((line) => call("typed", line)).at(-1);
  }
  return `${answer.last} ${answer.warnings} ${answer.errors}`;
}

call("speak", "", readFileSync(dir + "/notes.en.txt"));
call("open", "", "", "", "", "", "1");
console.log("load", pages(), pages() <= 64); // of 64 KiB each
console.log("sessions", sessions(500));
const early = pages();
console.log("sessions", sessions(2000), "and", pages() - early, "pages more");

const log = "+OK\r\nUSER a\r\n+OK\r\nPASS b\r\n+OK\r\n" + "NOOP\r\n+OK\r\n".repeat(150_000);
console.log("log", call("read", "", log).count);
const once = pages();
for (let i = 0; i < 2; i++) {
  call("read", "", log);
}
console.log("log again", pages() < 2 * once);

call("bridge", "mail.example.org", "");
call("linked", "here", "reached");
call("received", "+OK\r\n");
for (const [line, reply] of [["USER a", "+OK"], ["PASS b", "+OK"], ["RETR 1", "+OK 10483200 octets"]]) {
  call("typed", line);
  call("received", reply + "\r\n");
}
const part = ("x".repeat(76) + "\r\n").repeat(840);
for (let i = 0; i < 160; i++) {
  call("received", part);
}
const whole = call("received", ".\r\n");
console.log("message", whole.count, whole.last, whole.errors, pages() < 3 * once);
process.exit(0);
