// Package desk is what a learner sits at: a console, the annotator that looks
// over the shoulder, and the tasks of a lesson. The page calls one method for
// each thing that happens and draws the Answer that comes back.
package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// Desk joins console, notes and tasks.
type Desk struct {
	console *sandbox.Console
	notes   annotate.Annotator
	tasks   []check.Task
	answers map[string]map[string]string // by task, then by field
	masked  bool                         // secrets stay off the screen
	shown   int                          // entries already answered
}

// Open sits down in front of a simulated world. The texts are those of
// sandbox.ParseScenario and check.ParseTasks; the seed is the learner's own.
func Open(scenario, tasks, seed string) (*Desk, error) {
	s, err := sandbox.ParseScenario(scenario)
	if err != nil {
		return nil, err
	}
	list, err := check.ParseTasks(tasks)
	if err != nil {
		return nil, err
	}
	return &Desk{
		console: sandbox.NewConsole(s, seed),
		tasks:   list,
		answers: map[string]map[string]string{},
	}, nil
}

// OpenBridge sits down in front of a real server; masked keeps passwords and
// digests off the screen and out of the notes.
func OpenBridge(target string, masked bool) *Desk {
	return &Desk{
		console: sandbox.NewBridgedConsole(target),
		notes:   annotate.Annotator{Masked: masked},
		masked:  masked,
	}
}

// Type takes a line of the learner. In front of a real server the answer holds
// the octets to send.
func (d *Desk) Type(line string) Answer {
	send := d.console.Type(line)
	a := d.answer()
	a.Send = send
	return a
}

// Linked, Receive, Ended and Lost tell what happened on a bridged connection.
func (d *Desk) Linked() Answer {
	d.console.Linked()
	return d.answer()
}

// Receive takes octets of the real server.
func (d *Desk) Receive(octets []byte) Answer {
	d.console.Receive(octets)
	return d.answer()
}

// Ended tells that the real server closed the connection.
func (d *Desk) Ended() Answer {
	d.console.Ended()
	return d.answer()
}

// Lost tells that the connection broke, and why in words.
func (d *Desk) Lost(reason string) Answer {
	d.console.Lost(reason)
	return d.answer()
}

// Hangup closes the connection without QUIT.
func (d *Desk) Hangup() Answer {
	d.console.Hangup()
	return d.answer()
}

// Fill writes what the learner put into an answer field of a task.
func (d *Desk) Fill(task, field, value string) Answer {
	if d.answers[task] == nil {
		d.answers[task] = map[string]string{}
	}
	d.answers[task][field] = value
	return d.answer()
}

// Retell answers with every row from the first on: the notes speak another
// language now.
func (d *Desk) Retell() Answer {
	d.notes = annotate.Annotator{Masked: d.masked}
	d.shown = 0
	return d.answer()
}

// Look answers with nothing new: how things stand.
func (d *Desk) Look() Answer { return d.answer() }

// Answer is all that changed since the last one.
type Answer struct {
	Rows      []Row
	State     transcript.State
	Host      string
	Connected bool
	Legal     []string // commands that the session knows to be legal now
	Clear     bool     // the learner wants an empty screen
	Send      []byte   // octets for the real server
	Tasks     []TaskState
}

// Row is one line with its note.
type Row struct {
	Index int
	Entry transcript.Entry
	Text  string // as shown: no line end, nothing invisible, secrets masked where asked
	Note  annotate.Note
}

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

func (d *Desk) answer() Answer {
	t := d.console.Transcript
	a := Answer{
		State:     t.State(),
		Host:      t.Host,
		Connected: d.console.Connected(),
		Clear:     d.console.Cleared(),
		Rows:      d.rows(),
		Tasks:     d.judge(),
	}
	for _, c := range t.Legal() {
		a.Legal = append(a.Legal, c.Name)
	}
	return a
}

// rows are the entries that were not answered yet, each with its note.
func (d *Desk) rows() []Row {
	t := d.console.Transcript
	notes := d.notes.Next(t)
	rows := make([]Row, 0, len(notes))
	for i, n := range notes {
		index := d.shown + i
		rows = append(rows, Row{Index: index, Entry: t.Entries[index], Text: d.text(index), Note: n})
	}
	d.shown += len(notes)
	return rows
}

func (d *Desk) text(index int) string {
	if d.masked {
		return Visible(d.console.Transcript.Masked(index))
	}
	return Visible(d.console.Transcript.Text(index))
}

func (d *Desk) judge() []TaskState {
	var states []TaskState
	for _, t := range d.tasks {
		states = append(states, TaskState{ID: t.ID, Verdicts: t.Check(check.Evidence{
			Transcript: d.console.Transcript,
			Maildrop:   d.console.Maildrop,
			Answers:    d.answers[t.ID],
			Facts:      d.console.Facts,
		})})
	}
	return states
}
