package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
)

// source is a Go file that is compiled with changes.
type source struct {
	text  []byte
	set   *token.FileSet
	edits []edit
}

// edit puts a text in the place of the octets from at to end.
type edit struct {
	at, end int
	text    string
}

// forPage changes a file of package runtime for a program in a page: see idle.go,
// silent.go and never.go. All that the file uses is still used, or it would not compile.
func forPage(text []byte) []byte {
	s := source{text: text, set: token.NewFileSet()}
	file, err := parser.ParseFile(s.set, "", text, parser.SkipObjectResolution)
	if err != nil {
		return text // the compiler will say what is wrong
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			s.idle(f)
			s.drop(f)
			s.silence(f)
		}
	}
	return s.changed()
}

func (s *source) at(p token.Pos) int { return s.set.Position(p).Offset }

// quote is the text of a part of the file.
func (s *source) quote(n ast.Node) string { return string(s.text[s.at(n.Pos()):s.at(n.End())]) }

func (s *source) insert(at token.Pos, text string) {
	s.edits = append(s.edits, edit{s.at(at), s.at(at), text})
}

func (s *source) replace(n ast.Node, text string) {
	s.edits = append(s.edits, edit{s.at(n.Pos()), s.at(n.End()), text})
}

// skip keeps a statement from being run.
func (s *source) skip(n ast.Stmt) {
	s.insert(n.Pos(), "if false { ")
	s.insert(n.End(), " }")
}

// changed is the file with all edits, none of which may overlap another.
func (s *source) changed() []byte {
	slices.SortStableFunc(s.edits, func(a, b edit) int { return a.at - b.at })
	var out []byte
	copied := 0
	for _, e := range s.edits {
		out = append(append(out, s.text[copied:e.at]...), e.text...)
		copied = e.end
	}
	return append(out, s.text[copied:]...)
}
