package transcript

import "strings"

// Octets with which a telnet sequence is made (RFC 854). POP3 has no use for them,
// but telnet programs send them: Ctrl-C becomes IAC IP IAC DO TIMING-MARK.
const (
	telnetIAC  = 255 // begins each sequence
	telnetSB   = 250 // begins a subnegotiation, which ends with IAC SE
	telnetSE   = 240
	telnetWill = 251 // WILL, WONT, DO and DONT are followed by an option
	telnetDont = 254
)

// withoutTelnet takes the telnet sequences from the beginning of a line. They stick
// to the first word, which stays the command that it is: a server may refuse it for
// them, or skip them as telnet does.
func withoutTelnet(text string) string {
	for len(text) >= 2 && text[0] == telnetIAC {
		text = text[min(telnetSequence(text), len(text)):]
	}
	return text
}

// telnetSequence is how many octets the sequence has that begins text.
func telnetSequence(text string) int {
	switch c := text[1]; {
	case c == telnetSB:
		if end := strings.Index(text, string([]byte{telnetIAC, telnetSE})); end > 0 {
			return end + 2
		}
		return len(text)
	case c >= telnetWill && c <= telnetDont:
		return 3
	}
	return 2
}
