package pop3

import (
	"bytes"
	"strconv"
)

// MaxLine is the longest command line, in octets with its CRLF (RFC 2449
// section 4).
const MaxLine = 255

// lineBuffer collects the octets of one line until its LF arrives. It never
// holds more than a line may have, however much a client sends.
type lineBuffer struct {
	octets  []byte // without the LF
	tooLong bool   // the line is over MaxLine; its octets are thrown away
}

// add appends a fragment that holds no LF.
func (b *lineBuffer) add(fragment []byte) {
	if b.tooLong = b.tooLong || len(b.octets)+len(fragment)+len("\n") > MaxLine; b.tooLong {
		b.octets = b.octets[:0]
		return
	}
	b.octets = append(b.octets, fragment...)
}

// take gives the line without its end, and whether it was too long, and starts
// the next one. CRLF is the end that RFC 1939 section 3 asks for; a bare LF, as
// nc sends it, is taken for one too.
func (b *lineBuffer) take() (line string, tooLong bool) {
	line, tooLong = string(bytes.TrimSuffix(b.octets, []byte{'\r'})), b.tooLong
	*b = lineBuffer{octets: b.octets[:0]}
	return line, tooLong
}

// unprintable finds the first octet that may not stand in a command, which is
// printable ASCII (RFC 1939 section 3). It gives the octet as people know it and
// its position counted from 1; position 0 means that there is none.
func unprintable(line string) (octet string, position int) {
	for i := range len(line) {
		if c := line[i]; c < ' ' || c > '~' {
			return octetName(c), i + 1
		}
	}
	return "", 0
}

// octetName is how the keys that send an unprintable octet are labelled, since
// people press them without knowing that they send anything.
func octetName(c byte) string {
	switch c {
	case 0x00:
		return "NUL"
	case 0x08, 0x7F:
		return "backspace"
	case '\t':
		return "TAB"
	case '\r':
		return "a lone CR"
	case 0x1B:
		return "ESC"
	}
	return "octet " + strconv.Itoa(int(c))
}
