package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/transcript"
)

// Answer is all that changed since the last one.
type Answer struct {
	Rows      []Row // what is new, up to mostRows of it; Desk.Rows gives the others
	Fresh     bool  // Rows begin with the first: of another window, or told anew
	Count     int   // rows that there are in all
	Last      transcript.Kind
	State     transcript.State
	Host      string
	Format    string // of a log that was read, in words
	Sessions  int    // connections so far
	Warnings  int    // notes so far that warn
	Errors    int    // notes so far that tell of a broken rule
	Connected bool
	Legal     []string           // commands that the session knows to be legal now
	Clear     bool               // the learner wants an empty screen
	Lacks     bool               // a note has no words yet: the rest of the language is needed
	Send      []byte             // octets for the real server
	STLS      transcript.Upgrade // with the real server
	Owes      bool               // the real server has a reply to give, or the rest of one
	Tasks     []TaskState

	// Of a simulated world:
	Port    int               // of the newest connection; 0 before the first
	Secure  bool              // TLS is drawn around the connection that stands
	Window  string            // whose rows these are; "" where there is only one
	Windows []string          // all of them; none where there is only one
	Clock   int64             // what time it is there, in microseconds since 1970; 0 elsewhere
	Moves   []string          // lines to type that do something now, for buttons
	Facts   map[string]string // what was made for the learner

	factNames []string // in the order in which they are written
}

// mostRows is how many rows an answer has at most: the page draws a long message
// over several frames, and asks for the rest when it needs it.
const mostRows = 500

// TaskState is how a task stands.
type TaskState struct {
	ID       string
	Verdicts []check.Verdict
	Mistakes []int // those of check.Task.Mistakes that happened since the last answer, from 0
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
	d.explain()
	t := d.transcript
	if d.fresh {
		d.shown = 0
	}
	a := Answer{
		State:    t.State(),
		Host:     t.Host,
		Format:   d.format,
		Warnings: d.tally[annotate.Warning],
		Errors:   d.tally[annotate.Error],
		Count:    len(t.Entries),
		Rows:     d.Rows(d.shown, min(len(t.Entries)-d.shown, mostRows)),
		Lacks:    d.annotator.Lacks,
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
	if d.console != nil && d.world == nil {
		a.STLS, a.Owes = t.Upgrade(), t.Owes()
	}
	for _, c := range t.Legal() {
		a.Legal = append(a.Legal, c.Name)
	}
	if d.world != nil {
		d.describe(&a)
	}
	a.Fresh, d.fresh = d.fresh, false
	return a
}

// describe tells how the simulated world is.
func (d *Desk) describe(a *Answer) {
	a.Port, a.Secure = d.console.Port(), d.console.Secure()
	a.Clock, a.Moves, a.Facts = d.world.Clock(), d.world.Moves(), d.world.Facts
	a.factNames = d.world.FactNames()
	if len(d.seats) > 1 {
		a.Window = d.console.Name
		for _, s := range d.seats {
			a.Windows = append(a.Windows, s.console.Name)
		}
	}
}

// judge says how the tasks stand, by all windows.
func (d *Desk) judge() []TaskState {
	if len(d.tasks) == 0 {
		return nil
	}
	view := check.NewView(check.Evidence{
		Windows:  d.windows(),
		Maildrop: d.world.Maildrop,
		Facts:    d.world.Facts,
	})
	var states []TaskState
	for _, t := range d.tasks {
		state := TaskState{ID: t.ID, Verdicts: view.Judge(t.Goals, d.answers[t.ID])}
		for i, v := range view.Judge(t.Mistakes, d.answers[t.ID]) {
			if v.Met && d.isNew(v, t.ID, t.Mistakes[i].Field()) {
				state.Mistakes = append(state.Mistakes, i)
			}
		}
		states = append(states, state)
	}
	for _, s := range d.seats {
		s.judged = len(s.transcript.Entries)
	}
	d.filled = [2]string{}
	return states
}

// isNew says whether a verdict was brought about since the last answer: by an entry
// of that time, or by the field of a task that was filled in.
func (d *Desk) isNew(v check.Verdict, task, field string) bool {
	if field != "" {
		return d.filled == [2]string{task, field}
	}
	s := d.named(v.Window)
	return s != nil && v.Entry >= s.judged
}
