package transcript

import "poplab/wasm/pop3"

// clientLine makes an entry of one line of the client.
func (t *Transcript) clientLine(octets []byte) {
	text := string(withoutEnd(octets))
	keyword, arguments := SplitCommand(text)
	tail := t.lost.tail
	t.lost.tail = false
	if x, ok := t.answersAuth(keyword); ok {
		t.response(octets, text, x)
		return
	}
	e := Entry{Side: Client, Kind: Request, Octets: octets, Exchange: len(t.Exchanges)}
	e.hidden = hiddenInCommand(text, t.state == Transaction, t.tried)
	tail = tail && pop3.Lookup(keyword) == nil
	if tail && t.state != Transaction {
		t.remember(text, e.hidden)
		e.hidden = hideFrom(text, 0) // it may be that of PASS
	}
	t.remember(text, e.hidden)
	if tail && t.lost.exchange < e.Exchange {
		e.Exchange = t.lost.exchange
		t.add(e)
		return
	}
	t.ask(t.add(e), keyword, arguments)
	t.tried = t.tried || keyword == "USER" || t.Exchanges[e.Exchange].logsIn()
}

// ask opens the exchange of the command at entry request.
//
//go:noinline
func (t *Transcript) ask(request int, keyword, arguments string) {
	x := Exchange{
		Session: t.session, Keyword: keyword, Arguments: arguments,
		Request: request, Status: -1, End: -1, Before: t.state,
	}
	if t.closed {
		x.Outcome = Unanswered
	} else {
		t.waiting = append(t.waiting, len(t.Exchanges))
	}
	t.asked = true
	t.upgrading = t.upgrading || keyword == "STLS" && t.protocol == POP3
	t.Exchanges = append(t.Exchanges, x)
}

// answersAuth says whether a client's line belongs to an AUTH exchange: after
// a challenge always, even if it reads QUIT (RFC 5034 section 4); before one, if
// it is no command, since an impatient client may send its response early.
func (t *Transcript) answersAuth(keyword string) (exchange int, ok bool) {
	if t.challenged {
		return t.waiting[0], true
	}
	if len(t.waiting) == 0 {
		return 0, false
	}
	last := t.waiting[len(t.waiting)-1]
	pending := t.Exchanges[last].Outcome == Pending && t.Exchanges[last].Keyword == "AUTH"
	return last, pending && t.Exchanges[last].logsIn() && !isCommand(keyword)
}

func isCommand(keyword string) bool {
	return keyword == "" || pop3.Lookup(keyword) != nil
}

// response adds a client's line to the AUTH exchange x.
func (t *Transcript) response(octets []byte, text string, x int) {
	e := Entry{Side: Client, Kind: Response, Octets: octets, Exchange: x}
	if text != "*" {
		e.hidden = hideFrom(text, 0)
	}
	t.remember(text, e.hidden)
	// A learner who is caught in AUTH may type "PASS secret" here.
	t.remember(text, hiddenInCommand(text, true, false))
	i := t.add(e)
	if !t.challenged {
		t.early = append(t.early, i)
	}
	t.challenged = false
}
