package pop3

import "bytes"

// MaxLine is the longest command line, in octets with its CRLF (RFC 2449
// section 4).
const MaxLine = 255

// lineBuffer collects the octets of one line until its LF arrives. It never
// holds more than a line may have, however much a client sends.
type lineBuffer struct {
	octets  []byte // without the LF
	tooLong bool   // the line is over its limit; its octets are thrown away
}

// add appends a fragment that holds no LF. The limit counts the line end.
func (b *lineBuffer) add(fragment []byte, limit int) {
	if b.tooLong = b.tooLong || len(b.octets)+len(fragment)+len("\n") > limit; b.tooLong {
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

// unprintable finds the first octet that may not stand in a line and gives it with
// its position, counted from 1; position 0 means that there is none. A line is
// printable ASCII (RFC 1939 section 3), or UTF-8 without control characters.
func unprintable(line string, utf8 bool) (octet byte, position int) {
	for i, r := range line {
		if r < ' ' || r >= 0x7F && (r < 0xA0 || !utf8) { // 0x80 to 0x9F are control characters too
			return line[i], i + 1
		}
	}
	return 0, 0
}
