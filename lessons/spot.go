package lessons

import (
	"slices"
	"strconv"

	yamlast "github.com/goccy/go-yaml/ast"

	"poplab/wasm/pop3/conformance"
)

// readSpot reads a spot block: a transcript with wrong lines.
func (d *draft) readSpot(f fence) {
	s := &Spot{}
	var transcript, faults yamlast.Node
	var options []text
	ok := d.readStep(f, "a spot", &s.Step,
		key{"text", false, func(n yamlast.Node) { s.Text = d.paragraphs(f.block, n) }},
		key{"literal", false, func(n yamlast.Node) {
			s.Literal = f.truth(n, "write \"literal: true\" for a text that is printed somewhere, or leave it out")
		}},
		key{"transcript", true, func(n yamlast.Node) { transcript = n }},
		key{"options", true, func(n yamlast.Node) { options = f.texts(n) }},
		key{"faults", true, func(n yamlast.Node) { faults = n }},
	)
	if !ok {
		return
	}
	for _, o := range options {
		s.Options = append(s.Options, d.html(f.block, still, o))
	}
	if transcript != nil {
		s.Lines = f.spotLines(transcript, s.Literal)
	}
	if faults != nil {
		s.Faults = d.faults(f.block, faults, s, plain(options))
	}
	d.addBlock(Block{Spot: s})
}

// spotLines reads the transcript. A text that is printed somewhere may say of a
// line what it likes, or nothing, about who spoke it.
func (b block) spotLines(n yamlast.Node, literal bool) []ReferenceLine {
	var list []ReferenceLine
	for _, t := range b.lines(n) {
		side, said, ok := cutSide(t.string)
		if !ok && !literal {
			b.add(t.at, sideWanted)
		}
		if !ok {
			side, said = "", t.string
		}
		list = append(list, ReferenceLine{Side: side, Text: said, Line: t.at.line})
	}
	return list
}

func (d *draft) faults(b block, n yamlast.Node, s *Spot, options []string) []Fault {
	var list []Fault
	b.sequence(n, func(n yamlast.Node) {
		var f Fault
		var line, is, rule text
		b.mapping(n, "a fault",
			key{"line", true, func(n yamlast.Node) { line = b.number(n, "number of a line") }},
			key{"is", true, func(n yamlast.Node) { is = b.text(n) }},
			key{"why", true, func(n yamlast.Node) { f.Why = d.label(b, n) }},
			key{"rule", true, func(n yamlast.Node) { rule = b.text(n) }},
		)
		f.Line, f.Is = line.value(), slices.Index(options, is.string)
		f.Rule, f.RFC = b.rule(rule)
		if f.Line > len(s.Lines) {
			b.add(line.at, "the transcript has no line %d; it has %d", f.Line, len(s.Lines))
		}
		if slices.ContainsFunc(list, func(other Fault) bool { return other.Line == f.Line }) {
			b.add(line.at, "line %s has a fault already", strconv.Itoa(f.Line))
		}
		if f.Is < 0 && is.string != "" {
			b.unknown(is.at, "option", is.string, "the options are", options)
		}
		list = append(list, f)
	})
	if len(list) == 0 {
		b.add(b.place(n), "nothing is wrong here; write one fault or more")
	}
	return list
}

// rule reads the name of a rule, which has its citation, or a citation.
func (b block) rule(t text) (name, rfc string) {
	if t.string == "" || isCitation(t.string) {
		return "", t.string
	}
	for _, chapter := range conformance.Chapters() {
		for _, rule := range chapter.Rules {
			if rule.Name == t.string {
				return rule.Name, rule.RFC
			}
		}
	}
	b.add(t.at, "there is no rule %q; write its name on the reference page, such as R101, or a citation such as \"RFC 1939 section 5\"", t.string)
	return "", ""
}
