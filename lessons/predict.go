package lessons

import (
	yamlast "github.com/goccy/go-yaml/ast"
)

// readPredict reads a predict block: a question about what will happen, and the
// lines that settle it.
func (d *draft) readPredict(f fence) {
	p := &Predict{}
	var goals []text
	ok := d.readStep(f, "a prediction", &p.Step,
		key{"ask", true, func(n yamlast.Node) { p.Ask = d.paragraphs(f.block, n) }},
		key{"options", true, func(n yamlast.Node) { p.Options = d.options(f.block, n, place{f.line, 1}, "a prediction") }},
		key{"goals", true, func(n yamlast.Node) { goals = f.texts(n) }},
		key{"hints", false, func(n yamlast.Node) { p.Hints = d.hints(f.block, n) }},
		key{"solution", true, func(n yamlast.Node) { p.Solution = f.typed(n) }},
	)
	if !ok {
		return
	}
	p.Goals = plain(goals)
	f.checkGoals(goals, nil)
	d.addBlock(Block{Predict: p})
}
