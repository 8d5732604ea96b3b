package practice

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"poplab/wasm/pop3"
)

// TestFull: a client too many is told why, and finds room later.
func TestFull(t *testing.T) {
	for name, test := range map[string]struct {
		server *Server
		says   string
	}{
		"in all":      {&Server{MaxConns: 1}, "-ERR [SYS/TEMP] too many connections, try again in a minute"},
		"per address": {&Server{MaxPerAddress: 1}, "-ERR [SYS/TEMP] too many connections from your address, close one and try again"},
	} {
		t.Run(name, func(t *testing.T) {
			s := test.server
			s.Accounts, _ = alice()
			address := start(t, s)
			first := logIn(t, address)
			second, greeting := connect(t, address)
			if greeting != test.says {
				t.Errorf("greeting %q, want %q", greeting, test.says)
			}
			second.ends()
			first.say("QUIT")
			first.Close()
			eventually(t, "there is no room after the first client left", func() bool {
				c, greeting := connect(t, address)
				c.Close()
				return strings.HasPrefix(greeting, "+OK")
			})
		})
	}
}

// TestSeatsAreCounted: whoever leaves, leaves nothing behind.
func TestSeatsAreCounted(t *testing.T) {
	s := &Server{}
	s.Accounts, _ = alice()
	address := start(t, s)
	for range 3 {
		c, _ := connect(t, address)
		c.Close()
	}
	eventually(t, "seats are still taken", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.conns) == 0 && len(s.from) == 0
	})
}

// TestSlowReader: a client that stops reading loses its session and not the
// maildrop.
func TestSlowReader(t *testing.T) {
	accounts, drop := alice()
	drop.Deliver(pop3.Message{Octets: bytes.Repeat([]byte("a long line of a long message\n"), 1000)})
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.logIn()
		if got := c.say("RETR 3"); !strings.HasPrefix(got, "+OK ") {
			t.Fatalf("RETR: %q", got)
		}
		time.Sleep(DefaultWriteTimeout - time.Second)
		if !drop.Locked() {
			t.Error("the session is over too early")
		}
		time.Sleep(2 * time.Second)
		if drop.Locked() {
			t.Error("the session goes on")
		}
	})
}

// TestSlowButSteady: a long message may take longer than the time that a client
// has for a part of it.
func TestSlowButSteady(t *testing.T) {
	accounts, drop := alice()
	drop.Deliver(pop3.Message{Octets: bytes.Repeat([]byte("a long line of a long message\n"), 20000)})
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.logIn()
		c.say("RETR 3")
		for n := 0; c.line() != "."; n++ {
			if n%1000 == 0 {
				time.Sleep(15 * time.Second)
			}
		}
		c.say("QUIT")
	})
}
