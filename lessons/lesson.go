// Package lessons loads lessons from markdown files, checks them, and holds the
// ones that come with poplab, one folder each. README.md in this folder is the
// manual for those who write lessons.
//
//	course.md ──► title, chapters, and what lessons inherit
//	file.md   ──► front matter ──► id, title, goal ...
//	          ──► markdown     ──► HTML, in order with
//	                fences     ──► scenario, tasks, puzzles, quizzes, transcripts
//	deck.md   ──► claims, for lessons to draw from
//
// LoadCourse finds every mistake that can be seen without running anything, and
// names each with file, line and column. Replay runs a lesson: it plays solutions,
// wrong runs, puzzles and transcripts in the sandbox.
//
// # The files
//
// load.go reads a folder, inherit.go course.md and deck.go a deck; draft.go takes
// a lesson apart, front.go its front matter. Each block has a file that reads it and
// its type in blocks.go; yaml.go, mapping.go and step.go are what they share.
// render.go makes HTML, with chip.go, cite.go, facts.go, alerts.go and anchor.go;
// beside.go takes images along. To prove,
// replay.go seats a player at a desk (player.go, solution.go) for what is typed, and
// sets a stage (stage.go, playback.go) for transcripts; prove.go has the puzzles. Lint
// joins both and looks for more (lint_*.go).
//
// To add a kind of block, give its fence a row in the table of fences.go, its
// value a field in Block, its proof a case in Replay, and its format a section in
// README.md.
package lessons

import (
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
)

// Lesson is one lesson, checked and rendered.
type Lesson struct {
	ID       string // the name in its URL, such as "L1"
	Title    string
	Goal     string   // one sentence: what the learner can do afterwards
	Minutes  int      // how long it takes
	Chapter  string   // ID of its chapter in the course; "" outside of all
	Language string   // of its text, as HTML writes it: "en"
	Needs    []string // IDs of lessons that come before
	RFC      []string // citations, such as "RFC 1939 section 5"
	Authors  []string
	License  string
	File     string // path of the file, for messages
	// Scenario is the text of the mailbox fence, as sandbox.ParseScenario reads
	// it; "" means the standard world.
	Scenario string
	Blocks   []Block // the body, in order
	Files    []File  // beside the lesson, to which the body leads
}

// Hosts names the hosts of the lesson's world, in the order of its scenario.
func (l Lesson) Hosts() []string {
	world, _ := sandbox.ParseScenario(l.Scenario) // Load has checked it
	return world.Hosts()
}

// Steps are what the learner works through, in order: every block that has an ID.
func (l Lesson) Steps() []*Step {
	var list []*Step
	for _, b := range l.Blocks {
		if s := b.Step(); s != nil {
			list = append(list, s)
		}
	}
	return list
}

// TaskText is what the console of the lesson judges, as check.ParseTasks reads it:
// the tasks, each with the goals of its mistakes, and the predictions.
func (l Lesson) TaskText() string {
	var tasks []check.Task
	for _, b := range l.Blocks {
		switch {
		case b.Task != nil:
			tasks = append(tasks, b.Task.judged())
		case b.Predict != nil:
			tasks = append(tasks, check.Task{ID: b.Predict.ID, Goals: mustGoals(b.Predict.Goals)})
		}
	}
	return check.FormatTasks(tasks)
}

// Block is a part of the body; exactly one field is set.
type Block struct {
	HTML      string // rendered markdown, safe
	Task      *Task
	Predict   *Predict
	Gaps      *Gaps
	Order     *Order
	Spot      *Spot
	Claim     *Claim
	Deck      *Deck
	Sort      *Sort
	Quiz      *Quiz
	Reference *Reference
	Replay    *Recording
	Recall    *Recall
}

// Step is the step that the block is; nil for text, quizzes, transcripts and cards.
func (b Block) Step() *Step {
	switch {
	case b.Task != nil:
		return &b.Task.Step
	case b.Predict != nil:
		return &b.Predict.Step
	case b.Gaps != nil:
		return &b.Gaps.Step
	case b.Order != nil:
		return &b.Order.Step
	case b.Spot != nil:
		return &b.Spot.Step
	case b.Claim != nil:
		return &b.Claim.Step
	case b.Deck != nil:
		return &b.Deck.Step
	case b.Sort != nil:
		return &b.Sort.Step
	}
	return nil
}

// Step is what blocks have in common that a learner works through.
type Step struct {
	ID    string // its own within the lesson; progress is kept under it
	Title string // one line, HTML
	Line  int    // of its fence in the file, for messages
}
