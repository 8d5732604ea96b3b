// Package check judges the goals of a lesson over a transcript and the
// maildrops behind it. It grades meaning, not typed strings: the case of a
// keyword does not matter, and every legal route to a goal counts.
//
// A goal is one line that reads like a sentence; words in capitals below stand for
// something of your own. "message" and "messages" are the same word here.
//
//	greeting seen
//	    greeting seen on dewey
//	reply to COMMAND is REPLY
//	    reply to RETR 1 is +OK
//	replies in order STEPS
//	    replies in order USER +OK then PASS +OK
//	errors of COUNT kinds seen
//	    errors of 3 kinds seen
//	state STATE reached
//	    state TRANSACTION reached on dewey
//	session ended by WAY in STATE
//	    session ended by quit in AUTHORIZATION
//	session ended by WAY
//	    session ended by quit on dewey
//	maildrop left empty
//	    maildrop left empty as mrose on dewey
//	maildrop left untouched
//	    maildrop left untouched as mrose on dewey
//	maildrop left with COUNT messages of OCTETS octets
//	    maildrop left with 2 messages of 320 octets as mrose on dewey
//	maildrop left with only messages WHICH
//	    maildrop left with only messages from ann@example.org as mrose on dewey
//	maildrop left without messages WHICH
//	    maildrop left without messages 1, 3 as mrose on dewey
//	messages under OCTETS octets fetched and no others
//	    messages under 5000 octets fetched and no others as class on dewey
//	messages NUMBERS fetched and no others
//	    messages 1, 3 fetched and no others as mrose on dewey
//	copies of SUBJECT kept in WINDOW are COUNT
//	    copies of New mail kept in portable are 2
//	command COMMAND never sent
//	    command DELE never sent on dewey
//	command COMMAND never sent in clear
//	    command PASS never sent in clear on dewey
//	command COMMAND sent
//	    command UIDL sent on dewey
//	command COMMAND retried after SECONDS seconds
//	    command PASS retried after 5 seconds
//	commands COMMANDS sent at once
//	    commands STAT LIST QUIT sent at once
//	at most COUNT commands sent
//	    at most 6 commands sent on dewey
//	at most OCTETS octets received
//	    at most 2000 octets received on dewey
//	event NAME happened
//	    event waited happened
//	line PATTERN typed
//	    line USER: * typed
//	every line ends with crlf
//	    every line ends with crlf as ann
//	files of USER saved
//	    files of ann saved
//	answer FIELD is VALUE
//	    answer count is 2
//
// COMMAND is a keyword, with or without arguments: "RETR" is any RETR, "RETR 1"
// that one only, "APOP mrose" an APOP of that name, whatever follows, and "LIST
// alone" a LIST without an argument; "." is the line that
// ends mail in SMTP. REPLY is +OK or -ERR, either with the words that have to follow,
// all of them or a response code such as [IN-USE]; in SMTP it is the three digits.
// STEPS are commands, each with its reply, joined by "then"; all of them happen in
// one session, and other commands may stand between them. COMMANDS are commands one
// behind the other. STATE is AUTHORIZATION, TRANSACTION or UPDATE. WAY is quit,
// hang-up, cable, timeout or server. NUMBERS are message-numbers, WHICH is either
// those, as they were when nothing was gone yet, or "from" and the address of a person
// or what stands before its at sign, and PATTERN a line, in which a star at the end
// stands for more words. VALUE is what the learner has to write, compared without
// regard to case, blanks, quotation marks, a mark at the end and thousands separators;
// where it is a number, the first number of the answer counts, and "or" parts values
// of which any is right. "the NAME" is a fact that the scenario generated, such as
// "the word": as a VALUE, as NUMBERS or as WHICH, in the arguments of a COMMAND and in
// the words of a REPLY.
//
// Most forms can end in "as USER", "on HOST", "in WINDOW" or several of them: then
// only sessions in which that user logged in, with that host, or of that window
// count. Forms about commands also count sessions in which that user only tried to
// log in. Those that look into a maildrop need user and host; "files of USER" and
// "answer" take none of the three. What an eavesdropper's window shows happened in
// another one, so it counts only in goals that end in "in tap".
//
// What must not happen (never, at most) is judged in the newest session alone, so
// that who slipped can try again. Everything else may have happened in any session.
//
// # What a verdict says
//
// One sentence: what was seen and at which line, or what is missing. Where a line
// decided that a goal is not met, it is named, and what follows from it: "you sent
// QUIT at line 14 before RSET, so message 2, marked by DELE at line 10, is gone". With
// several windows it is "line 14 of office". Secrets are not repeated, and facts that
// the learner has to find are called by their names.
//
// # Reading the code
//
// view.go sorts evidence into the sessions of session.go; parse.go reads a goal by the
// table of forms.go. Each other file judges some forms: reply.go with missing.go,
// errors.go, ending.go, maildrop.go with history.go, fetched.go, command.go, limits.go,
// together.go, event.go, program.go and answer.go.
//
// To add a form, add a row to the table, a line to the list above, and cases to the
// tests; parsing, error messages and the lessons' manual follow from the table.
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
	judge  judger
}

func (g Goal) String() string { return g.source }

// Guard says whether the goal holds from the start until it is broken, as
// "command DELE never sent" does. A task of guards alone is done before it begins.
func (g Goal) Guard() bool { return g.form.guard }

// Port says whether the goal needs a program of the learner's own and a server on
// a real port, as "files of ann saved" does. No typed line meets it.
func (g Goal) Port() bool { return g.form.port }

// Field is the answer field that the goal reads, or "".
func (g Goal) Field() string { return g.field }

// Window is the window that the goal is about, or "" where any will do.
func (g Goal) Window() string { return g.scope.window }

// Check judges one goal.
func (g Goal) Check(e Evidence) Verdict { return *g.in(NewView(e)) }

func (g *Goal) in(v *View) *Verdict {
	q := &inquiry{View: v, scope: g.scope}
	if said := v.noWindow(g.scope.window); said != "" {
		return missing("$", said)
	}
	if g.form.reach == owner && (v.Maildrop == nil || v.Maildrop(q.host, q.user) == nil) {
		return missing("there is no maildrop of $$", q.user, q.at())
	}
	q.sessions = v.in(&q.scope, g.form.reach == tries)
	if len(q.sessions) == 0 && g.form.reach >= tries && !g.form.guard {
		return missing("$", q.nobody())
	}
	return g.judge.judge(q)
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

// judger is one goal, as its form has built it.
type judger interface{ judge(q *inquiry) *Verdict }
