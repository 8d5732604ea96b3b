package export

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	textWidth = 78         // columns of a note and its margin; lines of the wire stay whole
	margin    = "        " // before a note; the number of the line stands in it
)

// writeText writes each line behind the letter of its side, and its note below it,
// beside the number of the line. Only lines of the session begin with such a letter
// and a colon, so that programs can tell them from the rest.
func writeText(s *Session) ([]byte, error) {
	var b sheet
	b.put(s.title(), "\n\n")
	for _, f := range s.facts() {
		b.put(f.name, ": ", f.value, "\n")
	}
	b.put("\n", s.words().legend, "\n\n")
	for i := range s.Transcript.Entries {
		if s.begins(i) {
			b.put("\n", s.heading(i), "\n\n")
		}
		b.put(s.marked(i)...)
		number := strconv.Itoa(i + 1)
		b.put(margin[min(len(number)+2, len(margin)):], number, "  ")
		b.wrap(s.called(i))
		b.put(margin, s.Notes[i].RFC, dotted(s.Notes[i].Rule), dotted(s.later(i)), "\n")
	}
	return b, nil
}

// called is note i as plain text.
func (s *Session) called(i int) string {
	if call := s.call(i); call != "" {
		return call + " " + s.Notes[i].Text
	}
	return s.Notes[i].Text
}

// wrap writes a text beside the margin, broken between words.
func (b *sheet) wrap(text string) {
	column := len(margin)
	for text != "" {
		word, rest, _ := strings.Cut(text, " ")
		wide := utf8.RuneCountInString(word)
		switch {
		case column == len(margin):
		case column+1+wide > textWidth:
			b.put("\n", margin)
			column = len(margin)
		default:
			b.put(" ")
			column++
		}
		b.put(word)
		column += wide
		text = rest
	}
	b.put("\n")
}
