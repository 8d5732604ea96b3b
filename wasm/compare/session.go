package compare

import (
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// comparison is one at work: the real session, what it showed, and the sandbox.
type comparison struct {
	t      *transcript.Transcript
	notes  []annotate.Note
	masked bool
	first  int     // exchange of the session
	parts  [][]int // entries of the exchanges from first on

	evidence
	sandbox

	reasons []Reason // of the exchange at hand
	blurred bool     // the two may have marked different messages
}

// Session compares the newest session of a transcript of POP3. There is a note for each of
// its entries. Masked keeps secrets out of all that is shown.
func Session(t *transcript.Transcript, notes []annotate.Note, masked bool) []Exchange {
	if len(t.Exchanges) == 0 {
		return nil
	}
	c := &comparison{t: t, notes: notes, masked: masked}
	c.read(t.Exchanges[len(t.Exchanges)-1].Session)
	c.gather()
	c.begin()
	var list []Exchange
	for i := c.first; i < len(t.Exchanges); i++ {
		list = append(list, Exchange{})
		c.compare(i, &list[len(list)-1])
	}
	return list
}

// compare fills in one exchange.
func (c *comparison) compare(exchange int, made *Exchange) {
	x := &c.t.Exchanges[exchange]
	c.play(exchange)
	c.reasons = nil
	c.judge(exchange)
	made.Reasons = c.reasons
	for i := range c.reasons {
		made.Verdict = max(made.Verdict, c.reasons[i].Verdict)
	}
	var theirs []byte
	for _, i := range c.part(exchange) {
		if e := &c.t.Entries[i]; e.Side == transcript.Server {
			theirs = append(theirs, e.Octets...)
			made.Theirs.add(c.text(i))
		} else if i == x.Request {
			made.Command = transcript.Visible(c.text(i))
		}
	}
	if len(c.reasons) == 0 && string(theirs) != string(c.said) {
		made.Verdict = Wording
	}
	c.showOurs(&made.Ours)
	c.follow(x)
}

// read finds the entries of a session, which is the newest, for each exchange. What the
// server says without being asked counts to the exchange before it.
func (c *comparison) read(session int) {
	exchanges := c.t.Exchanges
	for c.first = len(exchanges); c.first > 0 && exchanges[c.first-1].Session == session; {
		c.first--
	}
	c.parts = make([][]int, len(exchanges)-c.first)
	latest := 0
	for i := range c.t.Entries {
		e := &c.t.Entries[i]
		if e.Session != session || e.Kind == transcript.Sealed || e.Side == transcript.Local {
			continue
		}
		if e.Exchange >= 0 {
			latest = e.Exchange - c.first
		}
		c.parts[latest] = append(c.parts[latest], i)
	}
}

func (c *comparison) part(exchange int) []int { return c.parts[exchange-c.first] }

// text is a line as it may be shown.
func (c *comparison) text(entry int) string {
	if c.masked {
		return c.t.Masked(entry)
	}
	return c.t.Text(entry)
}

// showOurs shows the reply of the sandbox. A message that the server never showed is not
// shown here either.
func (c *comparison) showOurs(shown *Reply) {
	for _, line := range lines(c.said) {
		if c.masked && strings.HasPrefix(line, "-ERR") {
			line = c.t.Hide(line) // it may quote what was typed
		}
		shown.add(line)
		if c.unseen {
			shown.add(phrase.Say("(a message that the server did not show)"))
			return
		}
	}
}
