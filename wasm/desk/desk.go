// Package desk is what a learner sits at: a console, the annotator that looks
// over the shoulder, and the tasks of a lesson. The page calls one method for
// each thing that happens and draws the Answer that comes back.
package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/capture"
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// Desk joins console, notes and tasks.
type Desk struct {
	transcript *transcript.Transcript
	console    *sandbox.Console // nil where a log lies on the desk
	format     string           // of that log, in words
	annotator  annotate.Annotator
	notes      []annotate.Note         // one for each entry
	tally      [annotate.Error + 1]int // how many of them, by severity
	shown      int                     // entries already answered
	masked     bool                    // secrets stay off the screen
	shift      int64                   // microseconds from the clock of the page to that of the world

	tasks   []check.Task
	answers map[string]map[string]string // by task, then by field
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
	d := sitAt(sandbox.NewConsole(s, seed), false)
	d.tasks, d.answers = list, map[string]map[string]string{}
	return d, nil
}

// OpenBridge sits down in front of a real server; masked keeps passwords and
// digests off the screen and out of the notes.
func OpenBridge(target string, masked bool) *Desk {
	return sitAt(sandbox.NewBridgedConsole(target), masked)
}

func sitAt(c *sandbox.Console, masked bool) *Desk {
	return &Desk{
		transcript: c.Transcript,
		console:    c,
		annotator:  annotate.Annotator{Masked: masked},
		masked:     masked,
	}
}

// OpenLog lays a log or a packet capture on the desk, to be read and no more. The
// error is a sentence for whoever gave the file.
func OpenLog(file []byte, masked bool) (*Desk, error) {
	log, err := capture.Read(file)
	if err != nil {
		return nil, err
	}
	return &Desk{
		transcript: log.Transcript,
		format:     log.Format,
		annotator:  annotate.Annotator{Masked: masked},
		masked:     masked,
	}, nil
}

// Tick tells the time of what comes next, in microseconds since 1970. The clock of
// a simulated world began when its first timestamp says, and keeps the page's pace.
func (d *Desk) Tick(now int64) {
	if d.console == nil {
		return // a log has its own times
	}
	if start := d.console.Start(); start != 0 && d.shift == 0 {
		d.shift = start - now
	}
	d.transcript.Now = now + d.shift
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

// Retell writes every note anew, since the notes speak another language now. The
// answer has rows from the first on.
func (d *Desk) Retell() Answer {
	d.annotator = annotate.Annotator{Masked: d.masked}
	d.notes, d.shown = nil, 0
	clear(d.tally[:])
	return d.answer()
}

// Look answers with nothing new: how things stand.
func (d *Desk) Look() Answer { return d.answer() }
