package transcript

// measure counts the octets of an entry: those of its side, and, in a line of mail,
// those of the message.
func (t *Transcript) measure(e *Entry) {
	if e.Side == Local {
		return
	}
	d := t.direction(e.Side)
	e.Offset = d.sent
	d.sent += len(e.Octets)
	switch e.Kind {
	case Status:
		if t.protocol == POP3 { // else mail may be under way to the server
			t.message = 0
		}
	case Header, Separator, Text:
		t.message += len(Unstuff(e.Octets))
		e.Sum = t.message
	}
}
