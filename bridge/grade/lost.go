package grade

import (
	"bytes"
	"fmt"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Why a message is in no file, as far as the wire tells.

// lost tells what became of a message that no file holds: it was fetched, or cut, or
// never asked for. Where nothing was saved at all, the reason is rather that the
// program came to a halt. The caller holds mu.
func (g *Grader) lost(user string, m pop3.Message, all bool) string {
	name := firstWords(m)
	newest := g.newestOf(user)
	if newest == nil {
		return "nobody has logged in as " + user + " yet" + g.halted(user)
	}
	if c, x := g.retr(user, m); x != nil && x.End >= 0 {
		return fmt.Sprintf("RETR %s at %s brought the message %s, and no file holds it", x.Arguments, c.line(x.Request), name) + advice(newest)
	} else if x != nil {
		return fmt.Sprintf("the connection broke within RETR %s at %s: connect again, and fetch what no file holds", x.Arguments, c.line(x.Request))
	}
	why := "the message " + name + " was never asked for; " + newest.halt()
	if all {
		why += advice(newest)
	}
	return why
}

// retr is the RETR that brought a message, or else the one within which the
// connection broke.
func (g *Grader) retr(user string, m pop3.Message) (in *connection, found *transcript.Exchange) {
	for _, c := range g.connections {
		if c.account == nil || c.account.name != user {
			continue
		}
		for i := range c.transcript.Exchanges {
			x := &c.transcript.Exchanges[i]
			if x.Keyword != "RETR" || x.Outcome != transcript.OK || found != nil && x.End < 0 {
				continue
			}
			if n, ok := c.maildrop.numbered(x.Arguments); ok && bytes.Equal(n.Octets, m.Octets) {
				in, found = c, x
			}
		}
	}
	return in, found
}

// newestOf is the newest connection that logged in as that user, or nil.
func (g *Grader) newestOf(user string) *connection {
	for i := len(g.connections) - 1; i >= 0; i-- {
		if c := g.connections[i]; c.account != nil && c.account.name == user {
			return c
		}
	}
	return nil
}

// halted tells how the newest connection ended in which somebody tried to log in as
// that user.
func (g *Grader) halted(user string) string {
	for i := len(g.connections) - 1; i >= 0; i-- {
		if c := g.connections[i]; c.loginName() == user {
			return "; " + c.halt()
		}
	}
	return ""
}

// halt tells where a program came to its end, and what it may have taken amiss.
func (c *connection) halt() string {
	last, word := len(c.transcript.Entries)-1, " is still open"
	if c.ended {
		word = " ended"
	}
	for last >= 0 && c.transcript.Entries[last].Side == transcript.Local {
		last--
	}
	if last < 0 {
		return "connection " + c.name + word + " before anything was said"
	}
	why := fmt.Sprintf("connection %s%s behind line %d: %s", c.name, word, last+1, quoted(c.transcript.Masked(last)))
	if c.misread(last) {
		why += ". Of a status line only +OK and -ERR count; the words behind are the server's own (RFC 1939 section 3)"
	}
	return why
}

// misread says whether the program gave up after a reply that was good.
func (c *connection) misread(last int) bool {
	e := &c.transcript.Entries[last]
	if c.good(last) {
		return true
	}
	if e.Exchange < 0 || c.transcript.Exchanges[e.Exchange].Keyword != "QUIT" {
		return false
	}
	for last--; last >= 0 && c.transcript.Entries[last].Side != transcript.Server; last-- {
	}
	return last >= 0 && c.good(last) && c.transcript.Exchanges[c.transcript.Entries[last].Exchange].Keyword != "RETR"
}

// good says whether an entry is a positive status line.
func (c *connection) good(entry int) bool {
	e := &c.transcript.Entries[entry]
	return e.Exchange >= 0 && (e.Kind == transcript.Status || e.Kind == transcript.Greeting) &&
		c.transcript.Exchanges[e.Exchange].Outcome == transcript.OK
}

// advice says what a program may have overlooked that met the trouble of an account.
func advice(c *connection) string {
	switch t := c.account.trouble; {
	case t.OneOctet:
		return ". Replies of this account come one octet at a time: what one read gives is no line; read on until CR LF"
	case t.Joined:
		return ". Replies of this account come together: keep what stands behind the first CR LF for the next read"
	}
	return ""
}

// rashes tells of messages that were deleted before a file held them. Only the
// newest session counts: a program may be mended and run again.
func (g *Grader) rashes(user string) (faults []string) {
	c := g.newestOf(user)
	if c == nil {
		return nil
	}
	for _, r := range c.rash {
		faults = append(faults, fmt.Sprintf("DELE %s at %s came before a file held that message: write the file first, then delete", r.number, c.line(r.request)))
	}
	return faults
}

// firstWords names a message to people: by its subject, or by its size.
func firstWords(m pop3.Message) string {
	for line := range bytes.Lines(m.Octets) {
		if subject, ok := bytes.CutPrefix(line, []byte("Subject: ")); ok {
			return quoted(string(bytes.TrimSpace(subject)))
		}
	}
	return "of " + plural(len(m.Octets), "octet")
}

// line names an entry, as package check does.
func (c *connection) line(entry int) string {
	return fmt.Sprintf("line %d of %s", entry+1, c.name)
}
