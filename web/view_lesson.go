package web

import (
	"strconv"

	"poplab/lessons"
	"poplab/wasm/pop3"
)

// lessonView is a lesson beside its console.
type lessonView struct {
	frameView
	Console    consoleView
	Step       stepView
	Sources    []sourceView
	Needs      []stepView
	Tasks      []taskView // for the list at the top
	Blocks     []blockView
	Prev, Next *stepView
}

// sourceView is a citation and where to read it.
type sourceView struct{ Name, URL string }

// blockView is a part of the body; exactly one field is set.
type blockView struct {
	HTML      string
	Task      *taskView
	Quiz      *quizView
	Reference *referenceView
}

// taskView is a task with the ids that its parts have in the page.
type taskView struct {
	lessons.Task
	Number int
	Anchor string // id of its section
	Inputs []fieldView
}

// fieldView is a question of a task.
type fieldView struct {
	lessons.Field
	ID string
}

// quizView is a quiz whose radio groups have names of their own.
type quizView struct {
	Anchor    string
	Questions []questionView
}

type questionView struct {
	Name    string // of the radio group
	Ask     string
	Options []optionView
}

type optionView struct {
	lessons.Option
	ID    string
	Value string
	Right string // "true" or "false", for a data-* attribute
}

// referenceView is a transcript that the page holds from the start.
type referenceView struct {
	Anchor string
	Lines  []referenceLine
}

type referenceLine struct {
	lessons.ReferenceLine
	Label  string // "S", "C" or "" for a line that never was on the wire
	Source sourceView
}

func viewLesson(o Options, i int) lessonView {
	l := o.Lessons[i]
	step := stepOf(l)
	f := o.frame(step.Path, l.Title, l.Goal).withConsole("lesson.js", "task.js", "quiz.js")
	v := lessonView{frameView: f, Step: step, Sources: sources(l.RFC)}
	v.Console = f.sandbox("lesson", l.Hosts()...)
	v.Console.Text, v.Console.Scenario, v.Console.Tasks = "Lesson", l.Scenario, l.TaskText()
	v.addNeighbours(o.Lessons, i)
	for n, b := range l.Blocks {
		v.addBlock(b, strconv.Itoa(n+1))
	}
	return v
}

func (v *lessonView) addNeighbours(course []lessons.Lesson, i int) {
	if i > 0 {
		step := stepOf(course[i-1])
		v.Prev = &step
	}
	if i+1 < len(course) {
		step := stepOf(course[i+1])
		v.Next = &step
	}
	for _, need := range course[i].Needs {
		for _, l := range course {
			if l.ID == need {
				v.Needs = append(v.Needs, stepOf(l))
			}
		}
	}
}

// addBlock adds b; n makes its ids unique in the page.
func (v *lessonView) addBlock(b lessons.Block, n string) {
	view := blockView{HTML: b.HTML}
	switch {
	case b.Task != nil:
		view.Task = newTask(*b.Task, len(v.Tasks)+1)
		v.Tasks = append(v.Tasks, *view.Task)
	case b.Quiz != nil:
		view.Quiz = newQuiz(*b.Quiz, "quiz-"+n)
	case b.Reference != nil:
		view.Reference = newReference(*b.Reference, "reference-"+n)
	}
	v.Blocks = append(v.Blocks, view)
}

func newTask(t lessons.Task, number int) *taskView {
	v := &taskView{Task: t, Number: number, Anchor: "task-" + t.ID}
	for _, f := range t.Fields {
		v.Inputs = append(v.Inputs, fieldView{f, "field-" + t.ID + "-" + f.Name})
	}
	return v
}

func newQuiz(q lessons.Quiz, anchor string) *quizView {
	v := &quizView{Anchor: anchor}
	for i, question := range q.Questions {
		name := anchor + "-" + strconv.Itoa(i+1)
		qv := questionView{Name: name, Ask: question.Ask}
		for j, o := range question.Options {
			value := strconv.Itoa(j + 1)
			qv.Options = append(qv.Options, optionView{o, name + "-" + value, value, strconv.FormatBool(o.Right)})
		}
		v.Questions = append(v.Questions, qv)
	}
	return v
}

func newReference(r lessons.Reference, anchor string) *referenceView {
	v := &referenceView{Anchor: anchor}
	for _, line := range r.Lines {
		label := line.Side
		if label == "L" {
			label = ""
		}
		v.Lines = append(v.Lines, referenceLine{line, label, source(line.RFC)})
	}
	return v
}

func sources(citations []string) []sourceView {
	var list []sourceView
	for _, c := range citations {
		list = append(list, source(c))
	}
	return list
}

func source(citation string) sourceView { return sourceView{citation, pop3.CitationURL(citation)} }
