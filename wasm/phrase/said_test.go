package phrase_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

// speakers are the packages that say phrases.
var speakers = strings.Fields("phrase transcript check sandbox capture compare export desk")

// arguments are those of functions that are templates, by packages and by the names of the
// functions, methods with a dot before them. Those under "" are of all packages.
var arguments = map[string]map[string][]int{
	"":        {"phrase.Say": {0}, "phrase.At": {1}, "phrase.Whole": {0}, "phrase.Count": {1, 2}, "Problem": {0}},
	"phrase":  {"Say": {0}, "At": {1}, "Whole": {0}},
	"check":   {"say": {0}, "fill": {0}, "missing": {0}, "holds": {0}, ".met": {1}, ".unmet": {1}, "areOrIs": {1, 2}},
	"sandbox": {".tell": {1}, ".elsewhere": {0}},
}

// kept are the tables and variables, by packages, that hold templates until they are said.
var kept = map[string]string{"check": "told asked kinds events text", "compare": "findings", "sandbox": "title text"}

// kinds are the types of constants that are templates.
var kinds = []string{"Problem", "title"}

// passed are the expressions that pass on what is kept, or a template that stands at their
// callers.
var passed = strings.Fields(`say(told[s.ending]) told[s.ending] asked[want.way] kinds[k].name kinds[next].make events[e]
	p.title d.program.title string(f.name) command.Summary command.States.String() text template one many string(p) findings[f].text`)

// source is a package that speaks.
type source struct {
	t         *testing.T
	name      string
	constants map[string]ast.Expr
	templates []string
}

// said are the templates of all packages, each once.
func said(t *testing.T) []string {
	var list []string
	for _, name := range speakers {
		list = append(list, read(t, name).templates...)
	}
	for _, c := range pop3.Commands() {
		list = append(list, c.Summary)
		if strings.Contains(c.States.String(), " or ") {
			list = append(list, c.States.String())
		}
	}
	list = slices.DeleteFunc(list, func(text string) bool { return text == "" || text == "$" || strings.Contains(text, "\n") })
	slices.Sort(list)
	return slices.Compact(list)
}

func read(t *testing.T, name string) *source {
	files, err := filepath.Glob("../" + name + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", name, len(files), err)
	}
	s := &source{t: t, name: name, constants: map[string]ast.Expr{}}
	var trees []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
		ast.Inspect(tree, s.constant)
	}
	for _, tree := range trees {
		ast.Inspect(tree, s.template)
	}
	return s
}

// constant keeps the values of constants.
func (s *source) constant(n ast.Node) bool {
	if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
		for _, spec := range d.Specs {
			if v := spec.(*ast.ValueSpec); len(v.Values) == len(v.Names) {
				s.constants[v.Names[0].Name] = v.Values[0]
			}
		}
	}
	return true
}

// template collects the templates of a node.
func (s *source) template(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		s.call(n)
	case *ast.ValueSpec:
		if s.keeps(n.Names[0]) || n.Type != nil && slices.Contains(kinds, types.ExprString(n.Type)) {
			s.literals(n.Values...)
		}
	case *ast.KeyValueExpr:
		if s.keeps(n.Key) {
			s.literals(n.Value)
		}
	case *ast.AssignStmt:
		if s.keeps(n.Lhs[0]) {
			s.literals(n.Rhs...)
		}
	}
	return true
}

// keeps says whether a table or variable holds templates.
func (s *source) keeps(e ast.Expr) bool {
	return slices.Contains(strings.Fields(kept[s.name]), types.ExprString(e))
}

// call collects the templates among the arguments of a call. One that is no constant
// has to be known, so that none is overlooked.
func (s *source) call(call *ast.CallExpr) {
	function := types.ExprString(call.Fun)
	places := arguments[""][function]
	if places == nil {
		places = arguments[s.name][function]
	}
	if method, ok := call.Fun.(*ast.SelectorExpr); ok && places == nil {
		places = arguments[s.name]["."+method.Sel.Name]
	}
	for _, i := range places {
		text := types.ExprString(call.Args[i])
		_, called := call.Args[i].(*ast.CallExpr) // whose own templates are found there
		if value := s.value(call.Args[i]); value != "" {
			s.templates = append(s.templates, value)
		} else if !slices.Contains(passed, text) && !called && text != `""` {
			s.t.Errorf("%s: %s says %s, which this test does not know", s.name, function, text)
		}
	}
}

// literals collects all texts in tables; keys of a table are none.
func (s *source) literals(list ...ast.Expr) {
	for _, e := range list {
		if value := s.value(e); value != "" {
			s.templates = append(s.templates, value)
			continue
		}
		if table, ok := e.(*ast.CompositeLit); ok {
			s.literals(table.Elts...)
		}
		if row, ok := e.(*ast.KeyValueExpr); ok {
			s.literals(row.Value)
		}
	}
}

// value is that of a constant text, or "".
func (s *source) value(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return constant.StringVal(constant.MakeFromLiteral(e.Value, e.Kind, 0))
		}
	case *ast.BinaryExpr:
		if x, y := s.value(e.X), s.value(e.Y); x != "" && y != "" {
			return x + y
		}
	case *ast.Ident:
		if value, ok := s.constants[e.Name]; ok {
			return s.value(value)
		}
	}
	return ""
}
