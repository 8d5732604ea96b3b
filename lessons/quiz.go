package lessons

import (
	yamlast "github.com/goccy/go-yaml/ast"
)

// readQuiz reads a quiz block.
func (d *draft) readQuiz(f fence) {
	n := f.parse()
	if n == nil {
		return
	}
	q := Quiz{Line: f.line - 1}
	f.mapping(n, "a quiz", key{"questions", true, func(n yamlast.Node) {
		f.sequence(n, func(n yamlast.Node) { q.Questions = append(q.Questions, d.question(f.block, n)) })
	}})
	d.addBlock(Block{Quiz: &q})
}

func (d *draft) question(b block, n yamlast.Node) Question {
	var q Question
	var options yamlast.Node
	b.mapping(n, "a question",
		key{"ask", true, func(n yamlast.Node) { q.Ask = d.label(b, n) }},
		key{"options", true, func(n yamlast.Node) { options = n }},
	)
	if options != nil {
		q.Options = d.options(b, options, b.first(n), "a question")
	}
	return q
}
