package transcript

import (
	"strings"

	"poplab/wasm/pop3"
)

// serverLine makes an entry of one line of the server.
func (t *Transcript) serverLine(octets []byte) {
	switch {
	case t.body != LocalText:
		t.bodyLine(octets)
	case t.closed || t.cut:
		t.stray(octets)
	case !t.greeted:
		t.greeting(octets)
	case len(t.waiting) == 0:
		t.stray(octets)
	default:
		t.statusLine(octets, t.waiting[0])
	}
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
	x.Outcome = outcome(text)
	t.follow(&x)
	x.After = t.state
	x.Status = t.add(Entry{Side: Server, Kind: Greeting, Octets: octets, Exchange: index})
	x.End = x.Status
	t.Exchanges = append(t.Exchanges, x)
}

// statusLine takes the first line of the reply to exchange index. A line with
// no status indicator is counted as that reply too, or every later reply would
// be given to the wrong command.
func (t *Transcript) statusLine(octets []byte, index int) {
	text := string(withoutEnd(octets))
	x := &t.Exchanges[index]
	if x.Keyword == "AUTH" && isChallenge(text) {
		t.challenge(octets, index)
		return
	}
	kind := Status
	if x.Outcome = outcome(text); x.Outcome == Garbled {
		kind = Stray
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
	index, kind, text := t.waiting[0], t.body, string(withoutEnd(octets))
	switch {
	case text == "." && !t.cut:
		kind = Terminator
	case kind == Listing && len(t.waiting) > 1 && outcome(text) != Garbled:
		// No entry of a listing begins like a status line: the server
		// forgot the terminator and goes on with the next reply.
		t.leave()
		t.statusLine(octets, t.waiting[0])
		return
	case kind == Header && text == "":
		kind, t.body = Separator, Text
	}
	if kind == Listing && t.Exchanges[index].Keyword == "CAPA" {
		tag, _, _ := strings.Cut(text, " ")
		t.announced = append(t.announced, pop3.Upper(tag))
	}
	i := t.add(Entry{Side: Server, Kind: kind, Octets: octets, Exchange: index})
	if kind == Terminator {
		t.finish(i)
	}
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
