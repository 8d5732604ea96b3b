// Package desk is what a learner sits at: the consoles of a world, for each an
// annotator that looks over the shoulder, and the tasks of a lesson. The page calls
// one method for each thing that happens and draws the Answer that comes back: the
// rows of the window at which the learner sits then, and how the world and the tasks
// of all windows stand.
//
// # Time travel
//
// A simulated world does the same whenever the same is put into it. So a desk keeps a
// journal of its steps, and Travel goes to the moment after any of them: it opens the
// world anew and takes the first steps once more. What is typed then takes the place of
// the steps that were ahead.
//
// # Scripts
//
// Script writes a session down, and Restore opens it elsewhere: the world, and what was
// put into it, a step a line.
//
//	poplab session 1
//	seed 5d41402abc4b2a76
//	world
//		host dewey
//		user mrose secret
//		message m1
//	type 0 telnet dewey 110
//	type 1650 USER mrose
//	hang 900
//
// The first line has the version of this form. "seed" is that of the world, a digest
// that tells no name; "world" is followed by the lines of its scenario, each behind a
// tab, and missing for the standard world. A step begins with the milliseconds since the
// one before: "type" has the line as it was typed, with \n, \r and \\ for line ends
// and a backslash, and "hang" closes the connection. Tasks and answers are no part of a
// script: who opens it has their own.
package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/capture"
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// Desk joins consoles, notes and tasks. A simulated world may have several windows;
// each has a seat, and the learner sits at one of them.
type Desk struct {
	*seat
	world  *sandbox.World // nil before a real server and a log
	seats  []*seat
	format string // of a log, in words
	masked bool   // secrets stay off the screen
	fresh  bool   // the next answer shows its rows from the first on

	journal journal // of a simulated world
	elapsed int64   // milliseconds of the page's clock since the world began
	ticked  int64   // what that clock said last; 0 before it said anything

	tasks   []check.Task
	answers map[string]map[string]string // by task, then by field
	filled  [2]string                    // task and field that were filled in just now
}

// Open sits down in front of a simulated world. The texts are those of
// sandbox.ParseScenario and check.ParseTasks; the seed is the learner's own
// (sandbox.Seed).
func Open(scenario, tasks, seed string) (*Desk, error) {
	s, err := sandbox.ParseScenario(scenario)
	if err != nil {
		return nil, err
	}
	list, err := check.ParseTasks(tasks)
	if err != nil {
		return nil, err
	}
	d := &Desk{tasks: list, answers: map[string]map[string]string{}}
	d.journal = journal{scenario: scenario, world: s, seed: seed}
	d.begin()
	return d, nil
}

// OpenBridge sits down in front of a real server; masked keeps passwords and
// digests off the screen and out of the notes.
func OpenBridge(target string, masked bool) *Desk {
	c := sandbox.NewBridgedConsole(target)
	return alone(&seat{console: c, transcript: c.Transcript}, masked)
}

// alone is a desk with one seat.
func alone(s *seat, masked bool) *Desk {
	s.annotator.Masked = masked
	return &Desk{seat: s, seats: []*seat{s}, masked: masked}
}

// OpenLog lays a log or a packet capture on the desk, to be read and no more. The
// error is a sentence for whoever gave the file.
func OpenLog(file []byte, masked bool) (*Desk, error) {
	log, err := capture.Read(file)
	if err != nil {
		return nil, err
	}
	d := alone(&seat{transcript: log.Transcript}, masked)
	d.format = log.Format
	return d, nil
}

// Tick tells the time of what comes next, in microseconds since 1970. The clock of
// a simulated world began when its scenario says, keeps the page's pace to the
// millisecond, and goes on by what the learner waits.
func (d *Desk) Tick(now int64) {
	switch {
	case d.console == nil:
		return // a log has its own times
	case d.world == nil:
		d.transcript.Now = now
		return
	case d.ticked != 0:
		d.elapsed += max(now/1000-d.ticked, 0) // clocks of computers are set back at times
	}
	d.ticked = now / 1000
	d.setClocks()
}

// setClocks tells all windows of a simulated world what time it is.
func (d *Desk) setClocks() {
	for _, s := range d.seats {
		s.transcript.Now = d.world.Clock() + d.elapsed*1000
	}
}

// Type takes a line of the learner, or several that were pasted (sandbox.Console).
// In front of a real server the answer holds the octets to send.
func (d *Desk) Type(line string) Answer {
	if d.world != nil {
		return d.act(Step{Line: line})
	}
	send := d.console.Type(line)
	a := d.answer()
	a.Send = send
	return a
}

// Linked, Secured, Receive, Ended and Lost tell what happened on a bridged
// connection. Linked is given how the page speaks with the bridge, transcript.ViaHere
// and so on, and in words where the connection leads to.
func (d *Desk) Linked(via transcript.Topic, text string) Answer {
	d.console.Linked()
	d.transcript.Say(via, text)
	return d.answer()
}

// Secured tells that TLS wraps the connection from the bridge to the real server
// from here on, and in words how.
func (d *Desk) Secured(text string) Answer {
	d.console.Secured(text)
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
	switch {
	case d.world == nil:
		d.console.Hangup()
	case d.world.Window().Connected():
		return d.act(Step{Hangs: true})
	}
	return d.answer()
}

// Fill writes what the learner put into an answer field of a task.
func (d *Desk) Fill(task, field, value string) Answer {
	if d.answers[task] == nil {
		d.answers[task] = map[string]string{}
	}
	d.answers[task][field] = value
	d.filled = [2]string{task, field}
	return d.answer()
}

// Retell writes every note anew, since the notes speak another language now. The
// answer has rows from the first on.
func (d *Desk) Retell() Answer {
	for _, s := range d.seats {
		*s = seat{console: s.console, transcript: s.transcript, annotator: annotate.Annotator{Masked: d.masked}, judged: s.judged}
	}
	d.fresh = true
	return d.answer()
}

// World is the simulated world, for whoever plays a lesson; nil elsewhere.
func (d *Desk) World() *sandbox.World { return d.world }

// Look answers with nothing new: how things stand.
func (d *Desk) Look() Answer { return d.answer() }
