// Package lessons loads lessons from markdown files, checks them, and holds the
// ones that come with poplab, one folder each. README.md in this folder is the
// manual for those who write lessons.
//
//	file.md ──► front matter ──► id, title, goal ...
//	        ──► markdown     ──► HTML, in order with
//	              fences     ──► scenario, tasks, quizzes, reference transcripts
//
// Load finds every mistake that can be seen without running anything, and names
// each with file, line and column. Replay runs a lesson: it plays the solution
// of every task and every reference transcript in the sandbox.
//
// To add a kind of block, give its fence a row in the table of fences.go, its
// value a field in Block, and its format a section in README.md.
package lessons

import (
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
)

// Lesson is one lesson, checked and rendered.
type Lesson struct {
	ID      string // the name in its URL, such as "L1"
	Title   string
	Goal    string   // one sentence: what the learner can do afterwards
	Minutes int      // how long it takes
	Needs   []string // IDs of lessons that come before
	RFC     []string // citations, such as "RFC 1939 section 5"
	File    string   // path of the file, for messages
	// Scenario is the text of the mailbox fence, as sandbox.ParseScenario reads
	// it; "" means the standard world.
	Scenario string
	Blocks   []Block // the body, in order
}

// Hosts names the hosts of the lesson's world, in the order of its scenario.
func (l Lesson) Hosts() []string {
	world, _ := sandbox.ParseScenario(l.Scenario) // Load has checked it
	return world.Hosts()
}

// TaskText is the tasks as check.ParseTasks reads them, for the page to hand on.
func (l Lesson) TaskText() string {
	var tasks []check.Task
	for _, t := range l.tasks() {
		goals, _ := parseGoals(t.Goals) // Load has checked them
		tasks = append(tasks, check.Task{ID: t.ID, Goals: goals})
	}
	return check.FormatTasks(tasks)
}

// Block is a part of the body; exactly one field is set.
type Block struct {
	HTML      string // rendered markdown, safe
	Task      *Task
	Quiz      *Quiz
	Reference *Reference
}

// Task is something to do in the console.
type Task struct {
	ID       string
	Title    string   // one line, HTML
	Text     string   // HTML; may be ""
	Goals    []string // as check.ParseGoal reads them
	Fields   []Field  // questions that the learner answers in the page
	Hints    []string // three levels, HTML: idea, place, the line itself
	Solution []string // lines that meet every goal, as Replay plays them
	Line     int      // of its fence in the file, for messages
}

// Field is a question with a short answer.
type Field struct {
	Name string // as goals name it
	Ask  string // label, plain text
	// Options makes it a choice; otherwise it is a short text.
	Options []string
}

// Quiz is a list of questions with one right answer each.
type Quiz struct{ Questions []Question }

// Question has its options in the order of the file.
type Question struct {
	Ask     string // HTML
	Options []Option
}

// Option is one answer and the reason why it is right or wrong.
type Option struct {
	Say   string // HTML
	Right bool
	Why   string // HTML
}

// Reference is a transcript with its notes.
type Reference struct {
	Lines []ReferenceLine
	Line  int // of its fence in the file, for messages
}

// ReferenceLine is one line of a reference transcript.
type ReferenceLine struct {
	Side string // "C", "S" or "L"
	Text string // without line end
	Note string // HTML: the author's, or else the annotator's
	RFC  string // citation
}
