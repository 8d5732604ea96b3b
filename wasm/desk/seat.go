package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// seat is a window with its notes.
type seat struct {
	transcript *transcript.Transcript
	console    *sandbox.Console // nil where a log lies on the desk
	annotator  annotate.Annotator
	notes      []annotate.Note         // one for each entry
	tally      [annotate.Error + 1]int // how many of them, by severity
	shown      int                     // entries that the page has
	judged     int                     // entries that were there before the newest answer
}

// explain writes the notes of all entries that have none yet, and counts them.
func (s *seat) explain() {
	next := s.annotator.Next(s.transcript)
	s.notes = append(s.notes, next...)
	for i := range next {
		s.tally[next[i].Severity]++
	}
}

// at gives the seat in front of a console.
func (d *Desk) at(c *sandbox.Console) *seat {
	for _, s := range d.seats {
		if s.console == c {
			return s
		}
	}
	return nil
}

// named gives the seat of a window, or nil.
func (d *Desk) named(window string) *seat {
	for _, s := range d.seats {
		if s.console.Name == window {
			return s
		}
	}
	return nil
}

// windows are the transcripts of all seats, as evidence.
func (d *Desk) windows() []check.Window {
	list := make([]check.Window, len(d.seats))
	for i, s := range d.seats {
		list[i] = check.Window{Name: s.console.Name, Transcript: s.transcript}
	}
	return list
}
