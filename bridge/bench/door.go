package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// built is where ./web/build puts what the page loads.
const built = "web/dist"

// measureDoor prints a table of the module that the page loads, as it is built, from
// the page's side of its boundary. A session keeps its whole transcript, so that
// learners can go back in it, save it and send links to its lines: memory grows with
// the commands, and the goals for many of them cannot be met by what keeps them all.
func measureDoor(ctx context.Context, _, _ string, w io.Writer) error {
	figures, err := runDoor(ctx)
	if err != nil {
		fmt.Fprintf(w, "\nNo module of the page: %v.\n", err)
		return nil
	}
	t := newTable(w, "the module of the page, under Node")
	t.row("", "unit", "poplab", "", "", "goal", "")
	for _, r := range []struct {
		key, name, unit string
		goals           []float64
	}{
		{"load", "memory at load", "MiB", []float64{4}},
		{"commands50000", "after 50,000 commands", "MiB", nil},
		{"commands100000", "after 100,000 commands", "MiB", []float64{8}},
		{"commands200000", "after 200,000 commands", "MiB", []float64{figures["commands50000"]}},
		{"message", "RETR of 10 MiB", "ms", []float64{25}},
		{"longest", "its longest call", "ms", []float64{50}},
	} {
		t.bound(r.name, r.unit, []float64{figures[r.key]}, r.goals...)
	}
	return t.print()
}

// runDoor runs page/engine.mjs and reads its numbers.
func runDoor(ctx context.Context) (map[string]float64, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, errors.New("there is no node (Debian package nodejs)")
	}
	if _, err := os.Stat(filepath.Join(built, "poplab.wasm")); err != nil {
		return nil, fmt.Errorf("%w; run make build", err)
	}
	script, err := wasmExec(ctx)
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, node, "bridge/bench/page/engine.mjs", built, script).Output()
	if err != nil {
		return nil, fmt.Errorf("run the module: %w", err)
	}
	return readNumbers(string(out))
}

// wasmExec is the compiler's script that starts a Go program in a browser.
func wasmExec(ctx context.Context) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	return filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"), err
}
