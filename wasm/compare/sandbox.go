package compare

import (
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// sandbox is the server of ours, and what it said last.
type sandbox struct {
	messages []pop3.Message
	session  *pop3.Session
	ended    bool  // the session said that the connection ends
	asking   bool  // it waits for a line within AUTH
	refuses  error // what its next login fails with, or nil

	said   octets     // to the exchange at hand
	last   pop3.Reply // of these the newest
	unseen bool       // it carries a message that the server never showed
}

// timestamp is that of the example of RFC 1939 section 7.
const timestamp = "<1896.697170952@dbc.mtview.ca.us>"

// begin opens a session with the sandbox.
func (c *comparison) begin() {
	config := pop3.Config{Accounts: c, Timestamp: timestamp}
	switch {
	case c.within:
		config.TLS = pop3.TLSActive
	case c.stls:
		config.TLS = pop3.TLSOffered
	}
	c.session = pop3.NewSession(config)
	c.ended, c.asking = false, false
}

// play sends the client's lines of an exchange to the sandbox. A line that answers a
// challenge is left out where the sandbox sent none.
func (c *comparison) play(exchange int) {
	x := &c.t.Exchanges[exchange]
	c.said, c.last, c.unseen, c.refuses = nil, pop3.Reply{}, false, nil
	if x.Request < 0 {
		c.hear(c.session.Greeting())
		return
	}
	if x.Outcome != transcript.OK {
		c.refuses = pop3.ErrCredentials
	}
	if l := c.letter(x.Arguments, false); l != nil && !l.whole {
		c.unseen = x.Keyword == "RETR" || x.Keyword == "TOP" && len(l.text) == 0
	}
	for _, i := range c.part(exchange) {
		if e := &c.t.Entries[i]; e.Side == transcript.Client && (i == x.Request || c.asking) {
			c.say(e.Octets)
		}
	}
}

// say sends octets to the sandbox.
func (c *comparison) say(line []byte) {
	if c.ended {
		return
	}
	c.session.Feed(line, c.hear)
	if c.last.StartTLS {
		c.session.TLSStarted()
	}
}

// hear takes a reply of the sandbox.
func (c *comparison) hear(r pop3.Reply) {
	c.last, c.asking, c.ended = r, r.Challenge, r.Close
	if c.unseen = c.unseen && r.Message; c.unseen {
		r.Body = nil
	}
	r.WriteTo(&c.said)
}

// octets collects what is written.
type octets []byte

func (o *octets) Write(p []byte) (int, error) {
	*o = append(*o, p...)
	return len(p), nil
}

// follow brings the sandbox to where the server is: before the login it forgets a name that
// only one of the two took.
func (c *comparison) follow(x *transcript.Exchange) {
	if c.asking {
		c.say([]byte("*\r\n"))
	}
	c.within = c.within || x.Keyword == "STLS" && x.Outcome == transcript.OK
	inside, granted := c.session.State() == pop3.Transaction, c.last.OK
	switch {
	case x.After == transcript.Transaction && !inside:
		c.begin()
		c.refuses = nil
		c.say([]byte("USER a\r\nPASS b\r\n"))
	case x.After != transcript.Authorization:
	case inside || c.ended || granted != (x.Outcome == transcript.OK):
		c.begin()
		if x.Keyword == "USER" && !granted {
			c.say([]byte("USER a\r\n"))
		}
	}
}

// status is the status line of an exchange, or "" where none came.
func (c *comparison) status(x *transcript.Exchange) string {
	if x.Status < 0 {
		return ""
	}
	return c.t.Text(x.Status)
}

// Known is pop3.Accounts.
func (c *comparison) Known(string) bool { return true }

// HasSecret is pop3.Accounts.
func (c *comparison) HasSecret() bool { return c.apop }

// Policy is pop3.Accounts.
func (c *comparison) Policy(string) pop3.Policy { return pop3.Policy{} }

// Login is pop3.Accounts: whoever got in there gets in here.
func (c *comparison) Login(pop3.Proof) (pop3.Maildrop, error) { return c, c.refuses }

// Len is pop3.Maildrop.
func (c *comparison) Len() int { return len(c.messages) }

// Message is pop3.Maildrop.
func (c *comparison) Message(i int) pop3.Message { return c.messages[i] }

// Commit is pop3.Maildrop.
func (c *comparison) Commit([]bool) error { return nil }

// Release is pop3.Maildrop.
func (c *comparison) Release() {}
