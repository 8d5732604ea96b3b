package capture

import (
	"strings"

	"poplab/wasm/pop3"
)

// mark is how a log tells the sides apart: by what stands before each line.
type mark struct {
	client, server string
	document       bool // people write it, with text between the lines
}

// marks are all that are known. Where one is the end of another, the longer comes
// first. Which of the two is the server's, a reply behind it tells.
var marks = []mark{
	{"C:", "S:", true}, {"Client:", "Server:", true}, {"C>", "S>", true}, {"[C]", "[S]", true},
	{"SEND:", "RECV:", false}, {"Sent:", "Received:", false}, {"put:", "get:", false},
	{">>>", "<<<", false}, {">>", "<<", false}, {"-->", "<--", false}, {"->", "<-", false},
	{"=>", "<=", false}, {"→", "←", false}, {">", "<", false},
}

// markBehind finds the mark at the end of what stands before a reply, and what
// stands before that. The mark comes back with the server's side as it is here.
func markBehind(before string) (m mark, lead string, ok bool) {
	before = strings.TrimRight(before, blanks)
	for _, m := range marks {
		for _, m := range []mark{m, {m.server, m.client, m.document}} {
			n := len(before) - len(m.server)
			if n >= 0 && pop3.HasPrefixFold(before[n:], m.server) && !(isWord(m.server[0]) && n > 0 && isWord(before[n-1])) {
				return m, before[:n], len(before) <= longestLead
			}
		}
	}
	return mark{}, "", false
}

// longestLead is how much may stand before a line that is one of the wire.
const longestLead = 200

// cut parts a line into the time that its lead tells and what comes behind that. A
// line with another lead comes back whole.
func (l *log) cut(line string) (micro int64, rest string, ok bool) {
	if strings.Trim(l.lead, blanks) == "" {
		indented := len(line) - len(strings.TrimLeft(line, blanks))
		return 0, line[min(indented, len(l.lead)):], true
	}
	rest, ok = cutLead(l.lead, line)
	if !ok {
		return 0, line, false
	}
	micro = clock(line[:len(line)-len(rest)])
	if lead := line[:len(line)-len(rest)] + " "; micro == 0 && timed(l.lead) || numbered(l.lead) && !numbered(lead) {
		return 0, line, false
	}
	return micro, rest, true
}

// cutLead cuts off what stands before each line. It need not be the same text: a
// word stands for any other, such as the next time or number, and blanks for more
// or fewer, but for those at the end. All else must be there.
func cutLead(lead, line string) (rest string, ok bool) {
	lead, line = strings.TrimLeft(lead, blanks), strings.TrimLeft(line, blanks)
	for lead != "" {
		kind := kindOf(lead[0])
		a, b := run(lead, kind), run(line, kind)
		if a == len(lead) && kind == blank && line == "" {
			return "", true // blanks at the end of a line get lost
		}
		if b == 0 || kind == other && lead[:a] != line[:b] {
			return "", false
		}
		if a == len(lead) && kind == blank {
			b = min(a, b)
		}
		lead, line = lead[a:], line[b:]
	}
	return line, true
}

// What a lead is made of.
const (
	word = iota
	blank
	other
)

func kindOf(c byte) int {
	switch {
	case isWord(c):
		return word
	case strings.IndexByte(blanks, c) >= 0:
		return blank
	}
	return other
}

// run is how many octets of one kind begin a text; of other ones only one.
func run(s string, kind int) (n int) {
	for n < len(s) && kindOf(s[n]) == kind && (kind != other || n == 0) {
		n++
	}
	return n
}

func isWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}
