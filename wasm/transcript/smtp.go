package transcript

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
	e := Entry{Side: Client, Kind: Request, Octets: octets, Exchange: len(t.Exchanges)}
	e.hidden = hiddenInMail(text, keyword)
	t.remember(text, e.hidden)
	t.ask(t.add(e), keyword, arguments)
	if keyword == "DATA" && !t.closed {
		t.sending = sending{open: true, data: e.Exchange}
		t.message = 0
	}
}

// mailLine takes a line behind DATA. A client that does not wait for the reply may
// send mail that nobody wants: then its lines were commands to the server.
//
// Only a dot between two CR LF ends the mail; a server that saw more ends in it
// would let people smuggle (RFC 5321 section 2.3.8).
func (t *Transcript) mailLine(octets []byte, text string) {
	if text == "." && !t.sending.loose && isStrictlyEnded(octets) {
		t.sending = sending{}
		t.ask(t.add(Entry{Side: Client, Kind: Terminator, Octets: octets, Exchange: len(t.Exchanges)}), ".", "")
		return
	}
	t.sending.loose = !isStrictlyEnded(octets)
	i := t.add(Entry{Side: Client, Kind: Text, Octets: octets, Exchange: t.sending.data})
	if t.Exchanges[t.sending.data].Outcome == Pending {
		t.early = append(t.early, i)
	}
}

// isStrictlyEnded says whether a line ends with CR LF.
func isStrictlyEnded(octets []byte) bool {
	return len(octets) >= 2 && octets[len(octets)-2] == '\r' && isEnded(octets)
}

// mailServer makes an entry of one line of a server that speaks SMTP.
func (t *Transcript) mailServer(octets []byte) {
	code, more := replyCode(withoutEnd(octets))
	switch {
	case t.closed || t.cut:
		t.stray(octets)
	case !t.greeted && (!t.torn.open || len(t.waiting) == 0 && code != 0):
		t.mailGreeting(octets, code, more)
	case t.welcoming:
		t.welcome(octets, code, more)
	case len(t.waiting) == 0:
		t.stray(octets)
	case more:
		t.add(Entry{Side: Server, Kind: Listing, Octets: octets, Exchange: t.waiting[0]})
	default:
		t.mailStatus(octets, code)
	}
	t.asked = false
}

// mailGreeting takes the first line of the server, whatever it says. Further lines
// of a long greeting belong to it.
func (t *Transcript) mailGreeting(octets []byte, code int, more bool) {
	t.greeted, t.welcoming = true, more
	x := Exchange{Session: t.session, Request: -1, Before: t.state, Code: code, Outcome: outcomeOf(code), End: -1}
	if x.Outcome == OK {
		t.state = Mailing
	}
	x.After = t.state
	x.Status = t.add(Entry{Side: Server, Kind: Greeting, Octets: octets, Exchange: len(t.Exchanges)})
	if !more {
		x.End = x.Status
	}
	t.Exchanges = append(t.Exchanges, x)
}

// welcome takes a further line of the greeting.
func (t *Transcript) welcome(octets []byte, code int, more bool) {
	t.welcoming = more
	greeting := t.newestGreeting()
	i := t.add(Entry{Side: Server, Kind: Listing, Octets: octets, Exchange: greeting})
	if !more {
		t.Exchanges[greeting].End = i
	}
}

// newestGreeting is the exchange of the greeting of this session.
func (t *Transcript) newestGreeting() int {
	i := len(t.Exchanges) - 1
	for t.Exchanges[i].Request >= 0 {
		i--
	}
	return i
}

// mailStatus takes the last line of a reply, which is its only one but for EHLO.
// One without a code counts as the reply too.
func (t *Transcript) mailStatus(octets []byte, code int) {
	index := t.waiting[0]
	x := &t.Exchanges[index]
	t.greeted = true // whatever became of the greeting
	x.Code, x.Outcome = code, outcomeOf(code)
	if x.Outcome == OK {
		t.state = Mailing
	}
	kind := Status
	if x.Outcome == Garbled {
		kind = Stray
	}
	x.After = t.state
	x.Status = t.add(Entry{Side: Server, Kind: kind, Octets: octets, Exchange: index})
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

// replyCode reads the three digits of a reply, and whether more lines follow. It
// is 0 for what is none.
func replyCode(line []byte) (code int, more bool) {
	if len(line) < 3 || len(line) > 3 && line[3] != ' ' && line[3] != '-' {
		return 0, false
	}
	for _, c := range line[:3] {
		if c < '0' || c > '9' {
			return 0, false
		}
		code = 10*code + int(c-'0')
	}
	return code, code != 0 && len(line) > 3 && line[3] == '-'
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
