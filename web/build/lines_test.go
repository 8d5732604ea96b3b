package main

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// awkward has all that could go wrong in a line: directives, comments in front
// of code, strings over several lines, semicolons that are left out.
const awkward = `//go:build js

package main // a comment

import _ "unsafe"

//go:wasmexport answer
//go:noinline
func answer() string { return ` + "`" + `first
	second /* no comment */
` + "`" + ` + "x" }

/* a comment
   of two lines */ var a,
	b = 1,
	2

func main() {
	for { if a == b { break }; a++ }
	return
}`

// tokens are the tokens of a source, comments included if they are asked for.
func tokens(t *testing.T, source []byte, mode scanner.Mode) []string {
	t.Helper()
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, func(_ token.Position, msg string) { t.Error(msg) }, mode)
	var list []string
	for {
		_, tok, text := s.Scan()
		if tok == token.EOF {
			return list
		}
		if text != directive {
			list = append(list, tok.String()+" "+text)
		}
	}
}

// The copy that the compiler gets is the same program, comments included, since
// some of those are directives.
func TestFlattenKeepsEveryToken(t *testing.T) {
	sources := map[string][]byte{"awkward": []byte(awkward)}
	for _, name := range []string{"lines.go", "lines_test.go", "../../wasm/export_js.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources[name] = source
	}
	for name, source := range sources {
		for _, mode := range []scanner.Mode{0, scanner.ScanComments} {
			if got, want := tokens(t, flatten(source), mode), tokens(t, source, mode); !slices.Equal(got, want) {
				t.Errorf("%s has %d tokens, want these %d", name, len(got), len(want))
			}
		}
	}
}

// A directive to the compiler counts only at the start of its line.
func TestFlattenKeepsDirectives(t *testing.T) {
	flat := string(flatten([]byte(awkward)))
	for _, want := range []string{"//go:build js\n", "\n//go:wasmexport answer\n//go:noinline\n" + directive + "func answer"} {
		if !strings.Contains(flat, want) {
			t.Errorf("no %q in\n%s", want, flat)
		}
	}
}

func TestFlattenMakesOneLine(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", flatten([]byte(awkward)), 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if n != nil && fset.Position(n.Pos()).Line != 1 {
			t.Errorf("%T stands at %v", n, fset.Position(n.Pos()))
		}
		return true
	})
}
