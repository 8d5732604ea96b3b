// The entry of the page beside which bench measures the home page: it starts the empty
// program, and writes what a learner sees first. The compiler's script stands before it.
const go = new globalThis.Go();
const program = fetch(new URL('poplab.wasm', import.meta.url));
const { instance } = await WebAssembly.instantiateStreaming(program, go.importObject);
go.run(instance);
const row = document.createElement('div');
row.textContent = '+OK dewey POP3 server ready';
document.querySelector('[role=log] .rows').append(row);
await import(new URL('offline.js', import.meta.url).href); // it is kept for the next visit, as the page is
