// Package annotate explains a transcript line by line: transcript in, notes
// out. It is pure, and knows nothing of any engine's private state.
//
//	var a annotate.Annotator
//	for _, note := range a.Next(t) {
//		show(note.Severity, note.Text, note.RFC)
//	}
//
// Every entry of the transcript gets exactly one note, for any octets. A note is
// made from the lines up to its own, never from later ones, so it does not matter
// how often Next is called while the transcript grows. The work for a line does not
// grow with the session, however long its lists are.
//
// How a note comes about:
//
//	Entry ──► the file of its kind ──► remark ──► language ──► Note
//	          local.go request.go      key and    facts.go
//	          reply.go refusal.go      args       notes.*.txt
//	          listing.go message.go
//	          auth.go stray.go tls.go  aside
//	          world.go smtp*.go
//
// The walk keeps what the session has told so far in a session value (memory.go):
// the name given by USER, the count of STAT, the sizes of LIST and their sums
// (sums.go), the marks of DELE; and what older sessions told of the same host
// (host.go). What is wrong with a client's line is found once (diagnose.go,
// arguments.go, words.go); the same diagnosis explains the -ERR that comes back.
//
// To add a note: declare a key in keys.go, give it its severity, citation and rule in
// facts.go and its words at the same place of notes.en.txt and notes.de.txt, and return
// it from the file of the line's kind. What a POP3 session cannot show has its keys in
// keys_world.go and its words in world.en.txt and world.de.txt. Native programs speak
// English, and other languages where In is asked for one; the page hands its language to
// Speak. A further language is two files with the same keys, a line in native.go, and a
// choice in web/transcript.templ.
package annotate

import "poplab/wasm/transcript"

// Severity says how much a note matters. It is the same for both sides, and does
// not ask whether anybody forgave the line.
type Severity uint8

const (
	// Chat is said of the learner's own program: no octet of it is on the wire.
	Chat Severity = iota
	// Plain tells what a line means. A refusal that was due is plain too, since
	// the server does what it must.
	Plain
	// Warning is for a line that may stand, and deserves a second thought: a
	// password in the clear, a connection that ends without QUIT, a departure from
	// a should, a message-number that is wrong in this session only.
	Warning
	// Error is for a line that breaks a rule: its form, its moment, or what it says
	// contradicts an RFC. Its note has a Rule.
	Error
)

func (s Severity) String() string { return [...]string{"chat", "note", "warning", "error"}[s] }

// Note explains one line: who said it, what it means, what follows. One to
// three short sentences.
type Note struct {
	Severity Severity
	Text     string
	RFC      string // citation, such as "RFC 1939 section 5"
	// Rule names the rule that the line breaks, or that a warning is about, as
	// package conformance has it: "R101". What is wrong with a line of the client
	// has the rule on what a server does with such a line. It is "" where no rule
	// is at stake.
	Rule string
}

// Annotator writes the notes of one transcript, in order, as it grows. Its zero
// value is ready to use.
type Annotator struct {
	// Masked keeps secrets out of the notes (bridged sessions).
	Masked bool

	// Lacks says that a note so far is only "…": its words are in a part of the
	// language that Speak did not get. Notes of an Annotator that begins anew behind
	// the next Speak have them.
	Lacks bool

	own     *language // its own, of native programs; nil for that of Speak
	done    int       // entries that have their note
	session session
	hosts   map[string]host // of the sessions before this one
}

// Next gives one note for each entry of t that has none yet, in order.
func (a *Annotator) Next(t *transcript.Transcript) []Note {
	language := &spoken
	if a.own != nil {
		language = a.own
	}
	notes := make([]Note, 0, len(t.Entries)-a.done)
	for ; a.done < len(t.Entries); a.done++ {
		r := a.remark(t, a.done)
		a.Lacks = a.Lacks || language.lacks(r)
		notes = append(notes, language.note(r))
	}
	return notes
}

// remark decides what is said of entry i, and remembers what it tells.
func (a *Annotator) remark(t *transcript.Transcript, i int) remark {
	e := &t.Entries[i]
	if e.Session != a.session.number {
		a.begin(t, e.Session)
	}
	l := &line{Entry: e, masked: a.Masked, protocol: t.Protocol(e.Session)}
	if e.Exchange >= 0 {
		x := &t.Exchanges[e.Exchange]
		l.keyword, l.arguments, l.before = x.Keyword, x.Arguments, x.Before
		l.tail = e.Kind == transcript.Request && x.Request != i
	}
	if b := &a.session.body; e.Kind == transcript.Status && b.entries > 0 && !b.ended {
		b.ended = t.Exchanges[b.exchange].End >= 0 // by who keeps the log, and left out the dot
	}
	if !isMail(e.Kind) { // lines of mail are many, and read as octets
		l.text = t.Text(i)
		l.shown = l.text
		if a.Masked {
			l.shown = t.Masked(i)
		}
	}
	r := a.session.remark(l)
	if a.session.taps {
		r = a.session.overheard(l, r)
	}
	return r
}

func isMail(k transcript.Kind) bool {
	return k == transcript.Header || k == transcript.Separator || k == transcript.Text
}

// line is an entry with what its kind needs to be explained.
type line struct {
	*transcript.Entry
	protocol           transcript.Protocol
	masked             bool   // secrets are kept out of notes
	text               string // without its end; "" for lines of mail
	shown              string // the text as notes may quote it
	keyword, arguments string // of the command that is answered
	before             transcript.State
	tail               bool // of a command whose beginning is missing
}

// unended says whether the connection ended within the line.
func (l *line) unended() bool {
	return l.Side != transcript.Local && (len(l.Octets) == 0 || l.Octets[len(l.Octets)-1] != '\n')
}

// bareLF says whether the line ends with LF and no CR.
func (l *line) bareLF() bool {
	n := len(l.Octets)
	return n > 0 && l.Octets[n-1] == '\n' && (n == 1 || l.Octets[n-2] != '\r')
}

// remark sends a line to the file that knows its kind.
func (s *session) remark(l *line) remark {
	if l.Side != transcript.Local {
		s.lines++
	}
	if l.Side == transcript.Client || l.Kind == transcript.Greeting {
		s.spoke = l.Time
	}
	if l.Exchange >= 0 { // what nobody asked for belongs to the end
		s.heard = l.Time
	}
	switch {
	case l.Kind == transcript.Sealed:
		return s.record(l)
	case l.tail:
		return remark{key: tailClient}
	case l.unended():
		return s.unended(l)
	case l.protocol == transcript.SMTP && l.Side != transcript.Local:
		return s.smtpLine(l)
	case l.Side == transcript.Server && l.bareLF() && s.once(serverBareLF):
		s.read(l) // what the line tells is remembered all the same
		return remark{key: serverBareLF}
	}
	return s.read(l)
}

func (s *session) read(l *line) remark {
	switch l.Kind {
	case transcript.LocalText:
		return s.local(l)
	case transcript.Greeting:
		return s.greeting(l)
	case transcript.Request:
		return s.request(l)
	case transcript.Response:
		return s.response(l)
	case transcript.Challenge:
		return s.challenge(l)
	case transcript.Status:
		return s.status(l)
	case transcript.Listing:
		return s.listing(l)
	case transcript.Header:
		return s.header(l)
	case transcript.Separator:
		return s.separator(l)
	case transcript.Text:
		return s.bodyLine(l)
	case transcript.Terminator:
		return s.terminator(l)
	}
	return s.stray(l)
}
