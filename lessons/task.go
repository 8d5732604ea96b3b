package lessons

import (
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"

	"poplab/wasm/check"
)

// readTask reads a task block.
func (d *draft) readTask(f fence) {
	n := f.parse(f.source)
	if n == nil {
		return
	}
	t := &Task{Step: Step{Line: f.line - 1}}
	var id text
	var goals []text
	f.mapping(n, "a task",
		key{"id", true, func(n yamlast.Node) { id = f.slug(n) }},
		key{"title", true, func(n yamlast.Node) { t.Title = f.html(still, f.text(n)) }},
		key{"text", false, func(n yamlast.Node) { t.Text = f.paragraphs(f.text(n)) }},
		key{"goals", true, func(n yamlast.Node) { goals = f.texts(n) }},
		key{"fields", false, func(n yamlast.Node) { t.Fields = f.fields(n) }},
		key{"hints", true, func(n yamlast.Node) { t.Hints = f.hints(n) }},
		key{"solution", true, func(n yamlast.Node) { t.Solution = plain(f.texts(n)) }},
	)
	t.ID, t.Goals = id.string, plain(goals)
	if slices.ContainsFunc(d.tasks(), func(other *Task) bool { return other.ID == t.ID }) {
		f.add(id.at, "task %q stands in this lesson already; give this one another id", t.ID)
	}
	f.checkGoals(goals, t.Fields)
	d.lesson.Blocks = append(d.lesson.Blocks, Block{Task: t})
}

// paragraphs renders a text that stands on its own.
func (b block) paragraphs(t text) string {
	html := b.html(prose, t)
	if len(html) > 0 && html[0] != '<' {
		return "<p>" + html + "</p>"
	}
	return html
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
		if slices.ContainsFunc(list, func(other Field) bool { return other.Name == f.Name }) {
			b.add(name.at, "field %q stands in this task already; give this one another name", f.Name)
		}
		list = append(list, f)
	})
	return list
}

// hints reads the three levels of help.
func (b block) hints(n yamlast.Node) []string {
	var list []string
	for _, t := range b.texts(n) {
		list = append(list, b.html(prose, t))
	}
	if len(list) != 3 {
		b.add(b.place(n), "a task has three hints and this one has %d: the idea, the place, the line itself", len(list))
	}
	return list
}
