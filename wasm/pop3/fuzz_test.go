package pop3_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/pop3/dialogue"
)

// fuzzWorld is what the fuzz tests talk to: a maildrop with all that makes
// messages awkward, and every way to log in.
const fuzzWorld = `
profile rfc1939
timestamp <1896.697170952@dbc.mtview.ca.us>
user alice
password secret
message f1 f2 f3 f4 f5
user tan
secret tanstaaf
message m1

== any octets
connect
`

// newWorld gives that world, the maildrop of alice and its messages.
func newWorld(t testing.TB) (pop3.Config, *mailbox.Maildrop) {
	cases, err := dialogue.Parse("fuzzWorld", fuzzWorld)
	if err != nil {
		t.Fatal(err)
	}
	w, err := cases[0].World()
	if err != nil {
		t.Fatal(err)
	}
	c := pop3.Config{Profile: w.Profile, Accounts: w.Accounts, Timestamp: w.Timestamp}
	return c, w.Accounts.Find("alice").Maildrop
}

// FuzzSession sends any octets. Whatever they are, each LF before the end gets one
// reply, cutting the octets elsewhere changes none, the states come in their
// order, TRANSACTION does what the model does, and UPDATE alone removes messages.
func FuzzSession(f *testing.F) {
	for _, c := range cases(f) {
		f.Add([]byte(c.Sent()), uint8(len(c.Name)), strings.Contains(c.Sent(), "STLS\r\n"))
	}
	f.Fuzz(func(t *testing.T, octets []byte, cut uint8, tls bool) {
		c, drop := newWorld(t)
		if tls {
			c.TLS = pop3.TLSOffered
		}
		whole := newPeer(t, c)
		left := converse(whole, drop, octets)
		whole.Drop()
		if !sameMessages(drop.Messages(), left) {
			t.Errorf("%d messages are left, want %d", len(drop.Messages()), len(left))
		}
		if drop.Locked() {
			t.Error("the lock is still held after the end")
		}
		if !tls { // else the octets behind STLS in its packet are thrown away
			c, _ = newWorld(t)
			pieces := newPeer(t, c)
			for piece := range slices.Chunk(octets, int(cut)+1) {
				pieces.send(piece)
			}
			if got, want := pieces.wire.String(), whole.wire.String(); got != want {
				t.Errorf("in pieces of %d the replies are %q, line by line %q", int(cut)+1, got, want)
			}
		}
	})
}

// converse sends octets line by line, checks each reply, and gives the messages
// that must be left in the maildrop of alice.
func converse(p *peer, drop *mailbox.Maildrop, octets []byte) (left []pop3.Message) {
	left = drop.Messages()
	v := newView(left) // of alice in TRANSACTION
	for line := range bytes.Lines(octets) {
		over, before := p.over, p.State()
		replies := p.send(line)
		if over || line[len(line)-1] != '\n' {
			if len(replies) > 0 {
				p.t.Fatalf("a reply to %q, which ends no line or comes after the end", line)
			}
			continue
		}
		if len(replies) != 1 {
			p.t.Fatalf("%d replies to %q", len(replies), line)
		}
		p.checkState(string(line), before, replies[0])
		if before == pop3.Transaction && drop.Locked() {
			p.checkTransaction(v, string(line), replies[0])
		}
		if p.State() == pop3.Update && !drop.Locked() {
			left = v.unmarked()
		}
	}
	return left
}

// checkState is the state machine of RFC 1939 section 3.
func (p *peer) checkState(line string, before pop3.State, got heard) {
	switch after := p.State(); {
	case after == before:
	case before == pop3.Authorization && after == pop3.Transaction && got.ok:
	case before == pop3.Transaction && after == pop3.Update && got.ok && p.over:
	default:
		p.t.Errorf("%q led from %v to %v with %+v", line, before, after, got)
	}
}

// checkTransaction asks the model, but for the commands that it does not have.
func (p *peer) checkTransaction(v *view, line string, got heard) {
	command := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	shape, _ := shapeOf(command)
	keyword, _, _ := strings.Cut(shape, " ")
	switch {
	case len(line) > pop3.MaxLine:
		p.check(line, got, meaning{})
	case keyword != "QUIT" && keyword != "CAPA" && keyword != "LANG":
		p.check(line, got, v.reply(command))
	}
}

func sameMessages(a, b []pop3.Message) bool {
	return slices.EqualFunc(a, b, func(a, b pop3.Message) bool {
		return a.UID == b.UID && bytes.Equal(a.Octets, b.Octets)
	})
}
