package desk

import (
	"slices"
	"strings"

	"poplab/wasm/sandbox"
)

// The journal of a desk in front of a simulated world is how the world was opened,
// and every step since. A world does the same whenever the same is put into it, so
// any moment of a session is there again when the world is opened anew and its first
// steps are taken once more: that is how Travel goes back, and how Restore opens what
// Script wrote down.
//
// A step is what changes the world: a line that was typed, or a closed window.
// What learners fill into the fields of a lesson changes nothing there; it holds at
// every moment, as the fields on the page do.
type journal struct {
	scenario string // its text
	world    sandbox.Scenario
	seed     string
	steps    []Step
	taken    int // of the steps
}

// Step is one input of the learner, and what came of it.
type Step struct {
	When   int64  // milliseconds of the page's clock since the world began
	Line   string // as it was typed, or several that were pasted with "\n" between
	Hangs  bool   // no line: the connection was closed without QUIT
	Parts  []Part // the rows that it made: first those of the window where it was typed
	Window string // where the learner sat then; "" where there is only one
}

// Part is a run of new rows in one window.
type Part struct {
	Window string // "" where there is only one
	Row    int    // index of the first
	Rows   int
}

// begin opens the world of the journal anew.
func (d *Desk) begin() {
	d.world = sandbox.NewWorld(d.journal.world, d.journal.seed)
	d.seats = nil
	for _, c := range d.world.Windows() {
		d.seats = append(d.seats, &seat{console: c, transcript: c.Transcript})
	}
	d.seat = d.at(d.world.Window())
	d.journal.taken, d.elapsed = 0, 0
}

// act takes a new step, in the place of those that were still ahead. Travel may have
// shown another window than that where the learner sat: who acts in it goes there first.
// A long paste is several steps, as scripts have them.
func (d *Desk) act(s Step) Answer {
	d.Branch()
	if d.seat.console != d.world.Window() && !strings.HasPrefix(s.Line, "window ") {
		d.do(Step{Line: "window " + d.seat.console.Name})
	}
	for lines := range slices.Chunk(strings.Split(s.Line, "\n"), mostPasted) {
		d.do(Step{Line: strings.Join(lines, "\n"), Hangs: s.Hangs})
	}
	d.sit(d.at(d.world.Window()))
	return d.answer()
}

func (d *Desk) do(s Step) {
	s.When = d.elapsed
	d.journal.steps = append(d.journal.steps, s)
	d.take()
}

// take takes the next step of the journal, and notes what it makes.
func (d *Desk) take() {
	s := &d.journal.steps[d.journal.taken]
	d.journal.taken++
	d.elapsed = s.When
	d.setClocks()
	c := d.world.Window()
	before := make([]int, len(d.seats))
	for i, seat := range d.seats {
		before[i] = len(seat.transcript.Entries)
	}
	if s.Hangs {
		c.Hangup()
	} else {
		c.Type(s.Line)
	}
	s.Parts, s.Window = d.grown(before, c), d.world.Window().Name
}

// grown are the rows that are new in each window, those of the first one first.
func (d *Desk) grown(before []int, first *sandbox.Console) []Part {
	var parts []Part
	for i, s := range d.seats {
		p := Part{Window: s.console.Name, Row: before[i], Rows: len(s.transcript.Entries) - before[i]}
		switch {
		case p.Rows == 0:
		case s.console == first:
			parts = append([]Part{p}, parts...)
		default:
			parts = append(parts, p)
		}
	}
	return parts
}

// sit shows the rows of a seat.
func (d *Desk) sit(s *seat) {
	if s != d.seat {
		d.seat, d.fresh = s, true
	}
}

// Travel goes to the moment after k steps, or as many as there are, and shows a
// window as it was then: the named one, or else that where the learner sat. The
// steps behind stay ahead until something else is done; no mistake in them is told
// again.
func (d *Desk) Travel(k int, window string) Answer {
	if d.world == nil {
		return d.answer()
	}
	if k < d.journal.taken {
		d.begin()
	}
	for d.journal.taken < min(k, len(d.journal.steps)) {
		d.take()
	}
	for _, s := range d.seats {
		s.console.Cleared()
		s.judged = len(s.transcript.Entries)
	}
	d.filled = [2]string{}
	d.seat = d.named(window)
	if d.seat == nil || window == "" {
		d.seat = d.at(d.world.Window())
	}
	d.fresh = true
	return d.answer()
}

// Branch forgets the steps that are still ahead: what comes next continues from here.
func (d *Desk) Branch() { d.journal.steps = d.journal.steps[:d.journal.taken] }

// Steps gives the steps from the one with index k on, and how many were taken.
func (d *Desk) Steps(k int) (taken int, steps []Step) {
	return d.journal.taken, d.journal.steps[min(max(k, 0), len(d.journal.steps)):]
}
