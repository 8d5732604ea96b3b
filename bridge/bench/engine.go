package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// compareEngines prints a table of the engine alone, as a program of this machine
// and as WebAssembly under Node.
func compareEngines(ctx context.Context, _, dir string, w io.Writer) error {
	native, err := runEngine(ctx, filepath.Join(dir, "engine"), nil)
	if err != nil {
		return err
	}
	asWASM, err := runEngine(ctx, filepath.Join(dir, "engine.wasm"), []string{"GOOS=js", "GOARCH=wasm"})
	if err != nil {
		fmt.Fprintf(w, "\nNo WebAssembly: %v.\n", err)
		asWASM = nil
	}
	t := newTable(w, "the engine alone, without a network")
	t.row("", "unit", "native", "WASM", "ratio", "goal", "")
	for _, r := range []struct {
		key, name, unit string
		goals           []float64 // at most, natively and as WASM
	}{
		{"commands", "commands", "commands/s", nil},
		{"retr", "RETR of 10 MiB", "MiB/s", nil},
		{"memory", "session", "KiB", []float64{20}},
		{"allocations", "RETR of 10 MiB", "allocations", []float64{20}},
		{"annotate", "note of a line", "ns", []float64{2000, 10000}},
	} {
		values := []float64{native[r.key]}
		if asWASM != nil {
			values = append(values, asWASM[r.key])
		}
		if len(r.goals) > 0 {
			t.bound(r.name, r.unit, values, r.goals...)
		} else {
			t.compare(r.name, r.unit, values, 0)
		}
	}
	return t.print()
}

// runEngine builds ./bridge/bench/engine for a platform, runs it and reads its
// numbers.
func runEngine(ctx context.Context, program string, env []string) (map[string]float64, error) {
	start := exec.CommandContext(ctx, program)
	if env != nil {
		node, err := exec.LookPath("node")
		if err != nil {
			return nil, errors.New("there is no node (Debian package nodejs)")
		}
		root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
		if err != nil {
			return nil, err
		}
		script := filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js")
		start = exec.CommandContext(ctx, node, script, program)
		start.Env = []string{"PATH=" + os.Getenv("PATH")} // all that the script has room for
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "./bridge/bench/engine")
	build.Env = append(os.Environ(), env...)
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the engine: %w\n%s", err, out)
	}
	out, err := start.Output()
	if err != nil {
		return nil, fmt.Errorf("run the engine: %w", err)
	}
	return readNumbers(string(out))
}

// readNumbers reads a name and a number a line.
func readNumbers(text string) (map[string]float64, error) {
	numbers := map[string]float64{}
	for line := range strings.Lines(text) {
		name, number, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return nil, err
		}
		numbers[name] = n
	}
	return numbers, nil
}
