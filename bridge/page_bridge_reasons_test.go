package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Each sentence that the bridge may say to a page is one that the page knows, so
// that it says it in every language, with what to do about it.
func TestReasonsAreKnownToThePage(t *testing.T) {
	page, err := os.ReadFile("../web/static/reasons.js")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range regexp.MustCompile(`\bt\('((?:[^'\\]|\\.)*)'`).FindAllStringSubmatch(string(page), -1) {
		known[anyParts(strings.ReplaceAll(m[1], `\'`, `'`))] = true
	}
	said := reasons(t)
	if len(said) < 60 {
		t.Errorf("only %d sentences were found", len(said))
	}
	for _, sentence := range said {
		if !known[anyParts(sentence)] && !slices.Contains(unseen, sentence) {
			t.Errorf("web/static/reasons.js does not know %q", sentence)
		}
	}
}

// unseen are the answers to what no browser sends.
var unseen = []string{"Only WebSockets connect here.", "Only version 13 of WebSocket is spoken here.", "The handshake has no key of 16 octets."}

// part is what is different each time in a sentence: of package fmt, of package time, or of a page.
var part = regexp.MustCompile(`%[sd]|2 January 2006|\{\w+\}`)

func anyParts(sentence string) string { return part.ReplaceAllString(sentence, "%s") }

// reasons are all sentences in the source of package forward.
func reasons(t *testing.T) (list []string) {
	t.Helper()
	files, err := filepath.Glob("forward/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, sentences(file)...)
	}
	const dialling = "No connection to %s: %s."
	at := slices.Index(list, dialling)
	if at < 0 {
		t.Fatalf("there is no %q any more", dialling)
	}
	return slices.Delete(list, at, at+1)
}

// sentences are the texts in a file that begin and end as sentences do, and those of
// why there is no connection.
func sentences(file *ast.File) (list []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name.Name == "dialFailure" {
				list = append(list, dialReasons(n)...)
				return false
			}
		case ast.Expr:
			if text, ok := textOf(n); ok {
				if isSentence(text) {
					list = append(list, text)
				}
				return false
			}
		}
		return true
	})
	return list
}

func dialReasons(f *ast.FuncDecl) (list []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		if back, ok := n.(*ast.ReturnStmt); ok && len(back.Results) == 2 {
			why, _ := textOf(back.Results[1])
			list = append(list, fmt.Sprintf("No connection to %%s: %s.", why))
		}
		return true
	})
	return list
}

// textOf is a string literal, or several of them put together.
func textOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := textOf(e.X)
		right, also := textOf(e.Y)
		return left + right, ok && also
	}
	return "", false
}

var sentence = regexp.MustCompile(`^[A-Z].* .*[.?]$`)

func isSentence(text string) bool { return sentence.MatchString(text) }
