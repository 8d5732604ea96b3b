package lessons

import (
	"slices"
	"strconv"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/yuin/goldmark/ast"
)

// page is a file of a course as the rules read it: its text, and not what Load
// makes of it, so that they also find what else is wrong in a file that Load
// refuses.
type page struct {
	*report
	course   *lintedCourse
	source   string
	front    []value
	body     string
	line     int // of the file, where the body begins
	doc      ast.Node
	blocks   []dataBlock
	passages []passage
}

// passage is a piece of markdown: the prose of the page, or a value of its blocks.
type passage struct {
	doc    ast.Node
	source []byte
	where  func(offset int) place // in the file, of an offset into source
}

// dataBlock is a fenced block of data, with the values in it where it is YAML.
type dataBlock struct {
	word   string // "task"
	at     place
	source string
	values []value
}

// value is a text in a piece of YAML: its place, and the keys that lead to it, such
// as "hints.0" or "fields.1.name".
type value struct {
	path string
	text
}

// newPage reads a file; what cannot be read is left out, since Load reports it.
func newPage(file, source string) *page {
	p := &page{report: &report{file: file}, source: source}
	quiet := &report{}
	var head block
	head, p.body, p.line = quiet.split(source, "")
	if head.source != "" {
		p.front = head.values()
	}
	p.doc = parseMarkdown(prose, []byte(p.body))
	for n := p.doc.FirstChild(); n != nil; n = n.NextSibling() {
		if b, ok := p.dataBlock(n, quiet); ok {
			p.blocks = append(p.blocks, b)
		}
	}
	p.readPassages()
	return p
}

// readPassages parses all markdown of the page, once for all rules.
func (p *page) readPassages() {
	p.passages = []passage{{p.doc, []byte(p.body), p.place}}
	for _, b := range p.blocks {
		for _, v := range b.values {
			if slices.Contains(markdownKeys, v.leaf()) {
				source := []byte(v.string)
				p.passages = append(p.passages, passage{parseMarkdown(prose, source), source, v.place})
			}
		}
	}
}

// markdownKeys are the keys of YAML whose values are markdown.
var markdownKeys = []string{"text", "hints", "say", "why", "ask", "says", "source", "title", "bins", "is"}

// dataBlock reads a fence, if it is one of data.
func (p *page) dataBlock(n ast.Node, quiet *report) (dataBlock, bool) {
	code, ok := n.(*ast.FencedCodeBlock)
	if !ok || code.Info == nil {
		return dataBlock{}, false
	}
	source := []byte(p.body)
	b := dataBlock{word: string(code.Language(source)), at: p.place(code.Info.Segment.Start)}
	for i := range code.Lines().Len() {
		line := code.Lines().At(i)
		b.source += string(line.Value(source))
	}
	b.at.column = 1
	if !slices.Contains(notYAML, b.word) {
		b.values = block{quiet, b.at.line + 1, b.source}.values()
	}
	return b, fences[b.word] != nil
}

// notYAML are the blocks that have a form of their own.
var notYAML = []string{"mailbox", "pop3", "replay"}

// place is the place in the file of an offset into the body.
func (p *page) place(offset int) place { return placeOf(p.body, offset, p.line) }

// values are all texts of a piece of YAML, in order.
func (b block) values() []value {
	n := b.parse()
	if n == nil {
		return nil
	}
	var list []value
	b.collect(&list, "", n)
	return list
}

func (b block) collect(list *[]value, path string, n yamlast.Node) {
	if pairs, ok := entries(n); ok {
		for _, pair := range pairs {
			b.collect(list, join2(path, pair.Key.GetToken().Value), pair.Value)
		}
		return
	}
	if items, ok := n.(*yamlast.SequenceNode); ok {
		for i, item := range items.Values {
			b.collect(list, join2(path, strconv.Itoa(i)), item)
		}
		return
	}
	t := b.text(n)
	if literal, ok := n.(*yamlast.LiteralNode); ok {
		t.at = place{b.place(literal).line + 1, 1} // the text begins below its "|"
	}
	*list = append(*list, value{path, t})
}

func join2(path, key string) string { return strings.TrimPrefix(path+"."+key, ".") }

// leaf is the last key that leads to a value, numbers of lists left out.
func (v value) leaf() string {
	keys := strings.Split(v.path, ".")
	for len(keys) > 1 && strings.Trim(keys[len(keys)-1], digits) == "" {
		keys = keys[:len(keys)-1]
	}
	return keys[len(keys)-1]
}

// under are the values below a key: those of a list, or the one value of the key.
func under(values []value, key string) []value {
	var list []value
	for _, v := range values {
		if v.path == key || strings.HasPrefix(v.path, key+".") {
			list = append(list, v)
		}
	}
	return list
}

// only is the value of a key, or none.
func only(values []value, key string) value {
	for _, v := range values {
		if v.path == key {
			return v
		}
	}
	return value{}
}
