package web

import (
	"strconv"
	"strings"

	"poplab/lessons"
)

// drillView is one task at a time beside the console, without end. static/drill.js
// shows the task whose turn it is, and between two tasks a card that is due.
type drillView struct {
	frameView
	Console consoleView
	Heading string
	Step    stepView
	Intro   []string // HTML
	Tasks   []drillTask
	Cards   []recallView
}

// drillTask is a task with what the console judges when its turn comes.
type drillTask struct {
	taskView
	Judged string // as check.ParseTasks reads it
}

// recallView is a card to be answered from memory.
type recallView struct {
	lessons.Card
	ID      string // of its input
	Answers string // one in a line
	Lesson  stepView
}

// drillModules are what the drill loads beside its console.
var drillModules = []string{
	"learner.js", "identity.js", "facts.js", "world.js", "keeper.js", "kept.js", "draw.js", "step.js", "task.js", "hints.js", "shuffle.js", "memory.js",
}

func viewDrill(o Options) drillView {
	l := *o.Course.Drill
	f := o.frame(drillPath, verbatim(l.Title), verbatim(l.Goal)).withConsole("drill.js", drillModules...)
	f.Styles = []string{"beside.css", "lesson.css", "drawer.css", "travel.css"}
	v := drillView{frameView: f, Console: f.sandbox("lesson", l.Hosts()...), Heading: l.Title, Step: stepOf(l)}
	v.Console.Text, v.Console.Scenario, v.Console.World = verbatim(l.Title), l.Scenario, true
	for _, b := range l.Blocks {
		switch {
		case b.Task != nil:
			v.addTask(*b.Task)
		case b.HTML != "":
			v.Intro = append(v.Intro, b.HTML)
		}
	}
	for _, card := range o.Course.Cards() {
		v.addCard(card, o.Course.Lessons)
	}
	return v
}

func (v *drillView) addTask(t lessons.Task) {
	h := headView{ID: t.ID, Title: t.Title, Kind: "task", Number: len(v.Tasks) + 1, Anchor: "task-" + t.ID}
	v.Tasks = append(v.Tasks, drillTask{*newTask(h, t), t.TaskText()})
}

// addCard adds a card whose lesson this site has.
func (v *drillView) addCard(c lessons.Card, course []lessons.Lesson) {
	for _, l := range course {
		if l.ID == c.From {
			id := "card-" + strconv.Itoa(len(v.Cards)+1)
			v.Cards = append(v.Cards, recallView{c, id, strings.Join(c.Answers, "\n"), stepOf(l)})
		}
	}
}
