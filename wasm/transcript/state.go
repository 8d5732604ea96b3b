package transcript

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// State is how far the session is, as the wire tells it.
type State uint8

const (
	NotConnected  State = iota // no connection, or it ended without UPDATE
	Connected                  // connected, no greeting yet
	Authorization              // greeted
	Transaction                // logged in
	Updated                    // QUIT answered in TRANSACTION; the connection is ending or has ended
	Mailing                    // greeted by a server of SMTP, which has no such states
)

func (s State) String() string {
	return [...]string{"not connected", "waiting for the greeting", "AUTHORIZATION", "TRANSACTION", "UPDATE", "SMTP"}[s]
}

// State is the state of the newest session.
func (t *Transcript) State() State { return t.state }

// Owes says whether the server has a reply to give, or the rest of one. Behind a
// challenge of AUTH it waits itself.
func (t *Transcript) Owes() bool { return len(t.waiting) > 0 && !t.challenged }

// Legal are the commands that the session knows to be legal now, in table order:
// those that nearly every server has, and those that this one announced, with a
// timestamp in its greeting or in CAPA. Those that left the protocol are not.
func (t *Transcript) Legal() []*pop3.Command {
	var in pop3.State
	switch t.state {
	case Authorization:
		in = pop3.Authorization
	case Transaction:
		in = pop3.Transaction
	}
	var legal []*pop3.Command
	commands := pop3.Commands()
	for i := range commands {
		if c := &commands[i]; c.States&in != 0 && c.Removed == "" && t.expects(c.Needs) {
			legal = append(legal, c)
		}
	}
	return legal
}

// expects says whether a server probably has what a command needs.
func (t *Transcript) expects(needs string) bool {
	switch needs {
	case "", "USER", "TOP", "UIDL", "CAPA":
		return true
	}
	return slices.Contains(t.announced, needs)
}

// follow moves the state after the status line of an exchange (RFC 1939
// section 3). It believes the server: a login is what the server calls one, and
// where it serves the maildrop, a login came before, however its reply was
// written.
func (t *Transcript) follow(x *Exchange) {
	switch {
	case x.Request < 0:
		if x.Outcome == OK {
			t.state = Authorization
		}
	case x.Keyword == "QUIT":
		if t.state == Transaction && t.quits(x) {
			t.state = Updated
		}
	case x.Outcome == OK && t.state != Updated && (x.logsIn() || x.readsMaildrop()):
		t.state = Transaction
	case x.Outcome == OK && t.state == Connected:
		t.state = Authorization // its greeting did not say so
	}
}

// quits says whether this QUIT ended the session. Even -ERR does, since it means
// that some messages could not be removed (RFC 1939 section 6); but -ERR to
// "QUIT now" only refuses the line.
func (t *Transcript) quits(x *Exchange) bool {
	return x.Outcome == OK || x.Outcome == Err && pop3.EqualFold(t.Text(x.Request), "QUIT")
}

// logsIn says whether +OK to this command opens the maildrop. A bare AUTH only
// asks for mechanisms.
func (x *Exchange) logsIn() bool {
	switch x.Keyword {
	case "PASS", "APOP":
		return true
	case "AUTH":
		return strings.Trim(x.Arguments, blanks) != ""
	}
	return false
}

// readsMaildrop says whether +OK to this command shows an open maildrop. NOOP and
// RSET show nothing: there are servers that answer them before the login.
func (x *Exchange) readsMaildrop() bool {
	c := pop3.Lookup(x.Keyword)
	return c != nil && c.States == pop3.Transaction && c.Name != "NOOP" && c.Name != "RSET"
}
