// The entry of the page beside which bench measures the home page, with a server in Python:
// the interpreter comes up, and Python greets. That is less than the server of poplab does.
const { loadPyodide } = await import(new URL('pyodide.mjs', import.meta.url).href);
const python = await loadPyodide({ indexURL: new URL('.', import.meta.url).href });
const row = document.createElement('div');
row.textContent = python.runPython(`
class Session:
    def __init__(self, host):
        self.host = host

    def greeting(self):
        return f"+OK {self.host} POP3 server ready"

Session("dewey").greeting()
`);
document.querySelector('[role=log] .rows').append(row);
await import(new URL('offline.js', import.meta.url).href); // it is kept for the next visit, as the page is
