package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// doubt is what is wrong with a client's line. It explains the line, and later
// the -ERR (or the lenient +OK) that answers it.
type doubt struct {
	mistake mistake
	args    args
}

// longestCommand is how many octets a command may have, its CR LF included
// (RFC 2449 section 4).
const longestCommand = 255

// diagnose finds the first thing that is wrong with a command line, outside in:
// the moment, the octets, the spacing, the keyword, the state, the arguments.
func (s *session) diagnose(l *line) doubt {
	a := args{Word: quote(l.shown), Name: s.user}
	if m := s.moment(l); m != none {
		return doubt{m, a}
	}
	if m := s.octets(l); m != none {
		return doubt{m, a}
	}
	if m := blanks(l); m != none {
		return doubt{m, a}
	}
	command := pop3.Lookup(l.keyword)
	if command == nil {
		return s.unknownWord(l, a)
	}
	a.Command = l.keyword
	if m := spacing(l, command); m != none {
		a.Line = quote(strings.Join(strings.Fields(l.shown), " "))
		return doubt{m, a}
	}
	if m := s.state(l, command); m != none {
		return doubt{m, a}
	}
	if m := s.order(l); m != none {
		return doubt{m, a}
	}
	if l.keyword == "AUTH" {
		a.Word, a.Line = pop3.Upper(l.word()), "AUTH PLAIN"
		return doubt{s.authMistake(l), a}
	}
	return s.arguments(l, command, a)
}

// moment refuses lines that come when nobody listens.
func (s *session) moment(l *line) mistake {
	switch {
	case s.left, s.quitting:
		return afterQuit
	case s.starting:
		return behindStls
	case l.text == "":
		return emptyLine
	case len(l.Octets) > longestCommand:
		return tooLong
	}
	return none
}

// octets looks for what a keyboard sends unseen. Arguments are printable ASCII
// (RFC 1939 section 3), but for names and passwords where the server offers it
// (RFC 6856 section 2.2); a TAB is a matter of spacing.
func (s *session) octets(l *line) mistake {
	text := l.text
	if strings.Contains(text, hidden) { // the wire had something else there
		text = strings.ReplaceAll(text, "•", "*")
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == 0xff:
			return telnetOctets
		case c == '\b' || c == 0x7f:
			return backspaceOctets
		case c == 0x1b:
			return escapeOctets
		case c < ' ' && c != '\t':
			return controlOctets
		case c > '~' && !(s.utf8 && l.isLogin()):
			return foreignOctets
		}
	}
	return none
}

// blanks looks for those that spoil a line whatever its keyword is: at its
// beginning, where the keyword should be, and a TAB anywhere.
func blanks(l *line) mistake {
	switch {
	case l.text[0] == ' ' || l.text[0] == '\t':
		return leadingBlank
	case strings.Contains(l.text, "\t"):
		return tabSeparates
	}
	return none
}

// spacing checks that one space parts keyword and arguments, and no other is
// there (RFC 1939 section 3). To PASS, spaces belong to the password; a lone space
// where an argument is needed means that the argument was forgotten.
func spacing(l *line, command *pop3.Command) mistake {
	switch {
	case l.keyword == "PASS", l.arguments == "" && !enough(0, command):
		return none
	case strings.HasSuffix(l.text, " "):
		return trailingSpace
	case strings.Contains(l.text, "  "):
		return doubleSpace
	}
	return none
}

// state checks where the command is legal. While a login is unanswered, as in a
// pipelined session, or its reply says neither yes nor no, nobody knows the state.
func (s *session) state(l *line, command *pop3.Command) mistake {
	switch {
	case s.entering > 0 || s.gap || l.before == transcript.Connected:
		return none
	case !s.loggedIn && isTransactional(command):
		return tooEarly
	case s.loggedIn && command.States&pop3.Transaction == 0:
		return tooLate
	}
	return none
}

// isTransactional says whether a command, if it is one of the table, needs a login.
func isTransactional(c *pop3.Command) bool { return c != nil && c.States == pop3.Transaction }

// order checks what may be sent only once or only behind another: one STLS (RFC
// 2595 section 4), one USER, and PASS right after it (RFC 1939 section 7).
func (s *session) order(l *line) mistake {
	switch {
	case l.keyword == "STLS" && s.secured:
		return tlsTwice
	case l.arguments == "":
		return none // that something is missing is said first, as servers do
	case l.keyword == "USER" && s.named && s.accepted && !s.crossed && s.entering == 0:
		return secondUser
	case l.keyword != "PASS" || s.entering > 0 || s.gap:
		return none
	case s.failed:
		return passAfterFailure
	case !s.named:
		return passFirst
	case s.crossed:
		return passNotNext
	}
	return none
}
