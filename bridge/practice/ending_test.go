package practice

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"poplab/wasm/pop3"
)

// TestR34ResetFreesTheLock: the lock of a client that vanished with a TCP reset
// is free for the next one (RFC 1939 section 4).
func TestR34ResetFreesTheLock(t *testing.T) {
	accounts, drop := alice()
	address := start(t, &Server{Accounts: accounts})
	c := logIn(t, address)
	c.tcp().SetLinger(0)
	c.Close()
	keeps(t, drop)
	logIn(t, address).want("STAT", "+OK 2 320")
}

// TestR41NothingRemovedWithoutQuit: whatever way a session ends, only QUIT leads
// to UPDATE (RFC 1939 section 6).
func TestR41NothingRemovedWithoutQuit(t *testing.T) {
	for name, leave := range map[string]func(*client){
		"close":          func(c *client) { c.Close() },
		"reset":          func(c *client) { c.tcp().SetLinger(0); c.Close() },
		"half-close":     func(c *client) { c.tcp().CloseWrite(); c.ends() },
		"half a command": func(c *client) { io.WriteString(c, "QUI"); c.Close() },
		"QUIT without an end": func(c *client) {
			io.WriteString(c, "QUIT")
			c.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			accounts, drop := alice()
			c := logIn(t, start(t, &Server{Accounts: accounts}))
			c.want("DELE 1", "+OK message 1 deleted")
			leave(c)
			keeps(t, drop)
		})
	}
}

// TestR41CutInAMessage: commands that a client sent behind RETR are not done when
// the message did not get through, since DELE and QUIT would remove what nobody
// has.
func TestR41CutInAMessage(t *testing.T) {
	accounts, drop := alice()
	drop.Deliver(pop3.Message{Octets: bytes.Repeat([]byte("a line of a long message\r\n"), 2000)})
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.logIn()
		c.want("RETR 3\r\nDELE 3\r\nQUIT", "+OK 52000 octets")
		c.Close()
		synctest.Wait()
		if n, _ := drop.Stat(); n != 3 || drop.Locked() {
			t.Errorf("%d messages, locked %v; want 3 and not locked", n, drop.Locked())
		}
	})
}

// TestR42HalfClose: who sends commands and says at once that no more will come
// gets all replies, and no UPDATE without QUIT.
func TestR42HalfClose(t *testing.T) {
	for commands, want := range map[string]int{"DELE 1\r\nSTAT\r\n": 2, "DELE 1\r\nSTAT\r\nQUIT\r\n": 1} {
		accounts, drop := alice()
		c := logIn(t, start(t, &Server{Accounts: accounts}))
		io.WriteString(c, commands)
		c.tcp().CloseWrite()
		for i, want := range []string{"+OK message 1 deleted", "+OK 1 200"} {
			if got := c.line(); got != want {
				t.Errorf("%q: reply %d: got %q, want %q", commands, i+1, got, want)
			}
		}
		if rest, err := io.ReadAll(c.in); strings.HasPrefix(string(rest), "+OK") != (want == 1) || err != nil {
			t.Errorf("%q: then came %q, %v", commands, rest, err)
		}
		eventually(t, "the lock is still held", func() bool { return !drop.Locked() })
		if n, _ := drop.Stat(); n != want {
			t.Errorf("%q: %d messages are left, want %d", commands, n, want)
		}
	}
}

// TestR43QuitReplyArrives: before the end, also when the client went on sending.
func TestR43QuitReplyArrives(t *testing.T) {
	accounts, _ := alice()
	c := logIn(t, start(t, &Server{Accounts: accounts}))
	io.WriteString(c, "QUIT\r\n"+strings.Repeat("NOOP\r\n", 20000))
	if got := c.line(); !strings.HasPrefix(got, "+OK ") {
		t.Errorf("got %q", got)
	}
	c.ends()
}
