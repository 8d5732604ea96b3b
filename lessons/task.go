package lessons

import (
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"

	"poplab/wasm/check"
)

// readTask reads a task block.
func (d *draft) readTask(f fence) {
	t := &Task{}
	var goals []text
	ok := d.readStep(f, "a task", &t.Step,
		key{"text", false, func(n yamlast.Node) { t.Text = d.paragraphs(f.block, n) }},
		key{"goals", true, func(n yamlast.Node) { goals = f.texts(n) }},
		key{"fields", false, func(n yamlast.Node) { t.Fields = f.fields(n) }},
		key{"hints", true, func(n yamlast.Node) { t.Hints = d.hints(f.block, n) }},
		key{"solution", true, func(n yamlast.Node) { t.Solution = f.typed(n) }},
		key{"mistakes", false, func(n yamlast.Node) { d.mistakes(f.block, n, t) }},
	)
	if !ok {
		return
	}
	t.Goals = plain(goals)
	f.checkGoals(goals, t.Fields)
	d.addBlock(Block{Task: t})
}

// checkGoals parses the goals. At least one of them must need work: one that
// holds before the learner did anything would tick the task at once.
func (b block) checkGoals(goals []text, fields []Field) {
	work := false
	for _, source := range goals {
		g, err := check.ParseGoal(source.string)
		if err != nil {
			b.add(source.at, "%v", err)
			work = true
			continue
		}
		work = work || !g.Guard()
		if g.Field() != "" && !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == g.Field() }) {
			b.add(source.at, "this task has no field %q; add it below \"fields:\"", g.Field())
		}
	}
	if len(goals) > 0 && !work {
		b.add(goals[0].at, "this task is done before it begins; add a goal that the learner has to reach")
	}
}

// fields reads the questions of a task.
func (b block) fields(n yamlast.Node) []Field {
	var list []Field
	b.sequence(n, func(n yamlast.Node) {
		var f Field
		var name text
		b.mapping(n, "a field",
			key{"name", true, func(n yamlast.Node) { name = b.slug(n) }},
			key{"ask", true, func(n yamlast.Node) { f.Ask = b.text(n).string }},
			key{"options", false, func(n yamlast.Node) { f.Options = plain(b.texts(n)) }},
		)
		f.Name = name.string
		if f.Name != "" && slices.ContainsFunc(list, func(other Field) bool { return other.Name == f.Name }) {
			b.add(name.at, "field %q stands in this task already; give this one another name", f.Name)
		}
		list = append(list, f)
	})
	return list
}

// hints reads the three levels of help.
func (d *draft) hints(b block, n yamlast.Node) []string {
	var list []string
	for _, t := range b.texts(n) {
		list = append(list, d.html(b, prose, t))
	}
	if len(list) != 3 {
		b.add(b.place(n), "hints are three: the idea, the place, the line itself; here are %d", len(list))
	}
	return list
}

// typed reads lines for the console. In quotes a line may be empty, as the one
// between header and body of a message is.
func (b block) typed(n yamlast.Node) []string {
	var list []string
	b.sequence(n, func(item yamlast.Node) {
		if line, ok := item.(*yamlast.StringNode); ok && line.Value == "" {
			list = append(list, "")
			return
		}
		list = append(list, b.text(item).string)
	})
	if len(list) == 0 {
		b.add(b.place(n), "write the lines here that are typed, each on a line of its own behind \"- \"")
	}
	return list
}

// mistakes reads the wrong ways through a task.
func (d *draft) mistakes(b block, n yamlast.Node, t *Task) {
	b.sequence(n, func(n yamlast.Node) {
		m := Mistake{Line: b.first(n).line}
		var when, say text
		b.mapping(n, "a mistake",
			key{"when", false, func(n yamlast.Node) { when = b.text(n) }},
			key{"say", true, func(n yamlast.Node) { say = b.text(n) }},
			key{"run", true, func(n yamlast.Node) { m.Run = b.typed(n) }},
		)
		if when.string == "" { // the goals of the task have the words themselves
			m.Say = say.string
			t.Refused = append(t.Refused, m)
			return
		}
		m.When, m.Say = when.string, d.html(b, prose, say)
		b.checkWhen(when)
		t.Mistakes = append(t.Mistakes, m)
	})
}

// checkWhen parses the goal by which a mistake is known.
func (b block) checkWhen(when text) {
	g, err := check.ParseGoal(when.string)
	switch {
	case err != nil:
		b.add(when.at, "%v", err)
	case g.Guard():
		b.add(when.at, "this holds before the learner has done anything; write what happens when the mistake is made")
	}
}
