package lessons

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// block is a piece of YAML within a file. It is read node by node rather than
// decoded into a struct, so that every mistake in it is found at once, each with
// its own line and column.
type block struct {
	*report
	line int // of the file, where the piece begins
}

// text is a value with its place in the file.
type text struct {
	string
	at place
}

// key is one key of a mapping: its name, and what to do with its value.
type key struct {
	name     string
	required bool
	read     func(ast.Node)
}

// parse reads the piece; it is nil, and the problem noted, when that fails.
func (b block) parse(source string) ast.Node {
	file, err := parser.ParseBytes([]byte(source), 0)
	if err != nil {
		b.syntax(err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		b.add(place{b.line, 1}, "nothing stands here; see lessons/README.md for what to write")
		return nil
	}
	return file.Docs[0].Body
}

// syntax notes an error of the YAML parser at its place.
func (b block) syntax(err error) {
	at, message := place{b.line, 1}, err.Error()
	var positioned yaml.Error
	if errors.As(err, &positioned) {
		message = positioned.GetMessage()
		if token := positioned.GetToken(); token != nil {
			at = place{b.line + token.Position.Line - 1, token.Position.Column}
		}
	}
	b.add(at, "this is not YAML: %s; put quotes around a text that has \": \" in it or begins with a sign", message)
}

func (b block) place(n ast.Node) place {
	p := n.GetToken().Position
	return place{b.line + p.Line - 1, p.Column}
}

// mapping reads the keys of a mapping; what names the thing in messages.
func (b block) mapping(n ast.Node, what string, keys ...key) {
	entries, ok := entries(n)
	if !ok {
		b.add(b.place(n), "%s is written as keys and values: %s", what, names(keys))
		return
	}
	seen := map[string]bool{}
	for _, e := range entries {
		name := e.Key.GetToken().Value
		seen[name] = true
		if k := find(keys, name); k != nil {
			k.read(e.Value)
		} else {
			b.add(b.place(e.Key), "unknown key %q; %s has %s", name, what, names(keys))
		}
	}
	for _, k := range keys {
		if k.required && !seen[k.name] {
			b.add(b.first(n), "%s has no %q; add \"%s: ...\"", what, k.name, k.name)
		}
	}
}

// first is where a mapping begins, which is not where its token stands.
func (b block) first(n ast.Node) place {
	if list, _ := entries(n); len(list) > 0 {
		return b.place(list[0].Key)
	}
	return b.place(n)
}

func entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func find(keys []key, name string) *key {
	for i := range keys {
		if keys[i].name == name {
			return &keys[i]
		}
	}
	return nil
}

func names(keys []key) string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.name
	}
	return strings.Join(list, ", ")
}

// sequence reads each item of a list.
func (b block) sequence(n ast.Node, item func(ast.Node)) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		b.add(b.place(n), "write a list here, each item on a line of its own behind \"- \"")
		return
	}
	for _, v := range list.Values {
		item(v)
	}
}

// text gives a plain value as it is written; a number is its digits.
func (b block) text(n ast.Node) text {
	at := b.place(n)
	switch n := n.(type) {
	case *ast.StringNode:
		return text{strings.TrimSpace(n.Value), at}
	case *ast.LiteralNode:
		return text{strings.TrimSpace(n.Value.Value), at}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return text{n.GetToken().Value, at}
	}
	b.add(at, "write a text here; put quotes around one that has \": \" in it or begins with a sign")
	return text{at: at}
}

// texts gives a list of plain values.
func (b block) texts(n ast.Node) []text {
	var list []text
	b.sequence(n, func(item ast.Node) { list = append(list, b.text(item)) })
	return list
}
