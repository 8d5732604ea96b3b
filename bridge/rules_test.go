package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3/conformance"
	"poplab/wasm/pop3/dialogue"
)

// TestEveryRuleHasATest wants each rule in the name of a dialogue or of a test
// function, and no name of a rule that there is not.
func TestEveryRuleHasATest(t *testing.T) {
	tested := map[string][]string{} // the names that say they test a rule
	for _, name := range append(testFunctions(t), dialogueNames(t)...) {
		for _, rule := range conformance.Named(name) {
			tested[rule] = append(tested[rule], name)
		}
	}
	for _, chapter := range conformance.Chapters() {
		for _, r := range chapter.Rules {
			if len(tested[r.Name]) == 0 {
				t.Errorf("no test has the name of %s: %s", r.Name, r.Text)
			}
			delete(tested, r.Name)
		}
	}
	for rule, names := range tested {
		t.Errorf("there is no rule %s, which %q tests", rule, names)
	}
}

// testFunctions are the names of all test functions in the module.
func testFunctions(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && slices.Contains([]string{".git", "node_modules"}, d.Name()) {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && !ast.IsGenerated(file) {
				names = append(names, f.Name.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func dialogueNames(t *testing.T) []string {
	t.Helper()
	cases, err := dialogue.Read("../wasm/pop3/testdata")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range cases {
		names = append(names, c.Name)
	}
	return names
}
