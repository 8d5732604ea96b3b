package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestIdle(t *testing.T) {
	const source = `package runtime
func schedtrace(detailed bool) { report(now()) }
func (tl traceLocker) ok() bool { return tl.gen != 0 }
func traceback2(u *unwinder, skip, max int) (n, lastN int) {
	return 1, 2
}
func growslice() int { return 3 }
func mProf_Flush()
func rand() uint64 { return 4 }
func main() { close(main_init_done); close(c) }
`
	const want = `package runtime
func schedtrace(detailed bool) { if true { return  }; report(now()) }
func (tl traceLocker) ok() bool { if true { return *new(bool) }; return tl.gen != 0 }
func traceback2(u *unwinder, skip, max int) (n, lastN int) { if true { return *new(int), *new(int) };
	return 1, 2
}
func growslice() int { return 3 }
func mProf_Flush()
func rand() uint64 { if true { return uint64(cheaprand())<<32 | uint64(cheaprand()) }; return 4 }
func main() { if false { close(main_init_done) }; close(c) }
`
	if got := string(forPage([]byte(source))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(forPage([]byte("package runtime\nfunc {"))); got != "package runtime\nfunc {" {
		t.Errorf("what does not parse became %q", got)
	}
}

// The runtime of this Go has all that is left out of it.
func TestIdleNames(t *testing.T) {
	if !strings.HasPrefix(runtime.Version(), "go1.26") {
		t.Logf("the list was made for Go 1.26, and this is %s", runtime.Version())
		return
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src/runtime/*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of the runtime: %v", err)
	}
	var all []byte
	var names []string
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				names = append(names, nameOf(f))
			}
		}
		all = append(all, source...)
	}
	for _, name := range slices.Concat(idle, speakers, slices.Collect(maps.Keys(instead))) {
		if !slices.Contains(names, name) {
			t.Errorf("the runtime has no function %s", name)
		}
	}
	for _, text := range slices.Concat(dropped, never) {
		if !bytes.Contains(all, []byte(text)) {
			t.Errorf("the runtime has no %q", text)
		}
	}
	for _, name := range idle {
		if instead[name] != "" {
			t.Errorf("%s is idle, and does something instead", name)
		}
	}
}
