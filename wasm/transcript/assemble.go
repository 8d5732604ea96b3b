package transcript

import "bytes"

// assembler cuts one direction of the wire into lines. A line ends with LF: CR
// LF is the rule of RFC 1939 section 3, a bare LF is taken as well, and a lone
// CR is an octet like any other.
type assembler struct {
	rest []byte // the beginning of a line whose end has not come yet
}

// feed hands every complete line, its end included, to line. Each octet is
// looked at once, so a long line in many pieces costs no more than in one.
func (a *assembler) feed(p []byte, line func(octets []byte)) {
	n := bytes.IndexByte(p, '\n') + 1
	if n == 0 {
		a.rest = append(a.rest, p...)
		return
	}
	// Entries keep the octets, so they are copied once for the whole piece.
	p = bytes.Clone(p)
	for ; n > 0; n = bytes.IndexByte(p, '\n') + 1 {
		whole := p[:n:n]
		if len(a.rest) > 0 {
			whole = append(a.rest, whole...)
			a.rest = nil
		}
		line(whole)
		p = p[n:]
	}
	a.rest = append(a.rest, p...)
}

// flush hands out a line that will never get its end.
func (a *assembler) flush(line func(octets []byte)) {
	if len(a.rest) > 0 {
		line(a.rest)
		a.rest = nil
	}
}

// withoutEnd is a line without its CR LF or LF.
func withoutEnd(octets []byte) []byte {
	if rest, ok := bytes.CutSuffix(octets, []byte("\r\n")); ok {
		return rest
	}
	return bytes.TrimSuffix(octets, []byte("\n"))
}
