package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// stray explains a server line that no command asked for, or that has no status
// indicator.
func (s *session) stray(l *line) remark {
	if l.Exchange >= 0 {
		return s.garbled(l)
	}
	switch {
	case tellsOf(l.text, idles) || strings.HasPrefix(l.text, "421 "):
		return remark{key: strayIdle}
	case s.gap:
		return remark{key: strayGap}
	case s.last == "RETR" || s.last == "TOP":
		return remark{key: strayAfterMessage}
	case indicator(l.text) != 0:
		return remark{key: straySecondReply}
	case s.last == refusedWith:
		return remark{key: strayAfterRefusal}
	case s.last == extension:
		return remark{key: strayExtension}
	}
	return remark{key: strayLine}
}

// What stands in session.last for a command that was refused, and for one that the
// server knows and the table does not: nobody can say whether its reply has more lines.
const (
	refusedWith = "-ERR"
	extension   = "+OK"
)

// garbled explains the first line of a reply that is neither +OK nor -ERR. What
// the command did stays open: a login has no answer yet, and marks are uncertain.
func (s *session) garbled(l *line) remark {
	s.settle(l)
	switch l.keyword {
	case "QUIT":
		s.quitting = false
	case "RSET":
		s.unmark()
		fallthrough
	case "DELE":
		s.loseMarks()
	}
	if len(l.text) > len("+OK") && strings.HasPrefix(pop3.Upper(l.keyword+" "+l.arguments), pop3.Upper(l.text)) {
		return remark{key: garbledEcho}
	}
	head, _, _ := strings.Cut(pop3.Upper(l.text), " ")
	_, isNumber := pop3.Decimal(head)
	switch {
	case head == "OK" || head == "+" || head == "ERR" || head == "-":
		return remark{key: garbledSign, args: args{Word: quote(l.shown)}}
	case isNumber && len(head) == 3:
		return remark{key: garbledNumber}
	}
	return remark{key: garbled}
}

// unended explains a line that the end of the connection cut.
func (s *session) unended(l *line) remark {
	if l.Side == transcript.Client {
		return remark{key: cutClient}
	}
	if l.Kind == transcript.Stray { // the beginning of a reply
		s.open = max(0, s.open-1)
	}
	return remark{key: cutServer}
}
