package main

import (
	"encoding/json"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Go program carries a table that leads from each instruction to its line, for
// stack traces. It is a tenth of what a learner would download, and there is no
// compiler flag that leaves it out. It shrinks to almost nothing where all lines
// are the same one, and that a line directive can say in the source:
//
//	/*line a:1:1*/func main() {
//	/*line a:1:1*/	select {}
//	/*line a:1:1*/}
//
// So the compiler is given such a copy of every file, those of the standard
// library included; those of the runtime leave out more: see idle.go and silent.go.
// The program does the same. What else a stack trace shows goes when the program is
// linked: see traces.go.

// directive makes what stands behind it line 1 of a file called a.
const directive = "/*line a:1:1*/"

// withoutLines copies every source file of a program into dir, with a directive in
// each line, and gives the file that tells the go command to take the copies. The
// runtime is changed for a page in which its garbage collector works alone.
func withoutLines(dir, pkg string, alone bool) (overlay string, err error) {
	list, err := goForWASM("list", "-deps", "-f", `{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}`, pkg)
	if err != nil {
		return "", fmt.Errorf("list the sources of %s: %w", pkg, err)
	}
	replace := map[string]string{}
	for i, name := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		replace[name] = filepath.Join(dir, strconv.Itoa(i)+".go")
		if err := copyWithoutLines(replace[name], name, alone); err != nil {
			return "", err
		}
	}
	content, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, content, 0o600)
}

func copyWithoutLines(to, from string, alone bool) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if alone && strings.HasSuffix(filepath.ToSlash(filepath.Dir(from)), "/src/runtime") {
		source = forPage(source)
	}
	return os.WriteFile(to, flatten(source), 0o600)
}

// flatten puts the directive in front of the first token of each line. Lines
// that are all comment stay as they are, or a //go: directive among them would
// be one no more; so do those that a raw string goes on in.
func flatten(source []byte) []byte {
	file := token.NewFileSet().AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	var flat []byte
	copied, line := 0, 0
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return append(flat, source[copied:]...)
		}
		if inserted := tok == token.SEMICOLON && text != ";"; inserted || file.Line(pos) == line {
			continue
		}
		offset := file.Offset(pos)
		flat = append(append(flat, source[copied:offset]...), directive...)
		copied, line = offset, file.Line(pos)
	}
}
