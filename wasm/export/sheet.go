package export

import "strings"

// sheet is a file while it is written. What it shows of a session is put into
// forms, which are data: code that joins texts piece by piece would be many KiB of
// what every learner loads. For the same reason the compiler may not copy the small
// functions that all formats call into each of them.
type sheet []byte

// put writes a text as it stands.
//
//go:noinline
func (b *sheet) put(text string) { *b = append(*b, text...) }

// fill writes a form, in which each % stands for the next value.
//
//go:noinline
func (b *sheet) fill(form string, values ...string) {
	for _, value := range values {
		before, rest, _ := strings.Cut(form, "%")
		b.put(before)
		b.put(value)
		form = rest
	}
	b.put(form)
}

// escaped is a text in which other texts stand for the octets in special.
func escaped(text, special string, instead func(c byte) string) string {
	var b sheet
	for i := range len(text) {
		if strings.IndexByte(special, text[i]) >= 0 {
			b.put(instead(text[i]))
		} else {
			b = append(b, text[i])
		}
	}
	return string(b)
}
