package export

import "strings"

// sheet is a file while it is written.
type sheet []byte

// put writes texts one after the other. That slices grow in one place, and not
// wherever something is written, keeps the program small that learners load.
func (b *sheet) put(texts ...string) {
	for _, text := range texts {
		*b = append(*b, text...)
	}
}

// escape writes a text of one line, and for each octet of special the text of the
// same index in instead.
func (b *sheet) escape(text, special string, instead []string) {
	from := 0
	for i := range len(text) {
		if n := strings.IndexByte(special, text[i]); n >= 0 {
			b.put(text[from:i], instead[n])
			from = i + 1
		}
	}
	b.put(text[from:])
}
