package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/transcript"
)

// Answer is all that changed since the last one.
type Answer struct {
	Rows      []Row // what is new, up to mostRows of it; Desk.Rows gives the others
	Count     int   // rows that there are in all
	Last      transcript.Kind
	State     transcript.State
	Host      string
	Format    string // of a log that was read, in words
	Sessions  int    // connections so far
	Warnings  int    // notes so far that warn
	Errors    int    // notes so far that tell of a broken rule
	Connected bool
	Legal     []string // commands that the session knows to be legal now
	Clear     bool     // the learner wants an empty screen
	Send      []byte   // octets for the real server
	Tasks     []TaskState
}

// mostRows is how many rows an answer has at most: the page draws a long message
// over several frames, and asks for the rest when it needs it.
const mostRows = 500

// TaskState is how a task stands.
type TaskState struct {
	ID       string
	Verdicts []check.Verdict
}

// Done says whether every goal is met.
func (t TaskState) Done() bool {
	for _, v := range t.Verdicts {
		if !v.Met {
			return false
		}
	}
	return true
}

// explain writes the notes of all entries that have none yet, and counts them.
func (d *Desk) explain() {
	next := d.annotator.Next(d.transcript)
	d.notes = append(d.notes, next...)
	for i := range next {
		d.tally[next[i].Severity]++
	}
}

func (d *Desk) answer() Answer {
	d.explain()
	t := d.transcript
	a := Answer{
		State:    t.State(),
		Host:     t.Host,
		Format:   d.format,
		Warnings: d.tally[annotate.Warning],
		Errors:   d.tally[annotate.Error],
		Count:    len(t.Entries),
		Rows:     d.Rows(d.shown, min(len(t.Entries)-d.shown, mostRows)),
		Tasks:    d.judge(),
	}
	d.shown = len(t.Entries)
	if d.shown > 0 {
		last := &t.Entries[d.shown-1]
		a.Last, a.Sessions = last.Kind, last.Session
	}
	if d.console != nil {
		a.Connected, a.Clear = d.console.Connected(), d.console.Cleared()
	}
	for _, c := range t.Legal() {
		a.Legal = append(a.Legal, c.Name)
	}
	return a
}

func (d *Desk) judge() []TaskState {
	if len(d.tasks) == 0 {
		return nil
	}
	view := check.NewView(check.Evidence{
		Windows:  check.One(d.transcript),
		Maildrop: d.console.Maildrop,
		Facts:    d.console.Facts,
	})
	var states []TaskState
	for _, t := range d.tasks {
		states = append(states, TaskState{ID: t.ID, Verdicts: view.Judge(t.Goals, d.answers[t.ID])})
	}
	return states
}
