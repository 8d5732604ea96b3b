package lessons

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// headings calls see with every heading of the prose, what it says, and its place.
func (p *page) headings(see func(h *ast.Heading, says string, at place)) {
	source := []byte(p.body)
	ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			at := p.place(offsetOf(h))
			at.column = 1
			see(h, strings.TrimSpace(plainText(h, source)), at)
		}
		return ast.WalkContinue, nil
	})
}

// checkHeadingLevels finds a level that is left out. The title of the page stands
// above all headings, so the first is of level 2.
func (p *page) checkHeadingLevels() {
	above := 1
	p.headings(func(h *ast.Heading, says string, at place) {
		if h.Level > above+1 {
			p.add(at, "this heading has %s, and the one above it %s; write %s here",
				marks(h.Level), marks(above), marks(above+1))
		}
		above = h.Level
	})
}

func marks(level int) string { return strings.Repeat("#", level) }

// checkHeadingTexts finds headings that a list of headings could not tell apart, and
// those that say nothing.
func (p *page) checkHeadingTexts() {
	first := map[string]place{}
	p.headings(func(_ *ast.Heading, says string, at place) {
		key := strings.ToLower(says)
		other, taken := first[key]
		switch {
		case says == "":
			p.add(at, "this heading says nothing; give it words, or take the line out")
		case taken:
			p.add(at, "line %d has the same heading; say in one of them what is different", other.line)
		default:
			first[key] = at
		}
	})
}
