// Package compare sets a session with a real server beside the same session with the
// sandbox. It reads the transcript of the real one and its notes, plays the lines of
// the client to a server of ours, and says of each exchange how the two replies differ
// and which rule allows or forbids that.
//
//	for _, x := range compare.Session(t, notes, masked) {
//		show(x.Command, x.Theirs, x.Ours, x.Verdict, x.Reasons)
//	}
//
//	session.go ──► evidence.go ──► sandbox.go ──► judge.go ──► Exchange
//	the lines of   a maildrop      our replies    the notes,   Verdict
//	an exchange    like theirs                    findings.go  Reasons
//	                                              rules.go
//
// # A maildrop like theirs
//
// What depends on the mail is no difference between servers. So the sandbox gets what
// the real session showed: as many messages as STAT and LIST counted, their sizes,
// the unique-ids of UIDL, and the texts of RETR and TOP. A size that nobody told is a
// guess, and what depends on it is not compared. A login succeeds here where it
// succeeded there, and fails where it failed, so no password is looked at.
//
// # Verdicts
//
// Which line of the server breaks a rule the annotator has found out already: a note
// of severity Error names the rule, and one that only warns is about what a server
// should do and need not. The judge adds what only the comparison shows: a refusal of
// what every server has, other numbers, other capabilities. Where the server does what
// the sandbox does not, and no rule decides, that is a difference that may be: the
// RFCs leave much open.
//
// Once the two have gone separate ways, as where one takes a login that the other
// refuses, the sandbox is brought to where the server is, so that each difference is
// told once.
//
// The rules have the names of package conformance, and a test holds the citations to it. To
// add a difference that no note tells of: give it a row in findings.go, its rule one in
// rules.go, ask for it in judge.go, and show it in a session of testdata.
package compare

import "poplab/wasm/transcript"

// Verdict says how two replies differ.
type Verdict uint8

// The verdicts, the gravest last: that of an exchange is the gravest of its reasons.
const (
	Same    Verdict = iota // in every octet
	Wording                // in words that no rule fixes (RFC 1939 section 9)
	Allowed                // in what the rules leave to the server
	Unknown                // nobody can say: there is nothing to compare, or not enough
	Broken                 // the server breaks a rule
)

// String is the name that the page knows it by.
func (v Verdict) String() string {
	return [...]string{"same", "wording", "allowed", "unknown", "broken"}[v]
}

// Exchange is a command, or the greeting, with both replies.
type Exchange struct {
	Command string // as shown, with secrets masked; "" for the greeting
	Theirs  Reply  // of the real server
	Ours    Reply  // of the sandbox
	Verdict Verdict
	Reasons []Reason // none for the first two verdicts
}

// Reply is the beginning of a reply, as it is shown.
type Reply struct {
	Lines []string
	More  int // lines that are left out
}

// mostLines is how many lines of a reply are shown.
const mostLines = 12

func (r *Reply) add(line string) {
	if len(r.Lines) == mostLines {
		r.More++
		return
	}
	r.Lines = append(r.Lines, transcript.Visible(line))
}

// Reason is one difference, and what decides whether it may be.
type Reason struct {
	Verdict Verdict
	Text    string // a sentence
	Rule    string // such as "R70"; "" where no rule is at stake
	RFC     string // such as "RFC 1939 section 5"; "" likewise
}
