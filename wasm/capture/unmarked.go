package capture

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// readUnmarked reads what a terminal showed: no line says whose it is, so it is
// told by whose turn it is.
func readUnmarked(l *log, w *teller) {
	r := &unmarked{log: l, w: w, lastDot: -1}
	for i, line := range l.lines {
		if _, line, _ = l.cut(line); line == "." {
			r.lastDot = i
		}
	}
	for r.at < len(l.lines) {
		var line string
		w.t.Now, line, _ = l.cut(l.lines[r.at])
		r.at++
		r.line(line)
	}
}

// unmarked is such a log while it is read.
type unmarked struct {
	*log
	w       *teller
	at      int  // the next line
	lastDot int  // the last line that is a lone dot
	dump    bool // openssl shows a session of TLS
}

// line takes the line before at.
func (r *unmarked) line(line string) {
	if r.w.inBody() && !r.leavesBody(line) {
		r.w.server(line)
		return
	}
	line = edited(line)
	switch {
	case answers[r.next()]:
		r.w.say(transcript.Typed, line)
	case r.isProgram(line):
		r.w.program(line)
	case isReply(line):
		r.w.server(line)
	case !r.w.begun && isCommand(line) && isReply(r.next()):
		r.w.client(line) // the log begins later than the session
	case !r.w.open || !r.w.begun || r.w.over():
		r.w.program(line)
	case line == "" && !isReply(r.next()):
		// Where the server does not answer it, it is a blank of the paste.
	case r.isClient(line):
		r.w.client(line)
	default:
		r.w.server(line)
	}
}

// next is the line that follows.
func (r *unmarked) next() string {
	if r.at == len(r.lines) {
		return ""
	}
	_, line, _ := r.cut(r.lines[r.at])
	return line
}

// leavesBody says whether a line ends a multi-line reply whose terminator is not in
// the log: one of the program where no lone dot follows, or a command where the
// message was left out or no lone dot follows.
func (r *unmarked) leavesBody(line string) bool {
	over := r.at > r.lastDot+1
	switch {
	case over && sayingIn(line, r.w.speakers) != nil:
		return true
	case (over || r.w.bodyIsEmpty()) && isCommand(line) && isReply(r.next()):
		r.w.t.EndReply()
		return true
	}
	return false
}

// isClient says whether it is the client's turn: always after a whole reply, and
// after a challenge. While a reply is awaited, a command is one that did not wait,
// and so is a line that the next reply may answer.
func (r *unmarked) isClient(line string) bool {
	switch x := r.w.waiting(); {
	case x == nil, r.w.challenged():
		return true
	case x.Keyword == "AUTH" && (line == "+" || strings.HasPrefix(line, "+ ")):
		return false
	}
	return isCommand(line) || isReply(r.next()) || strings.HasPrefix(r.next(), "+ ")
}

func isCommand(line string) bool { return commandIn(line) != nil }

// commandIn is the command that begins a line, or nil.
func commandIn(line string) *pop3.Command {
	word, _, _ := strings.Cut(strings.TrimLeft(line, blanks), " ")
	return pop3.Lookup(word)
}

// isProgram recognises lines of telnet, nc and openssl between those of the wire.
func (r *unmarked) isProgram(line string) bool {
	text := strings.TrimLeft(line, blanks)
	switch {
	case r.dump:
		r.dump = text != "---"
		return true
	case text == "Post-Handshake New Session Ticket arrived:", text == "SSL-Session:":
		r.dump = true
		return true
	}
	return sayingIn(line, r.w.speakers) != nil || openssl(text)
}

// answers are those of openssl to a line that it keeps for itself, since it begins
// with R, Q or K.
var answers = map[string]bool{"RENEGOTIATING": true, "DONE": true, "KEYUPDATE": true}

// noises are beginnings of what openssl says on its own.
var noises = []string{"---", "read R BLOCK", "RENEGOTIATING", "KEYUPDATE", "depth=", "verify error:", "verify return:",
	"SSL_connect:", "SSL3 alert ", "^]", "```"}

func openssl(text string) bool {
	for _, noise := range noises {
		if strings.HasPrefix(text, noise) {
			return true
		}
	}
	return strings.Contains(text, ":error:") && strings.Contains(text, "SSL routines")
}
