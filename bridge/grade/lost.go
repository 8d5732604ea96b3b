package grade

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Why a message is in no file, as far as the wire tells.

// lost tells what became of messages that no file holds: they were fetched, or cut,
// or never asked for. The caller holds mu.
func (g *Grader) lost(user string, missing []pop3.Message) (faults []string) {
	newest := g.newestOf(user)
	if len(missing) > 0 && newest == nil {
		return []string{"nobody has logged in as " + user + " yet" + g.halted(user)}
	}
	var fetched, never []string
	for _, m := range missing {
		switch c, x := g.retr(user, m); {
		case x == nil:
			never = append(never, nameOf(m))
		case x.End < 0:
			faults = append(faults, fmt.Sprintf("the connection broke within RETR %s at %s: connect again, and fetch what no file holds", x.Arguments, c.line(x.Request)))
		default:
			fetched = append(fetched, nameOf(m)+" by "+c.line(x.Request))
		}
	}
	if len(fetched) > 0 {
		faults = append(faults, "no file in "+filepath.Join(g.files, user)+" holds what was fetched: "+some(fetched)+"; "+newest.halt())
	}
	if len(never) > 0 {
		faults = append(faults, "never asked for: "+some(never)+"; "+newest.halt())
	}
	return faults
}

// some names a few of many things.
func some(list []string) string {
	if n := len(list) - mostFaults; n > 0 {
		list = append(list[:mostFaults:mostFaults], fmt.Sprintf("and %d more", n))
	}
	return strings.Join(list, ", ")
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
	word := " is still open"
	if c.ended {
		word = " ended"
	}
	last := c.before(len(c.transcript.Entries), transcript.Client, transcript.Server)
	if last < 0 {
		return c.title() + word + " before anything was said"
	}
	return fmt.Sprintf("%s%s behind line %d, %s", c.title(), word, last+1, quoted(c.transcript.Masked(last))) + c.amiss(last)
}

// before is the newest entry of the sides before an entry, or -1.
func (c *connection) before(entry int, sides ...transcript.Side) int {
	for entry--; entry >= 0 && !slices.Contains(sides, c.transcript.Entries[entry].Side); entry-- {
	}
	return entry
}

// amiss says what a program may have overlooked that came to its end behind an entry:
// how replies of this account come, or that the last reply but that to QUIT was good.
func (c *connection) amiss(last int) string {
	if c.account != nil && c.account.trouble.OneOctet {
		return ". Replies of this account come one octet at a time: what one read gives is no line; read on until CR LF"
	}
	if c.account != nil && c.account.trouble.Joined {
		return ". Replies of this account come together: keep what stands behind the first CR LF for the next read"
	}
	if x := c.transcript.Entries[last].Exchange; x >= 0 && c.transcript.Exchanges[x].Keyword == "QUIT" {
		last = c.before(c.transcript.Exchanges[x].Request, transcript.Server)
	}
	if last >= 0 && c.ended && c.good(last) {
		return ". That was a good reply: of a status line only +OK and -ERR count, and the words behind are the server's own (RFC 1939 section 3)"
	}
	return ""
}

// good says whether an entry is a positive status line.
func (c *connection) good(entry int) bool {
	e := &c.transcript.Entries[entry]
	return e.Exchange >= 0 && (e.Kind == transcript.Status || e.Kind == transcript.Greeting) &&
		c.transcript.Exchanges[e.Exchange].Outcome == transcript.OK
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

// nameOf names a message to people: by its subject, or by its size.
func nameOf(m pop3.Message) string {
	for line := range bytes.Lines(m.Octets) {
		if subject, ok := bytes.CutPrefix(line, []byte("Subject: ")); ok {
			return quoted(string(bytes.TrimSpace(subject)))
		}
	}
	return "of " + plural(len(m.Octets), "octet")
}

// line names an entry, as package check does.
func (c *connection) line(entry int) string {
	return fmt.Sprintf("line %d of %s", entry+1, c.title())
}
