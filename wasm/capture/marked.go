package capture

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// readMarked reads lines with a mark of their side. The narrowest gap between mark
// and text is the usual one on either side, so that what is indented further stays
// so.
func readMarked(l *log, w *teller) {
	client, server := l.margins()
	for _, line := range l.lines {
		micro, rest, ok := l.cut(line)
		w.t.Now = micro
		side, text := l.side(rest)
		switch {
		case !ok || side == 0:
			l.between(w, line)
		case side == transcript.Local:
			w.program(strings.TrimPrefix(text, " "))
		case l.isDirection(text):
			w.program(strings.TrimLeft(text, blanks))
		case side == transcript.Server:
			w.server(text[min(server, len(text)):])
		default:
			w.client(text[min(client, len(text)):])
		}
	}
}

// side tells whose mark a line begins with; 0 if none. Transcripts of poplab mark
// the lines of the console with an L.
func (l *log) side(line string) (side transcript.Side, text string) {
	rest := strings.TrimLeft(line, blanks)
	switch {
	case pop3.HasPrefixFold(rest, l.marks.server):
		return transcript.Server, rest[len(l.marks.server):]
	case pop3.HasPrefixFold(rest, l.marks.client):
		return transcript.Client, rest[len(l.marks.client):]
	case l.marks.client == "C:" && strings.HasPrefix(rest, "L: "):
		return transcript.Local, rest[2:]
	}
	return 0, line
}

// margins are the fewest blanks behind either mark.
func (l *log) margins() (client, server int) {
	client, server = len(blanks)<<8, len(blanks)<<8
	for _, line := range l.lines {
		_, rest, ok := l.cut(line)
		side, text := l.side(rest)
		bare := strings.TrimLeft(text, blanks)
		switch {
		case !ok || bare == "" || l.isDirection(bare):
		case side == transcript.Server:
			server = min(server, len(text)-len(bare))
		case side == transcript.Client:
			client = min(client, len(text)-len(bare))
		}
	}
	return client, server
}

// between takes a line without a mark: in a document it is not of the session, else
// the program says it.
func (l *log) between(w *teller, line string) {
	switch {
	case strings.HasPrefix(line, "```"):
		w.apart = true
	case isHeading(line):
		w.close()
	case !l.marks.document:
		w.t.Now, line = cutClock(line)
		w.program(line)
	}
}

// isHeading recognises what poplab writes above each session of several.
func isHeading(line string) bool {
	for _, heading := range [...]string{"POP3 session ", "SMTP session ", "POP3-Sitzung ", "SMTP-Sitzung "} {
		if number, ok := strings.CutPrefix(line, heading); ok && number != "" && isDigit(number[0]) {
			return true
		}
	}
	return false
}

// isDirection recognises what RFC 1939 writes in place of octets, as in "S: <sends
// message>".
func (l *log) isDirection(text string) bool {
	text = strings.Trim(text, blanks)
	return l.marks.document && strings.HasPrefix(text, "<") && strings.IndexByte(text, '>') == len(text)-1 &&
		strings.Contains(text, " ") && !strings.ContainsAny(text, "=@/\"")
}
