// Package json writes JSON by hand: encoding/json would add 217 KiB to what every
// learner downloads.
package json

import (
	"strconv"
	"unicode/utf8"
)

// Writer writes the members of objects and lists, one after another; Out is what is
// written so far.
type Writer struct{ Out []byte }

// comma parts a member from the one before it, if there is one.
func (w *Writer) comma() {
	if last := w.Out[len(w.Out)-1]; last != '{' && last != '[' {
		w.Out = append(w.Out, ',')
	}
}

// Open and Close write the ends of an object, as a member of a list or alone.
func (w *Writer) Open()  { w.Out = append(w.Out, '{') }
func (w *Writer) Close() { w.Out = append(w.Out, '}') }

// Name writes the name of a member; its value comes next.
func (w *Writer) Name(name string) {
	w.comma()
	w.Out = append(AppendString(w.Out, name), ':')
}

// Text writes a member that is a string.
func (w *Writer) Text(name, value string) {
	w.Name(name)
	w.Out = AppendString(w.Out, value)
}

// Octets writes a member that is a string of octets, as AppendOctets does.
func (w *Writer) Octets(name string, octets []byte) {
	w.Name(name)
	w.Out = AppendOctets(w.Out, octets)
}

// Number writes a member that is a whole number.
func (w *Writer) Number(name string, n int64) {
	w.Name(name)
	w.Out = strconv.AppendInt(w.Out, n, 10)
}

// Flag writes a member that is true or false.
func (w *Writer) Flag(name string, value bool) {
	w.Name(name)
	w.Out = strconv.AppendBool(w.Out, value)
}

// List writes n items; item writes one of them.
func (w *Writer) List(name string, n int, item func(i int)) {
	w.Name(name)
	w.Out = append(w.Out, '[')
	for i := range n {
		w.comma()
		item(i)
	}
	w.Out = append(w.Out, ']')
}

// AppendString appends s as a JSON string; octets that are no UTF-8 become U+FFFD.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		b = appendRune(b, r)
	}
	return append(b, '"')
}

// AppendOctets appends each octet as the code point of its value, so that the
// page gets every octet back exactly.
func AppendOctets(b []byte, octets []byte) []byte {
	b = append(b, '"')
	for _, o := range octets {
		b = appendRune(b, rune(o))
	}
	return append(b, '"')
}

func appendRune(b []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(b, '\\', byte(r))
	case r < ' ':
		return append(b, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
	}
	return utf8.AppendRune(b, r)
}

const hexDigits = "0123456789ABCDEF"
