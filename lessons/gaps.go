package lessons

import (
	"slices"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// readGaps reads a gaps block: a transcript with holes.
func (d *draft) readGaps(f fence) {
	g := &Gaps{}
	ok := d.readStep(f, "a transcript with gaps", &g.Step,
		key{"text", false, func(n yamlast.Node) { g.Text = d.paragraphs(f.block, n) }},
		key{"transcript", true, func(n yamlast.Node) { g.Lines = f.gapLines(n) }},
		key{"reasons", false, func(n yamlast.Node) { g.Reasons = d.reasons(f.block, n) }},
	)
	if ok {
		d.addBlock(Block{Gaps: g})
	}
}

func (b block) gapLines(n yamlast.Node) []GapLine {
	var list []GapLine
	holes := 0
	for _, t := range b.lines(n) {
		side, said, ok := cutSide(t.string)
		if !ok {
			b.add(t.at, sideWanted)
			continue
		}
		at := place{t.at.line, t.at.column + len(t.string) - len(said)}
		line := GapLine{side, b.parts(said, at), t.at.line}
		for _, p := range line.Parts {
			holes += min(len(p.Fill), 1)
		}
		list = append(list, line)
	}
	if len(list) > 0 && holes == 0 {
		b.add(b.place(n), "this transcript has no gap; write one as {{USER mrose}}, or {{RETR 1|TOP 1 0}} where several fit")
	}
	return list
}

// parts cuts a line at its holes.
func (b block) parts(line string, at place) []GapPart {
	var parts []GapPart
	for rest := line; rest != ""; {
		shown, behind, open := strings.Cut(rest, "{{")
		if shown != "" {
			parts = append(parts, GapPart{Text: shown})
		}
		if !open {
			break
		}
		hole := place{at.line, at.column + len(line) - len(behind) - len("{{")}
		inside, after, closed := strings.Cut(behind, "}}")
		if !closed {
			b.add(hole, "this gap has no end; close it with }}")
			break
		}
		parts = append(parts, GapPart{Fill: b.fill(inside, hole)})
		rest = after
	}
	return parts
}

// fill reads what fits a hole.
func (b block) fill(inside string, at place) []string {
	list := strings.Split(inside, "|")
	for i, text := range list {
		switch {
		case strings.TrimSpace(text) == "":
			b.add(at, "nothing fits this gap; write what does between {{ and }}, several texts with | between them")
			return list
		case slices.Contains(list[:i], text):
			b.add(at, "%q stands in this gap twice", text)
		}
	}
	return list
}

func (d *draft) reasons(b block, n yamlast.Node) []Reason {
	var list []Reason
	b.sequence(n, func(n yamlast.Node) {
		var r Reason
		var fill text
		b.mapping(n, "a reason",
			key{"fill", true, func(n yamlast.Node) { fill = b.text(n) }},
			key{"say", true, func(n yamlast.Node) { r.Say = d.label(b, n) }},
		)
		r.Fill = fill.string
		if slices.ContainsFunc(list, func(other Reason) bool { return other.Fill == r.Fill }) {
			b.add(fill.at, "%q has a reason already", r.Fill)
		}
		list = append(list, r)
	})
	return list
}
