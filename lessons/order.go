package lessons

import (
	"slices"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// readOrder reads an order block: lines that the learner puts in order.
func (d *draft) readOrder(f fence) {
	o := &Order{}
	var goals, lines []text
	var decoys, mistakes yamlast.Node
	ok := d.readStep(f, "an order", &o.Step,
		key{"text", false, func(n yamlast.Node) { o.Text = d.paragraphs(f.block, n) }},
		key{"start", false, func(n yamlast.Node) { o.Start = f.typed(n) }},
		key{"lines", true, func(n yamlast.Node) { lines = f.texts(n) }},
		key{"decoys", false, func(n yamlast.Node) { decoys = n }},
		key{"goals", true, func(n yamlast.Node) { goals = f.texts(n) }},
		key{"mistakes", false, func(n yamlast.Node) { mistakes = n }},
	)
	if !ok {
		return
	}
	o.Lines, o.Goals = plain(lines), plain(goals)
	f.checkGoals(goals, nil)
	if len(lines) == 1 {
		f.add(lines[0].at, "one line has no order; write two or more")
	}
	if decoys != nil {
		o.Decoys = d.decoys(f.block, decoys, o.Lines)
	}
	if mistakes != nil {
		o.Mistakes = d.wrongOrders(f.block, mistakes, o)
	}
	d.addBlock(Block{Order: o})
}

func (d *draft) decoys(b block, n yamlast.Node, lines []string) []Decoy {
	var list []Decoy
	b.sequence(n, func(n yamlast.Node) {
		var line text
		var decoy Decoy
		b.mapping(n, "a decoy",
			key{"line", true, func(n yamlast.Node) { line = b.text(n) }},
			key{"why", true, func(n yamlast.Node) { decoy.Why = d.label(b, n) }},
		)
		decoy.Line = line.string
		if slices.Contains(lines, decoy.Line) {
			b.add(line.at, "%q is a right line too; a decoy is one that does not belong there", decoy.Line)
		}
		list = append(list, decoy)
	})
	return list
}

// wrongOrders reads orders that must not meet the goals. The learner can only make
// those that consist of the lines and decoys.
func (d *draft) wrongOrders(b block, n yamlast.Node, o *Order) []Mistake {
	var list []Mistake
	b.sequence(n, func(n yamlast.Node) {
		m := Mistake{Line: b.first(n).line}
		var run []text
		b.mapping(n, "a wrong order",
			key{"run", true, func(n yamlast.Node) { run = b.texts(n) }},
			key{"say", true, func(n yamlast.Node) { m.Say = d.label(b, n) }},
		)
		left := o.pieces()
		for _, line := range run {
			i := slices.Index(left, line.string)
			if i < 0 {
				b.add(line.at, "nobody can make this order: %q is no line and no decoy of it that is left", line.string)
				continue
			}
			left = slices.Delete(left, i, i+1)
		}
		m.Run = plain(run)
		list = append(list, m)
	})
	return list
}

// pieces are all lines that the learner gets, the right ones first.
func (o *Order) pieces() []string {
	list := slices.Clone(o.Lines)
	for _, d := range o.Decoys {
		list = append(list, d.Line)
	}
	return list
}

// connects says whether lines begin with a connection.
func connects(lines []string) bool {
	return len(lines) > 0 && (strings.HasPrefix(lines[0], "telnet ") || strings.HasPrefix(lines[0], "openssl "))
}
