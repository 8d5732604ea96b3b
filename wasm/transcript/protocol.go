package transcript

// Protocol is what the two sides of a session speak.
type Protocol uint8

const (
	POP3 Protocol = iota
	SMTP          // which brings mail to the server that hands it out (RFC 5321)
)

func (p Protocol) String() string { return [...]string{"POP3", "SMTP"}[p] }

// Speak tells what the newest session speaks, where its first line is what shows it.
func (t *Transcript) Speak(p Protocol) {
	t.mustBeOpen()
	t.protocol, t.protocols[t.session-1] = p, p
}

// Protocol is that of a session, as in Entry.Session; POP3 where there is none.
func (t *Transcript) Protocol(session int) Protocol {
	if session < 1 || session > len(t.protocols) {
		return POP3
	}
	return t.protocols[session-1]
}
