// Package check judges the goals of a lesson over a transcript and the
// maildrops behind it. It grades meaning, not typed strings: the case of a
// keyword does not matter, and every legal route to a goal counts.
//
// A goal is one line that reads like a sentence. Its first word picks the form;
// words in capitals below stand for something of your own. "message" and
// "messages" are the same word here.
//
//	greeting seen
//	    greeting seen on dewey
//	reply to COMMAND is REPLY
//	    reply to RETR 1 is +OK
//	replies in order STEPS
//	    replies in order USER +OK then PASS +OK
//	state STATE reached
//	    state TRANSACTION reached on dewey
//	session ended by WAY
//	    session ended by quit on dewey
//	maildrop left with COUNT messages of OCTETS octets
//	    maildrop left with 2 messages of 320 octets as mrose on dewey
//	messages under OCTETS octets fetched and no others
//	    messages under 5000 octets fetched and no others as class on dewey
//	command COMMAND never sent
//	    command DELE never sent on dewey
//	every line ends with crlf
//	    every line ends with crlf as ann
//	files of USER saved
//	    files of ann saved
//	answer FIELD is VALUE
//	    answer count is 2
//
// COMMAND is a keyword, with or without arguments: "RETR" is any RETR, "RETR 1"
// that one only, and "LIST alone" a LIST without an argument. REPLY is +OK or
// -ERR. STEPS are commands, each with its reply, joined by "then"; all of them
// happen in one session, and other commands may stand between them. STATE is
// AUTHORIZATION, TRANSACTION or UPDATE. WAY is quit, hang-up or server. VALUE is
// what the learner has to write, compared without regard to case, blanks,
// quotation marks, a mark at the end and thousands separators; where it is a
// number, the first number of the answer counts. "the NAME" is a fact that the
// scenario generated, such as "the word".
//
// Every form but the last two can end in "as USER", "on HOST", "in WINDOW" or several
// of them: then only sessions in which that user logged in, with that host, or of
// that window count. The two forms that look into a maildrop need user and host.
//
// To add a form, add a row to the table in forms.go, a line to this list, and
// cases to the tests; parsing, error messages and the lessons' manual follow
// from the table.
package check

import (
	"poplab/wasm/mailbox"
	"poplab/wasm/transcript"
)

// Task is a named list of goals; it is done when all of them are met. A mistake is
// a goal as well: one that nobody should reach, and that has an answer of its own
// when somebody does.
type Task struct {
	ID       string
	Goals    []Goal
	Mistakes []Goal
}

// Check judges every goal of the task, in order.
func (t Task) Check(e Evidence) []Verdict { return NewView(e).Judge(t.Goals, e.Answers) }

// Goal is one condition. Its written form is its source. The zero value is no
// goal; ParseGoal makes them.
type Goal struct {
	source string
	form   *form
	scope  scope
	field  string
	judge  judge
}

func (g Goal) String() string { return g.source }

// Guard says whether the goal holds from the start until it is broken, as
// "command DELE never sent" does. A task of guards alone is done before it begins.
func (g Goal) Guard() bool { return g.form.guard }

// Field is the answer field that the goal reads, or "".
func (g Goal) Field() string { return g.field }

// Check judges one goal.
func (g Goal) Check(e Evidence) Verdict { return g.in(NewView(e)) }

func (g *Goal) in(v *View) Verdict {
	if g.form.whose {
		if missing := v.unvisited(g.scope); missing != "" {
			return unmet(-1, missing)
		}
	}
	return g.judge(v, g.scope)
}

// Evidence is what goals are judged by.
type Evidence struct {
	Windows  []Window
	Maildrop func(host, user string) *mailbox.Maildrop // nil for a user the world does not have
	Answers  map[string]string                         // what the learner wrote into the fields of this task, by field name
	Facts    map[string]string                         // what the scenario generated, such as "word"
	Saved    func(user string) Verdict                 // judges the files of the learner's own program; nil where there is none
}

// Window is one console of the learner. Where there is only one, its name is "".
type Window struct {
	Name       string
	Transcript *transcript.Transcript
}

// One is the evidence of a single window without a name.
func One(t *transcript.Transcript) []Window { return []Window{{Transcript: t}} }

// Verdict says whether a goal is met and why: what was seen, or what is missing.
// Lines in Said are counted from 1, as the session's log shows them.
type Verdict struct {
	Met    bool
	Said   string
	Entry  int    // the entry that decided, or -1
	Window string // whose transcript has that entry
}

// judge looks for one goal in the sessions of a scope.
type judge func(v *View, s scope) Verdict

func met(entry int, said string) Verdict   { return Verdict{Met: true, Said: said, Entry: entry} }
func unmet(entry int, said string) Verdict { return Verdict{Said: said, Entry: entry} }
