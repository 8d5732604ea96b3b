package capture

import "strings"

// readPoplib reads what Python's poplib prints with set_debuglevel(2): octets as
// Python writes them, "*put*" without and "*get*" with their line end. What "*cmd*",
// "*resp*" and "*stat*" repeat is left out.
func readPoplib(l *log, w *teller) {
	for _, line := range l.lines {
		switch tag, literal, _ := strings.Cut(line, " "); tag {
		case "*put*":
			w.client(unquoted(literal))
		case "*get*":
			text := []byte(unquoted(literal))
			w.fromServer(text, isReply(string(text)))
		case "*cmd*", "*resp*", "*stat*", "*welcome*":
		default:
			w.program(line)
		}
	}
}

// escapes are what Python writes behind a backslash, and what it means.
const escapes = "\\\\''\"\"n\nr\rt\t"

// unquoted reads a literal such as b'+OK\r\n'.
func unquoted(s string) string {
	s = strings.TrimPrefix(s, "b")
	if len(s) < 2 {
		return s
	}
	s = s[1 : len(s)-1]
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b = append(b, s[i])
			continue
		}
		i++
		if octet := hexNumber(s[i+1:], 2); octet >= 0 && s[i] == 'x' {
			b = append(b, byte(octet))
			i += 2
		} else if at := strings.IndexByte(escapes, s[i]); at >= 0 {
			b = append(b, escapes[at|1])
		}
	}
	return string(b)
}
