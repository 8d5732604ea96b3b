package lessons

import (
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// readStep reads a block that is a step of the lesson: id, title, and keys of its
// own. It is false where nothing could be read.
func (d *draft) readStep(f fence, what string, s *Step, keys ...key) bool {
	n := f.parse()
	if n == nil {
		return false
	}
	var id text
	f.mapping(n, what, append([]key{
		{"id", true, func(n yamlast.Node) { id = f.slug(n) }},
		{"title", true, func(n yamlast.Node) { s.Title = d.label(f.block, n) }},
	}, keys...)...)
	s.ID, s.Line = id.string, f.line-1
	d.claimID(id)
	return true
}

// claimID notes an id that the lesson has twice; progress is kept under it.
func (d *draft) claimID(id text) {
	switch {
	case id.string == "":
		return // it has been reported
	case d.ids[id.string]:
		d.add(id.at, "%q stands in this lesson already; give this one another id", id.string)
	case d.ids == nil:
		d.ids = map[string]bool{}
	}
	d.ids[id.string] = true
}

// addBlock adds a block to the lesson.
func (d *draft) addBlock(b Block) { d.lesson.Blocks = append(d.lesson.Blocks, b) }

// label renders a text in which buttons would be in the way: a title, an option, a
// reason.
func (d *draft) label(b block, n yamlast.Node) string { return d.html(b, still, b.text(n)) }

// paragraphs renders a text that stands on its own.
func (d *draft) paragraphs(b block, n yamlast.Node) string {
	html := d.html(b, prose, b.text(n))
	if len(html) > 0 && html[0] != '<' {
		return "<p>" + html + "</p>"
	}
	return html
}

// options reads answers of which one is right; at is where what has them begins.
func (d *draft) options(b block, n yamlast.Node, at place, what string) []Option {
	var list []Option
	b.sequence(n, func(n yamlast.Node) { list = append(list, d.option(b, n)) })
	right := 0
	for _, o := range list {
		if o.Right {
			right++
		}
	}
	if right != 1 || len(list) < 2 {
		b.add(at, "%s has two options or more, and one of them is right; this one has %d, and %d right", what, len(list), right)
	}
	return list
}

func (d *draft) option(b block, n yamlast.Node) Option {
	var o Option
	b.mapping(n, "an option",
		key{"say", true, func(n yamlast.Node) { o.Say = d.label(b, n) }},
		key{"why", true, func(n yamlast.Node) { o.Why = d.label(b, n) }},
		key{"right", false, func(n yamlast.Node) {
			o.Right = b.truth(n, "write \"right: true\" below the right option, and nothing below the others")
		}},
	)
	return o
}

// truth reads true or false; otherwise says what to write.
func (b block) truth(n yamlast.Node, otherwise string) bool {
	value, ok := n.(*yamlast.BoolNode)
	if !ok {
		b.add(b.place(n), "%s", otherwise)
		return false
	}
	return value.Value
}

// lines reads a text of several lines, each with its place. It is written behind
// "|", which alone keeps lines as they are.
func (b block) lines(n yamlast.Node) []text {
	literal, ok := n.(*yamlast.LiteralNode)
	if !ok || !strings.HasPrefix(literal.Start.Value, "|") {
		b.add(b.place(n), "write \"|\" here, and the lines below it, each indented by two spaces")
		return nil
	}
	source := strings.Split(b.source, "\n")
	first := b.place(n).line - b.line + 1 // index in source of the line below "|"
	var list []text
	for i, line := range strings.Split(strings.TrimRight(literal.Value.Value, "\n"), "\n") {
		column := 1
		if first+i < len(source) {
			column += strings.Index(source[first+i], line)
		}
		list = append(list, text{line, place{b.line + first + i, max(column, 1)}})
	}
	return list
}
