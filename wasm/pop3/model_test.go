package pop3_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// TestModel has several clients work on one maildrop at once, in an order that
// rapid makes up, while mail comes in and removals fail. After each step the
// maildrop must hold what the model says. A failure prints the shortest steps that
// lead to it, and how to run them again.
func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newModel(t)
		t.Repeat(map[string]func(*rapid.T){
			"":         m.check,
			"connect":  m.connect,
			"login":    m.login,
			"commands": m.commands,
			"quit":     m.quit,
			"drop":     m.drop,
			"deliver":  m.deliver,
			"fault":    m.fault,
		})
	})
}

// model is one maildrop and its clients.
type model struct {
	maildrop *mailbox.Maildrop // the real one
	config   pop3.Config
	clients  []*peer

	stored  []pop3.Message // what it must hold
	holder  *peer          // the client in TRANSACTION, or nil
	view    *view          // what that client sees
	arrived int            // messages ever
	failing bool           // removals fail
}

func newModel(t *rapid.T) *model {
	m := &model{maildrop: mailbox.NewMaildrop()}
	m.config.Accounts = mailbox.NewAccounts(mailbox.Account{Name: "alice", Password: "secret", Maildrop: m.maildrop})
	m.deliver(t)
	return m
}

func (m *model) check(t *rapid.T) {
	if !sameMessages(m.maildrop.Messages(), m.stored) {
		t.Fatalf("the maildrop holds %q, want %q", m.maildrop.Messages(), m.stored)
	}
	if m.maildrop.Locked() != (m.holder != nil) {
		t.Fatalf("locked: %v", m.maildrop.Locked())
	}
}

func (m *model) connect(t *rapid.T) {
	if len(m.clients) < 3 {
		m.clients = append(m.clients, newPeer(t, m.config))
	}
}

// client picks one of the clients.
func (m *model) client(t *rapid.T) *peer {
	if len(m.clients) == 0 {
		t.Skip("nobody is connected")
	}
	p := m.clients[rapid.IntRange(0, len(m.clients)-1).Draw(t, "client")]
	p.t = t
	return p
}

// login works with the right password while nobody has the lock (RFC 1939
// section 4).
func (m *model) login(t *rapid.T) {
	p := m.client(t)
	if p == m.holder {
		t.Skip("it is in already")
	}
	password := rapid.SampledFrom([]string{"secret", "Secret"}).Draw(t, "password")
	p.check("USER", p.say("USER alice"), meaning{ok: true})
	got, want := p.say("PASS "+password), password == "secret" && m.holder == nil
	if got.ok != want {
		t.Fatalf("PASS %s: %+v", password, got)
	}
	if want {
		m.holder, m.view = p, newView(slices.Clone(m.stored))
	}
}

// commands sends a few, right ones and wrong ones.
func (m *model) commands(t *rapid.T) {
	p := m.client(t)
	for range rapid.IntRange(1, 8).Draw(t, "commands") {
		line := rapid.Custom(commandLine).Draw(t, "line")
		if p == m.holder {
			p.check(line, p.say(line), m.view.reply(line))
		} else if got := p.say(line); got.ok {
			t.Fatalf("%q before the login: %+v", line, got)
		}
	}
}

// shapes have a message-number or a number of lines in the place of each #.
var shapes = []string{"STAT", "LIST", "LIST #", "UIDL", "UIDL #", "RETR #", "DELE #", "DELE #", "RSET",
	"NOOP", "TOP # #", "top # #", "DELE", "DELE # #", "RSET #", "TOP #", "LAST", "FOO"}

func commandLine(t *rapid.T) string {
	line := rapid.SampledFrom(shapes).Draw(t, "shape")
	for strings.Contains(line, "#") {
		line = strings.Replace(line, "#", strconv.Itoa(rapid.IntRange(0, 5).Draw(t, "number")), 1)
	}
	return line
}

// quit leads to UPDATE after a login, and only there messages go (RFC 1939
// section 6): those marked, and none that came meanwhile.
func (m *model) quit(t *rapid.T) {
	p := m.client(t)
	updates := p == m.holder && !m.failing
	fails := p == m.holder && m.failing && slices.Contains(m.view.marked, true)
	if got := p.say("QUIT"); got.ok == fails || !p.over {
		t.Fatalf("QUIT: %+v", got)
	}
	if updates {
		came := m.stored[len(m.view.messages):]
		m.stored = append(m.view.unmarked(), came...)
	}
	m.leave(p)
}

// drop loses the connection, and so removes nothing.
func (m *model) drop(t *rapid.T) {
	p := m.client(t)
	p.Drop()
	m.leave(p)
}

func (m *model) leave(p *peer) {
	m.clients = slices.DeleteFunc(m.clients, func(q *peer) bool { return p == q })
	if p == m.holder {
		m.holder, m.view = nil, nil
	}
}

// deliver brings a message, which open sessions do not see. On the wire each of
// its lines ends in CRLF (RFC 1939 section 11).
func (m *model) deliver(t *rapid.T) {
	lines := rapid.SliceOfN(rapid.SampledFrom([]string{"", ".", "..", ".x", "Subject: y", "ü \x00"}), 0, 8).Draw(t, "lines")
	end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
	m.arrived++
	uid := fmt.Sprint("uid-", m.arrived)
	m.maildrop.Deliver(pop3.Message{UID: uid, Octets: []byte(strings.Join(lines, end))})
	var octets string
	if text := strings.Join(lines, "\r\n"); text != "" {
		octets = strings.TrimSuffix(text, "\r\n") + "\r\n"
	}
	m.stored = append(m.stored, pop3.Message{UID: uid, Octets: []byte(octets)})
}

func (m *model) fault(*rapid.T) {
	var err error
	if m.failing = !m.failing; m.failing {
		err = errors.New("the disk is full")
	}
	m.maildrop.Fail(err)
}
