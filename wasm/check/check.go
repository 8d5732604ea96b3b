// Package check evaluates the goals of a lesson over a transcript and the
// maildrops behind it. It grades meaning, not typed strings.
package check

import (
	"poplab/wasm/mailbox"
	"poplab/wasm/transcript"
)

// Task is a named list of goals; it is done when all of them are met.
type Task struct {
	ID    string
	Goals []Goal
}

// Goal is one condition. Its written form is its source.
type Goal struct {
	source string
}

func (g Goal) String() string { return g.source }

// ParseGoal reads one goal; the error says what is wrong and what is allowed.
func ParseGoal(source string) (Goal, error) { return Goal{}, nil }

// Evidence is what goals are judged by.
type Evidence struct {
	Transcript *transcript.Transcript
	Maildrop   func(host, user string) *mailbox.Maildrop // nil for a user the world does not have
	Answers    map[string]string                         // what the learner wrote into the fields of this task, by field name
	Facts      map[string]string                         // what the scenario generated, such as "word"
}

// Verdict says whether a goal is met and why: what was seen, or what is missing.
type Verdict struct {
	Met   bool
	Said  string
	Entry int // the transcript entry that decided, or -1
}

// Check judges one goal.
func (g Goal) Check(e Evidence) Verdict { return Verdict{} }
