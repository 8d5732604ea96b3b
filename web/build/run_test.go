package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A program does the same when it is built as small as can be, to the last word;
// only its stack traces say less.
func TestSmallProgramRuns(t *testing.T) {
	node := findNode(t)
	file := buildTrial(t)
	small, err := compile("./testdata/trial", false)
	if err != nil {
		t.Fatal(err)
	}
	if len(small) > len(file)*19/20 {
		t.Errorf("it has %d octets, and %d when it is built without care", len(small), len(file))
	}
	if bytes.Equal(shrink(bytes.Clone(file)), file) {
		t.Error("shrink does not understand what this compiler writes")
	}
	for _, how := range []string{"panic", "deadlock", "goexit"} {
		want, got := runTrial(t, node, file, how), runTrial(t, node, small, how)
		if !strings.Contains(want, "goroutines 1\n") {
			t.Fatalf("%s: the trial itself says\n%s", how, want)
		}
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", how, got, want)
		}
	}
}

// The names are what stack traces showed, and are the most of what goes.
func TestShrinkForgetsNames(t *testing.T) {
	file := buildTrial(t)
	for _, name := range []string{"main.garbage\x00", "main.catcher.catch\x00", "runtime.gopanic\x00"} {
		m, err := readModule(file)
		if err != nil || !bytes.Contains(m.memory, []byte(name)) {
			t.Fatalf("no %q in the trial: %v", name, err)
		}
		if bytes.Contains(shrink(bytes.Clone(file)), []byte(name)) {
			t.Errorf("%q is still there", name)
		}
	}
}

// A table that is not as it should be is left alone: here is one thing wrong.
func TestForgetsNothingUnknown(t *testing.T) {
	m, err := readModule(buildTrial(t))
	if err != nil {
		t.Fatal(err)
	}
	good, ok := findTable(m.memory)
	if !ok {
		t.Fatal("there is no table in the trial")
	}
	at := good.names - headerSize
	for what, spoil := range map[string]func(t *table){
		"no header":        func(t *table) { t.set(at, 0xfffffff2) },
		"two headers":      func(t *table) { copy(t.memory[len(t.memory)-len(header):], header) },
		"larger header":    func(t *table) { t.set(at+8*wordNames, headerSize+8) },
		"too many records": func(t *table) { t.set(at+8*wordCount, 1<<30) },
		"moved records":    func(t *table) { t.set(at+8*wordRecords, t.number(at+8*wordRecords)+4) },
		"no name":          func(t *table) { t.set(t.functions[9]+nameOff, t.number(t.functions[9]+nameOff)+1) },
		"wide record":      func(t *table) { t.memory[t.functions[9]+nfuncdata] = 9 },
		"no program":       func(t *table) { t.set(bytes.Index(t.memory, append(word(at), word(good.names)...)), 0) },
		"a stub":           func(t *table) { copy(t.memory[t.names+t.number(t.functions[9]+nameOff):], stubs[0]+"\x00") },
	} {
		spoiled := table{memory: bytes.Clone(m.memory), names: good.names, functions: good.functions}
		spoil(&spoiled)
		before := bytes.Clone(spoiled.memory)
		if forgetTraces(spoiled.memory); !bytes.Equal(spoiled.memory, before) {
			t.Errorf("%s: it was changed", what)
		}
	}
}

func word(at int) []byte { return []byte{byte(at), byte(at >> 8), byte(at >> 16), 0, 0, 0, 0, 0} }

// The fence of ./wasm stops a panic in the file that browsers load, and a
// session goes on behind it.
func TestBuiltModuleRuns(t *testing.T) {
	runBuilt(t, "testdata/session.mjs",
		`{"fault":"runtime error: `, `"state":"not connected"`, `+OK dewey POP3 server ready`, `"state":"TRANSACTION"`)
}

// It begins with at most 4 MiB of linear memory, and does not run out of it later: what it
// needs no more is collected.
func TestBuiltModuleWorksHard(t *testing.T) {
	runBuilt(t, "testdata/load.mjs",
		" true", "sessions local 1 0", "sessions local 1 0 and 0 pages more", "log 300005", "log again true", "message 134409 terminator 0 true")
}

// runBuilt runs a script with web/dist, and looks for a text in each of its lines.
func runBuilt(t *testing.T, script string, want ...string) {
	t.Helper()
	node := findNode(t)
	dir := filepath.Join("..", "dist")
	if _, err := os.Stat(filepath.Join(dir, wasm)); errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skip("web/dist is empty: go run ./web/build")
	}
	out := run(t, exec.Command(node, script, dir, compilerScript(t, "wasm_exec.js")))
	lines := strings.Split(out, "\n")
	for i, text := range want {
		if i >= len(lines) || !strings.Contains(lines[i], text) {
			t.Errorf("no %s in line %d of\n%s", text, i+1, out)
		}
	}
}

func findNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("Node is not installed (Debian package nodejs)")
	}
	if err != nil {
		t.Fatal("Node is not installed (Debian package nodejs)")
	}
	return node
}

// buildTrial compiles testdata/trial as the real program is compiled, but with
// its lines.
func buildTrial(t *testing.T) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "trial.wasm")
	args := append([]string{"build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", out}, smaller(false)...)
	if _, err := goForWASM(append(args, "./testdata/trial")...); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// runTrial gives what the program prints, up to the traces of a fatal error.
func runTrial(t *testing.T, node string, file []byte, how string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "trial.wasm")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	start := compilerScript(t, "wasm_exec_node.js")
	out, _, _ := strings.Cut(run(t, exec.Command(node, "--stack-size=8192", start, name, how)), "\ngoroutine ")
	return strings.TrimSpace(out)
}

// compilerScript is where the compiler keeps a script for its WebAssembly.
func compilerScript(t *testing.T, name string) string {
	t.Helper()
	root, err := goForWASM("env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "lib/wasm", name)
}

// run gives what a program prints. Its status may be any, since a Go program
// that panics ends with 2.
func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	bounded := exec.CommandContext(ctx, cmd.Path, cmd.Args[1:]...)
	bounded.Env = []string{"PATH=" + os.Getenv("PATH")} // all that wasm_exec.js has room for
	out, err := bounded.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out)
}
