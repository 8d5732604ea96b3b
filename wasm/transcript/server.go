package transcript

import (
	"strings"

	"poplab/wasm/pop3"
)

// serverLine makes an entry of one line of the server.
func (t *Transcript) serverLine(octets []byte) {
	tail := t.torn.tail
	t.torn.tail = false
	switch {
	case t.body != LocalText:
		t.bodyLine(octets)
	case t.closed || t.cut:
		t.stray(octets)
	case !t.greeted && !t.torn.open, !t.greeted && len(t.waiting) == 0 && outcome(string(octets)) != Garbled:
		t.greeting(octets)
	case len(t.waiting) == 0:
		t.stray(octets)
	default:
		t.replyLine(octets, tail)
	}
	t.asked = false
}

func (t *Transcript) stray(octets []byte) {
	t.add(Entry{Side: Server, Kind: Stray, Octets: octets, Exchange: -1})
}

// greeting takes the first line of the server, whatever it says.
func (t *Transcript) greeting(octets []byte) {
	t.greeted = true
	index := len(t.Exchanges)
	x := Exchange{Session: t.session, Request: -1, Before: t.state}
	text := string(withoutEnd(octets))
	if strings.Contains(text, "<") { // only a timestamp may have that (RFC 2449 section 3)
		t.announced = append(t.announced, "APOP")
	}
	x.Outcome = outcome(withoutTelnet(text)) // some speak telnet first
	t.follow(&x)
	x.After = t.state
	x.Status = t.add(Entry{Side: Server, Kind: Greeting, Octets: octets, Exchange: index})
	x.End = x.Status
	t.Exchanges = append(t.Exchanges, x)
}

// replyLine takes the first line of a reply. A tail is the end of a line whose
// beginning is missing.
func (t *Transcript) replyLine(octets []byte, tail bool) {
	text := string(withoutEnd(octets))
	index := t.waiting[0]
	switch {
	case t.Exchanges[index].Keyword == "AUTH" && isChallenge(text):
		t.challenge(octets, index)
	case t.resync(text, tail):
		t.bodyLine(octets)
	case tail && outcome(text) == Garbled:
		t.stray(octets)
	default:
		t.statusLine(octets, text)
	}
}

// statusLine takes the status line of the oldest command that waits. A line with
// no status indicator is counted as that reply too, or every later reply would be
// given to the wrong command.
func (t *Transcript) statusLine(octets []byte, text string) {
	index := t.waiting[0]
	x := &t.Exchanges[index]
	t.greeted = true // whatever became of the greeting
	kind := Status
	if x.Outcome = outcome(text); x.Outcome == Garbled {
		kind = Stray
	}
	if x.Keyword == "STLS" {
		t.upgrading = x.Outcome != Err
	}
	t.follow(x)
	x.After = t.state
	x.Status = t.add(Entry{Side: Server, Kind: kind, Octets: octets, Exchange: index})
	if x.Outcome == OK {
		t.body = x.bodyKind()
	}
	if t.body == LocalText {
		t.finish(x.Status)
	}
}

// isChallenge recognises "+", a space and base64 (RFC 5034 section 4); servers
// that leave the space out are understood.
func isChallenge(text string) bool { return text == "+" || strings.HasPrefix(text, "+ ") }

func (t *Transcript) challenge(octets []byte, index int) {
	t.add(Entry{Side: Server, Kind: Challenge, Octets: octets, Exchange: index})
	if len(t.early) > 0 {
		t.early = t.early[1:]
		return
	}
	t.challenged = true
}

// bodyLine takes a line of a multi-line reply.
func (t *Transcript) bodyLine(octets []byte) {
	index, kind, line := t.waiting[0], t.body, withoutEnd(octets)
	switch {
	case len(line) == 1 && line[0] == '.' && isEnded(octets):
		kind = Terminator
	case t.endsBody(line):
		t.leave()
		t.serverLine(octets)
		return
	case kind == Header && len(line) == 0:
		kind, t.body = Separator, Text
	}
	if kind == Listing && t.Exchanges[index].Keyword == "CAPA" {
		tag, _, _ := strings.Cut(string(line), " ")
		t.announced = append(t.announced, pop3.Upper(tag))
	}
	i := t.add(Entry{Side: Server, Kind: kind, Octets: octets, Exchange: index})
	if kind == Terminator {
		t.torn.open = false
		t.finish(i)
	}
}

// endsBody says whether a line is a status line, so that the terminator before it
// is missing. In a listing it is, as no entry begins like one. Mail may hold any
// line, so it ends like this only where the server was silent until the client
// asked again, or where octets are missing.
func (t *Transcript) endsBody(line []byte) bool {
	if len(line) == 0 || line[0] != '+' && line[0] != '-' {
		return false
	}
	listing, waits := t.body == Listing, len(t.waiting) > 1
	switch outcome(string(line)) {
	case OK:
		return waits && (listing || t.asked || t.torn.open)
	case Err:
		return waits && (t.asked || t.torn.open) || listing
	}
	return false
}

// finish completes the oldest waiting exchange with entry end.
func (t *Transcript) finish(end int) {
	t.Exchanges[t.waiting[0]].End = end
	t.leave()
}

// leave turns to the next waiting exchange. Lines that were sent within AUTH but
// that no challenge asked for were commands to the server: each gets a reply.
func (t *Transcript) leave() {
	done, rest := t.waiting[0], t.waiting[1:]
	t.body, t.challenged = LocalText, false
	if len(t.early) == 0 || t.Entries[t.early[0]].Exchange != done {
		t.waiting = rest
		return
	}
	t.waiting = nil
	for _, e := range t.early {
		t.ask(e, "", t.Text(e))
	}
	t.waiting, t.early = append(t.waiting, rest...), nil
}
