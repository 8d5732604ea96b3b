package web

import (
	"poplab/lessons"
)

// headView is what tasks and puzzles have in common: a place in the list of tasks,
// and a section with a heading. static/lesson.js looks the module up by Kind.
type headView struct {
	ID, Title string
	Kind      string // "task", or the kind of puzzle
	Number    int    // from 1
	Anchor    string // id of its section
	Version   string // of what it asks for
}

// questionView is a group of radio buttons.
type questionView struct {
	Name    string // of the group
	Ask     string // HTML
	Options []optionView
}

// taskView is a task with the ids that its parts have in the page.
type taskView struct {
	headView
	lessons.Task
	Inputs []fieldView
}

// fieldView is a question of a task.
type fieldView struct {
	lessons.Field
	ID string
}

func newTask(h headView, t lessons.Task) *taskView {
	v := &taskView{headView: h, Task: t}
	for _, f := range t.Fields {
		v.Inputs = append(v.Inputs, fieldView{f, "field-" + t.ID + "-" + f.Name})
	}
	return v
}

// lineView is a line of a transcript in the text of a lesson.
type lineView struct {
	lessons.ReferenceLine
	Number int    // from 1
	Label  string // "S", "C" or "" for a line that never was on the wire
	Whose  phrase // the same in a word
	Source sourceView
}

// whose tells in a word who says a line of that side.
var whose = map[string]phrase{"C": say("client"), "S": say("server"), "L": say("your own program")}

// label is the letter that stands before a line of that side.
func label(side string) string {
	if side == "L" {
		return ""
	}
	return side
}

func viewLines(lines []lessons.ReferenceLine) []lineView {
	var list []lineView
	for i, line := range lines {
		list = append(list, lineView{line, i + 1, label(line.Side), whose[line.Side], source(line.RFC)})
	}
	return list
}
