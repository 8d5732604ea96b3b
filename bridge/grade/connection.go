package grade

import (
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// connection is one connection of the learner's program, as it is judged and shown.
// The mutex of its grader guards it.
type connection struct {
	grader     *Grader
	host       *Host
	name       string // "1", "2", ...
	transcript transcript.Transcript
	annotator  annotate.Annotator
	notes      []annotate.Note
	read       int      // answered exchanges that were looked at
	account    *account // whose maildrop is open; nil before the login
	maildrop   *opened
	rash       []rash // DELE of messages that were on no disk
	ended      bool
}

// title is what its name is to people, and the name of its window.
func (c *connection) title() string { return "connection " + c.name }

// rash is a DELE that came before its message was saved.
type rash struct {
	request int // its entry
	number  string
}

// locked calls f with the clock of the transcript set.
func (c *connection) locked(f func()) {
	c.grader.mu.Lock()
	defer c.grader.mu.Unlock()
	c.transcript.Now = c.grader.now().UnixMicro()
	f()
}

func (c *connection) secured() {
	c.locked(func() { c.transcript.Secure("TLS has begun.") })
}

// client notes what the client says.
func (c *connection) client(p []byte) {
	c.locked(func() { c.transcript.Client(p) })
}

// answered looks at a command whose reply is about to leave. A message that is marked
// must be on a disk by then: a client that marks first and writes then loses it when it
// breaks down in between.
func (c *connection) answered(x *transcript.Exchange) {
	if x.Keyword != "DELE" || x.Outcome != transcript.OK || c.maildrop == nil || c.grader.files == "" {
		return
	}
	m, ok := c.maildrop.numbered(x.Arguments)
	if ok && !c.grader.hasSaved(c.account.name, m) {
		c.rash = append(c.rash, rash{x.Request, strings.TrimSpace(x.Arguments)})
	}
}

// server notes what the server says, and gives the trouble of whoever is logged in.
func (c *connection) server(p []byte) (t sandbox.Trouble) {
	c.locked(func() {
		c.transcript.Server(p)
		if s := c.transcript.State(); c.account == nil && (s == transcript.Transaction || s == transcript.Updated) {
			c.logIn()
		}
		for ; c.read < len(c.transcript.Exchanges) && c.transcript.Exchanges[c.read].Status >= 0; c.read++ {
			c.answered(&c.transcript.Exchanges[c.read])
		}
		if c.account != nil {
			t = c.account.trouble
		}
	})
	return t
}

// logIn learns whose maildrop this session has opened. The engine opens it, and
// then its reply comes by here. After AUTH the wire does not show a name, so the
// maildrop is the one that was opened last.
func (c *connection) logIn() {
	if c.account = c.host.find(c.loginName()); c.account == nil {
		c.account = c.host.newest
	}
	if c.account != nil {
		c.maildrop = c.account.newest
	}
}

// loginName is the argument of the newest USER or APOP that was not refused.
func (c *connection) loginName() string {
	for i := len(c.transcript.Exchanges) - 1; i >= 0; i-- {
		x := &c.transcript.Exchanges[i]
		if x.Outcome == transcript.OK && (x.Keyword == "USER" || x.Keyword == "APOP") {
			name, _, _ := strings.Cut(strings.TrimSpace(x.Arguments), " ")
			return name
		}
	}
	return ""
}

// cuts says whether what is sent next is the message within which the connection
// has to break.
func (c *connection) cuts() (due bool) {
	c.locked(func() {
		a := c.account
		due = a != nil && a.trouble.DropInRETR && !a.dropped && c.fetching() != nil
	})
	return due
}

// fetching is the RETR whose message is on its way, or nil.
func (c *connection) fetching() *transcript.Exchange {
	for i := range c.transcript.Exchanges {
		if x := &c.transcript.Exchanges[i]; x.Keyword == "RETR" && x.Outcome == transcript.OK && x.End < 0 {
			return x
		}
	}
	return nil
}

// drop notes that the connection was broken, which happens once.
func (c *connection) drop() {
	c.locked(func() { c.account.dropped = true })
	c.end(transcript.Lost, "The connection broke.")
}

// mostEntries is how many lines of a connection are kept. Who fetches everything
// twice needs a few thousand; one that runs wild is stopped here.
const mostEntries = 50_000

func (c *connection) wild() (wild bool) {
	c.locked(func() { wild = len(c.transcript.Entries) > mostEntries })
	return wild
}

// over says whether the server has nothing more to say.
func (c *connection) over() (over bool) {
	c.locked(func() {
		for i := range c.transcript.Exchanges {
			x := &c.transcript.Exchanges[i]
			over = over || x.Keyword == "QUIT" && x.Outcome != transcript.Pending
		}
	})
	return over
}

// end notes how the connection ended; what ended it first counts.
func (c *connection) end(topic transcript.Topic, words string) {
	c.locked(func() {
		if c.ended {
			return
		}
		c.ended = true
		c.transcript.Close()
		c.transcript.Say(topic, words)
	})
}

// explained gives the notes, one for each entry.
func (c *connection) explained() []annotate.Note {
	c.notes = append(c.notes, c.annotator.Next(&c.transcript)...)
	return c.notes
}
