package lessons

import (
	"errors"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// block is a piece of YAML within a file. It is read node by node rather than
// decoded into a struct, so that every mistake in it is found at once, each with
// its own line and column.
type block struct {
	*report
	line   int // of the file, where the piece begins
	source string
}

// maxBlock is how large a piece may be, in octets. The time of the YAML parser grows
// with the square of it, and far more where brackets are nested.
const maxBlock = 32 << 10

// text is a value with its place in the file.
type text struct {
	string
	at place
}

// parse reads the piece; it is nil, and the problem noted, when that fails.
func (b block) parse() ast.Node {
	if len(b.source) > maxBlock {
		b.add(place{b.line, 1}, "this block has %d octets and may have %d; make several smaller ones of it", len(b.source), maxBlock)
		return nil
	}
	if at := tabbed.FindStringIndex(b.source); at != nil {
		b.add(placeOf(b.source, at[1]-1, b.line), "a tab stands here; indent with spaces")
		return nil
	}
	if at := strings.IndexByte(b.source, '\r'); at >= 0 {
		b.add(placeOf(b.source, at, b.line), "a CR stands here without LF, where some editors begin a line and others do not; end the line with LF, or leave the CR out")
		return nil
	}
	if at := nested.FindStringIndex(b.source); at != nil {
		b.add(placeOf(b.source, at[0], b.line), "this is not YAML that anybody can read: brackets within brackets")
		return nil
	}
	file, err := parser.ParseBytes([]byte(b.source), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		b.syntax(err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		b.add(place{b.line, 1}, "nothing stands here; see lessons/README.md for what to write")
		return nil
	}
	return b.plain(file.Docs)
}

// tabbed finds a tab in the indentation of a line, which YAML does not allow.
var tabbed = regexp.MustCompile(`(?m)^ *\t`)

// nested finds more brackets than any lesson needs.
var nested = regexp.MustCompile(`(?:[\[{]\s*){30}`)

// plain gives the first document, unless the piece uses what makes YAML hard to
// read: then it is nil, and the problem noted.
func (b block) plain(docs []*ast.DocumentNode) ast.Node {
	if len(docs) > 1 {
		b.add(b.at(docs[1].Start), "one block is one document; leave out the line \"---\"")
		return nil
	}
	f := fancy{block: b}
	ast.Walk(&f, docs[0].Body)
	if f.found {
		return nil
	}
	return docs[0].Body
}

// fancy looks for the parts of YAML that lessons do without.
type fancy struct {
	block
	found bool
}

// Visit notes the first of them.
func (f *fancy) Visit(n ast.Node) ast.Visitor {
	what := ""
	switch n.(type) {
	case *ast.AnchorNode:
		what = "an anchor (&)"
	case *ast.AliasNode:
		what = "an alias (*)"
	case *ast.MergeKeyNode:
		what = "a merge key (<<)"
	case *ast.TagNode:
		what = "a tag (!)"
	}
	if what != "" && !f.found {
		f.found = true
		f.add(f.block.place(n), "lessons do without %s; write the value itself, or put quotes around a text that begins with a sign", what)
	}
	if f.found {
		return nil
	}
	return f
}

// syntax notes an error of the YAML parser at its place.
func (b block) syntax(err error) {
	at, message := place{b.line, 1}, err.Error()
	var positioned yaml.Error
	if errors.As(err, &positioned) {
		message = positioned.GetMessage()
		if token := positioned.GetToken(); token != nil {
			at = b.at(token)
		}
	}
	b.add(at, "this is not YAML: %s; put quotes around a text that has \": \" in it or begins with a sign", message)
}

func (b block) place(n ast.Node) place { return b.at(n.GetToken()) }

// at is the place of a token. The YAML library takes the end of some texts for a line
// below the last or a column before the first; neither would be in the piece.
func (b block) at(t *token.Token) place {
	last := b.line + strings.Count(b.source, "\n")
	return place{min(b.line+t.Position.Line-1, last), max(t.Position.Column, 1)}
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
	value := ""
	switch n := n.(type) {
	case *ast.StringNode:
		value = strings.TrimSpace(n.Value)
	case *ast.LiteralNode:
		value = strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		value = n.GetToken().Value
	}
	if value != "" {
		return text{value, at}
	}
	b.add(at, "write a text here; put quotes around one that has \": \" in it or begins with a sign")
	return text{at: at}
}

// texts gives a list of plain values.
func (b block) texts(n ast.Node) []text {
	list := []text{} // an empty list is something else than none
	b.sequence(n, func(item ast.Node) { list = append(list, b.text(item)) })
	return list
}
