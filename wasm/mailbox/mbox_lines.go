package mailbox

import (
	"bytes"
	"slices"
)

// isFrom says whether a line begins a message; blank is whether the one before it was
// blank, or there was none. A CR in it would be the end of another line.
func isFrom(line []byte, blank bool) bool {
	return bytes.HasPrefix(line, []byte("From ")) && !bytes.Contains(line, []byte("\r")) && (blank || isDated(line))
}

// isQuoted says whether a line is one such as ">From " or ">>From ".
func isQuoted(line []byte) bool {
	bare := bytes.TrimLeft(line, ">")
	return len(bare) < len(line) && bytes.HasPrefix(bare, []byte("From "))
}

var (
	weekdays = [][]byte{[]byte("Mon"), []byte("Tue"), []byte("Wed"), []byte("Thu"), []byte("Fri"), []byte("Sat"), []byte("Sun")}
	colon    = []byte(":")
)

// isDated looks for a date such as "Wed May  1 09:00:00 1996" in a From_ line: a
// day of the week, two words, and a time.
func isDated(line []byte) bool {
	words := bytes.Fields(line)
	for i, word := range words {
		if slices.ContainsFunc(weekdays, func(day []byte) bool { return bytes.Equal(day, word) }) {
			return i+3 < len(words) && bytes.Contains(words[i+3], colon)
		}
	}
	return false
}

// unended is a line without its end.
func unended(line []byte) []byte {
	return trimCR(bytes.TrimSuffix(line, []byte("\n")))
}

func trimCR(line []byte) []byte { return bytes.TrimSuffix(line, []byte("\r")) }

// unseparated takes the blank line away that parts a message from the next.
func unseparated(message []byte) []byte {
	rest, ended := bytes.CutSuffix(message, []byte("\n"))
	rest = trimCR(rest)
	if ended && (len(rest) == 0 || rest[len(rest)-1] == '\n') {
		return rest
	}
	return message
}
