package transcript

import "bytes"

// direction is what one side sends in a session, cut into lines until TLS begins,
// and into records from then on.
type direction struct {
	rest   []byte // the beginning of a line or record whose end has not come yet
	sent   int    // octets of the session so far that became entries or are missing
	begun  bool   // a line was read since the session began, or since octets went missing
	sealed bool   // TLS has begun
	seen   int    // octets of rest in which no record begins
}

func (t *Transcript) direction(side Side) *direction {
	if side == Client {
		return &t.client
	}
	return &t.server
}

// feed makes entries of the octets that a side sent.
func (t *Transcript) feed(side Side, p []byte) {
	if len(p) == 0 {
		return
	}
	t.mustBeOpen()
	if d := t.direction(side); d.sealed {
		t.records(side, p)
	} else {
		t.lines(side, d, p)
	}
}

// lines cuts octets into lines. A line ends with LF: CR LF is the rule of RFC 1939
// section 3, a bare LF is taken as well, and a lone CR is an octet like any other.
// Each octet is looked at once, so a long line in many pieces costs no more than
// in one.
func (t *Transcript) lines(side Side, d *direction, p []byte) {
	for kept := false; len(p) > 0; {
		if t.beginsTLS(side, p) {
			d.sealed = true
			t.records(side, p)
			return
		}
		n := bytes.IndexByte(p, '\n') + 1
		if n == 0 {
			d.rest = append(d.rest, p...)
			return
		}
		if !kept { // Entries keep the octets, so they are copied once for the whole piece.
			p, kept = bytes.Clone(p), true
		}
		line := p[:n:n]
		if len(d.rest) > 0 {
			line = append(d.rest, line...)
			d.rest = nil
		}
		p = p[n:]
		t.line(side, line)
	}
}

func (t *Transcript) line(side Side, octets []byte) {
	t.direction(side).begun = true
	switch {
	case t.protocol == SMTP && side == Client:
		t.mailClient(octets)
	case t.protocol == SMTP:
		t.mailServer(octets)
	case side == Client:
		t.clientLine(octets)
	default:
		t.serverLine(octets)
	}
}

// flush makes an entry of a line or record that will never get its end.
func (t *Transcript) flush(side Side) {
	d := t.direction(side)
	octets := d.rest
	d.rest, d.seen = nil, 0
	switch {
	case len(octets) == 0:
	case d.sealed:
		t.seal(side, octets)
	default:
		t.line(side, octets)
	}
}

// withoutEnd is a line without its CR LF or LF.
func withoutEnd(octets []byte) []byte {
	if rest, ok := bytes.CutSuffix(octets, []byte("\r\n")); ok {
		return rest
	}
	return bytes.TrimSuffix(octets, []byte("\n"))
}

func isEnded(octets []byte) bool { return len(octets) > 0 && octets[len(octets)-1] == '\n' }
