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
	b.fill("%\n\n", s.title())
	s.facts(&b, "%: %\n")
	b.fill("\n%\n\n", s.words().legend)
	for i := range s.Transcript.Entries {
		if s.begins(i) {
			b.fill("\n%\n\n", s.heading(i))
		}
		b.put(s.marked(i))
		number, n := strconv.Itoa(i+1), &s.Notes[i]
		b.fill("%%  ", margin[min(len(number)+2, len(margin)):], number)
		b.wrap(s.called(i))
		b.fill("%%%%\n", margin, n.RFC, dotted(n.Rule), dotted(s.later(i)))
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
		before := ""
		if column > len(margin) {
			before = " "
		}
		if column+wide >= textWidth && before != "" {
			before, column = "\n"+margin, len(margin)
		}
		b.fill("%%", before, word)
		column += wide + 1
		text = rest
	}
	b.put("\n")
}
