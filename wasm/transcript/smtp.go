package transcript

import "poplab/wasm/pop3"

// In a session of SMTP the client's lines are commands, or mail; the server's are
// replies, of one line or more. A reply is known by its three digits, and goes on
// where a hyphen follows them (RFC 5321 section 4.2.1).

// sending is what the client of SMTP is at behind DATA.
type sending struct {
	open  bool // the next line is mail: DATA was sent and not refused, and the lone dot has not come
	data  int  // the exchange of that DATA
	loose bool // the newest line of the mail ended without CR
}

// mailClient makes an entry of one line of a client that speaks SMTP.
func (t *Transcript) mailClient(octets []byte) {
	text := string(withoutEnd(octets))
	if t.sending.open {
		t.mailLine(octets, text)
		return
	}
	keyword, arguments := SplitCommand(text)
	x := len(t.Exchanges)
	i := t.put(Client, Request, octets, x)
	t.Entries[i].hidden = hiddenInMail(text, keyword)
	t.remember(text, t.Entries[i].hidden)
	t.ask(i, keyword, arguments)
	if keyword == "DATA" && !t.closed {
		t.sending = sending{open: true, data: x}
		t.message = 0
	}
}

// put appends an entry of a few words.
//
//go:noinline
func (t *Transcript) put(side Side, kind Kind, octets []byte, exchange int) int {
	return t.add(Entry{Side: side, Kind: kind, Octets: octets, Exchange: exchange})
}

// mailLine takes a line behind DATA. A client that does not wait for the reply may
// send mail that nobody wants: then its lines were commands to the server.
//
// Only a dot between two CR LF ends the mail; a server that saw more ends in it
// would let people smuggle (RFC 5321 section 2.3.8).
func (t *Transcript) mailLine(octets []byte, text string) {
	strict := len(text)+len("\r\n") == len(octets)
	if text == "." && strict && !t.sending.loose {
		t.sending = sending{}
		t.ask(t.put(Client, Terminator, octets, len(t.Exchanges)), text, "")
		return
	}
	t.sending.loose = !strict
	i := t.put(Client, Text, octets, t.sending.data)
	if t.Exchanges[t.sending.data].Outcome == Pending {
		t.early = append(t.early, i)
	}
}

// mailServer makes an entry of one line of a server that speaks SMTP. The greeting is
// the reply to a command that nobody sent.
func (t *Transcript) mailServer(octets []byte) {
	code, more := ReplyCode(string(withoutEnd(octets)))
	if !t.greeted && !t.closed && !t.cut && (!t.torn.open || len(t.waiting) == 0 && code != 0) {
		t.greeted = true
		t.waiting = append([]int{len(t.Exchanges)}, t.waiting...)
		t.Exchanges = append(t.Exchanges, Exchange{Session: t.session, Request: -1, Status: -1, End: -1, Before: t.state})
	}
	switch {
	case t.closed || t.cut || len(t.waiting) == 0:
		t.stray(octets)
	case more:
		t.put(Server, Listing, octets, t.waiting[0])
	default:
		t.mailStatus(octets, code)
	}
	t.asked = false
}

// mailStatus takes the last line of a reply, which is its only one but for EHLO.
// One without a code counts as the reply too.
func (t *Transcript) mailStatus(octets []byte, code int) {
	index := t.waiting[0]
	x := &t.Exchanges[index]
	t.greeted = true // whatever became of the greeting
	x.Code, x.Outcome = code, outcomeOf(code)
	kind := Status
	switch {
	case x.Request < 0:
		kind = Greeting
	case x.Outcome == Garbled:
		kind = Stray
	}
	if x.Outcome == OK {
		t.state = Mailing
	}
	x.After = t.state
	x.Status = t.put(Server, kind, octets, index)
	x.End = x.Status
	t.waiting = t.waiting[1:]
	if x.Keyword == "DATA" {
		t.settleMail(index, x.Outcome == OK)
	}
}

// settleMail ends the doubt about lines that the client sent behind DATA without
// waiting: they are mail, or each of them gets a reply.
func (t *Transcript) settleMail(data int, accepted bool) {
	n := 0
	for n < len(t.early) && t.Entries[t.early[n]].Exchange == data {
		n++
	}
	lines := t.early[:n]
	t.early = t.early[n:]
	if accepted {
		return
	}
	if t.sending.open && t.sending.data == data {
		t.sending = sending{}
	}
	rest := t.waiting
	t.waiting = nil
	for _, i := range lines {
		keyword, arguments := SplitCommand(t.Text(i))
		t.ask(i, keyword, arguments)
	}
	t.waiting = append(t.waiting, rest...)
}

// ReplyCode reads the three digits of a line of SMTP, and whether more lines of the
// same reply follow (RFC 5321 section 4.2.1). It is 0 where there are none.
func ReplyCode(line string) (code int, more bool) {
	if len(line) < 3 || len(line) > 3 && line[3] != ' ' && line[3] != '-' {
		return 0, false
	}
	code, _ = pop3.Decimal(line[:3])
	return code, code > 0 && len(line) > 3 && line[3] == '-'
}

// outcomeOf is what the first digit of a reply says (RFC 5321 section 4.2.1).
func outcomeOf(code int) Outcome {
	switch code / 100 {
	case 2, 3:
		return OK
	case 4, 5:
		return Err
	}
	return Garbled
}
