package export

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	textWidth = 78 // columns of a note and its margin; lines of the wire stay whole
	margin    = 8  // columns before a note
)

// writeText writes each line behind the letter of its side, and its note below it,
// beside the number of the line. Only lines of the session begin with such a letter
// and a colon, so that programs can tell them from the rest.
func writeText(s *Session) ([]byte, error) {
	b := append([]byte(s.title()), "\n\n"...)
	for _, f := range s.facts() {
		b = append(b, f.name+": "+f.value+"\n"...)
	}
	b = append(b, "\n"+s.words().legend+"\n\n"...)
	for i := range s.Transcript.Entries {
		if s.begins(i) {
			b = append(b, "\n"+s.heading(i)+"\n\n"...)
		}
		b = s.marked(b, i)
		b = wrap(b, strconv.Itoa(i+1), s.called(i))
		b = wrap(b, "", joined(joined(s.Notes[i].RFC, s.Notes[i].Rule), s.later(i)))
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

// wrap appends a text beside a label in the margin, broken between words.
func wrap(b []byte, label, text string) []byte {
	b = append(b, strings.Repeat(" ", max(0, margin-2-len(label)))...)
	b = append(append(b, label...), ' ')
	column := max(margin-2, len(label)) + 1
	for word := range strings.FieldsSeq(text) {
		wide := utf8.RuneCountInString(word)
		if column+1+wide > textWidth && column > margin {
			b = append(b, '\n')
			b = append(b, strings.Repeat(" ", margin-1)...)
			column = margin - 1
		}
		b = append(append(b, ' '), word...)
		column += 1 + wide
	}
	return append(b, '\n')
}
