package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// pyodide is Python as WebAssembly, as the npm registry names it.
const pyodide = "pyodide@314.0.7"

// pythonVisits are fewer than those of other pages, since each takes seconds.
const pythonVisits = 3

// pyodideFiles are what it loads before it runs a line, and their types.
var pyodideFiles = [...]struct{ name, kind string }{
	{"pyodide.mjs", "text/javascript"},
	{"pyodide.asm.mjs", "text/javascript"},
	{"pyodide.asm.wasm", "application/wasm"},
	{"python_stdlib.zip", "application/zip"},
	{"pyodide-lock.json", "application/json"},
}

//go:embed page/python.js
var pythonEntry []byte

// comparePython prints a table of the page and the one with a server in Python, which is
// fetched for it. Where that fails there is no comparison.
func comparePython(ctx, browser context.Context, ours string, site *url.URL, dir string, w io.Writer) error {
	list, err := fetchPyodide(ctx, dir)
	if err != nil {
		fmt.Fprintf(w, "\nNo comparison with Python: %v.\n", err)
		return nil
	}
	program, err := os.Stat(filepath.Join(built, "poplab.wasm.br"))
	if err != nil {
		return err
	}
	octets := []float64{float64(program.Size()) / 1024, 0}
	for _, f := range list {
		octets[1] += float64(len(f.packed)) / 1024
	}
	list["poplab.wasm"] = file{kind: "application/wasm"} // which its page asks for
	python, err := serveSite(ctx, list.instead(site))
	if err != nil {
		return err
	}
	first, second, err := visitInTurns(browser, pythonVisits, ours, python)
	if err != nil {
		return err
	}
	t := newTable(w, "the home page, and the same with a server in Python (%s), the median of %d visits", pyodide, pythonVisits)
	t.row("", "unit", "poplab", "Python", "ratio", "goal", "")
	t.most("the program, brotli", "KiB", octets, 0.1)
	t.most("first visit", "ms", medians(first), 0.067)
	t.most("second visit", "ms", medians(second), 0.067)
	return t.print()
}

// fetchPyodide gives the files of Pyodide, packed as those of the page are.
func fetchPyodide(ctx context.Context, dir string) (files, error) {
	name, err := exec.CommandContext(ctx, "npm", "pack", pyodide, "--silent", "--pack-destination", dir).Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", pyodide, err)
	}
	archive := filepath.Join(dir, strings.TrimSpace(string(name)))
	if said, err := exec.CommandContext(ctx, "tar", "-xzf", archive, "-C", dir).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("unpack %s: %w\n%s", pyodide, err, said)
	}
	list := files{}
	list.pack("main.js", "text/javascript", pythonEntry)
	for _, f := range pyodideFiles {
		octets, err := os.ReadFile(filepath.Join(dir, "package", f.name))
		if err != nil {
			return nil, err
		}
		list.pack(f.name, f.kind, octets)
	}
	return list, nil
}
