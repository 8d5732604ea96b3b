package lessons

import (
	yamlast "github.com/goccy/go-yaml/ast"
)

// readQuiz reads a quiz block.
func (d *draft) readQuiz(f fence) {
	n := f.parse(f.source)
	if n == nil {
		return
	}
	var q Quiz
	f.mapping(n, "a quiz", key{"questions", true, func(n yamlast.Node) {
		f.sequence(n, func(n yamlast.Node) { q.Questions = append(q.Questions, f.question(n)) })
	}})
	d.lesson.Blocks = append(d.lesson.Blocks, Block{Quiz: &q})
}

func (b block) question(n yamlast.Node) Question {
	var q Question
	b.mapping(n, "a question",
		key{"ask", true, func(n yamlast.Node) { q.Ask = b.html(still, b.text(n)) }},
		key{"options", true, func(n yamlast.Node) {
			b.sequence(n, func(n yamlast.Node) { q.Options = append(q.Options, b.option(n)) })
		}},
	)
	right := 0
	for _, o := range q.Options {
		if o.Right {
			right++
		}
	}
	if right != 1 || len(q.Options) < 2 {
		b.add(b.first(n), "a question has two options or more, and one of them is right; this one has %d, and %d right", len(q.Options), right)
	}
	return q
}

func (b block) option(n yamlast.Node) Option {
	var o Option
	b.mapping(n, "an option",
		key{"say", true, func(n yamlast.Node) { o.Say = b.html(still, b.text(n)) }},
		key{"why", true, func(n yamlast.Node) { o.Why = b.html(still, b.text(n)) }},
		key{"right", false, func(n yamlast.Node) { o.Right = b.truth(n) }},
	)
	return o
}

func (b block) truth(n yamlast.Node) bool {
	value, ok := n.(*yamlast.BoolNode)
	if !ok {
		b.add(b.place(n), "write \"right: true\" below the right option, and nothing below the others")
		return false
	}
	return value.Value
}
