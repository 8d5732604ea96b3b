// Package annotate explains a transcript line by line: transcript in, notes
// out. It is pure, and knows nothing of any engine's private state.
package annotate

import "poplab/wasm/transcript"

// Severity says how much a note matters.
type Severity uint8

const (
	Chat    Severity = iota // the learner's own program, or small talk of the server
	Plain                   // what a line means
	Warning                 // legal, and worth a second thought
	Error                   // a rule is broken
)

func (s Severity) String() string { return [...]string{"chat", "note", "warning", "error"}[s] }

// Note explains one line: who said it, what it means, what follows. One to
// three short sentences.
type Note struct {
	Severity Severity
	Text     string
	RFC      string // citation, such as "RFC 1939 section 5"
}

// Annotator writes the notes of one transcript, in order, as it grows.
type Annotator struct {
	// Masked keeps secrets out of the notes (bridged sessions).
	Masked bool
}

// Next gives one note for each entry of t that has none yet, in order.
func (a *Annotator) Next(t *transcript.Transcript) []Note { return nil }
