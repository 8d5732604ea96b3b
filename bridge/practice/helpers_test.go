package practice

import (
	"bufio"
	"context"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"poplab/wasm/mailbox"
)

// start serves on the loopback interface until the end of the test, and then
// checks that no goroutine is left.
func start(t *testing.T, s *Server) (address string) {
	t.Helper()
	return startOn(t, s, listen(t))
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func startOn(t *testing.T, s *Server, l net.Listener) (address string) {
	before := runtime.NumGoroutine()
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s.Shutdown(ctx)
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
		eventually(t, "goroutines are left", func() bool { return runtime.NumGoroutine() <= before })
	})
	return l.Addr().String()
}

func eventually(t *testing.T, complaint string, done func() bool) {
	t.Helper()
	for range 500 {
		if done() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error(complaint)
}

// client is one connection as tests talk on it.
type client struct {
	net.Conn
	t  *testing.T
	in *bufio.Reader
}

// connect reads the greeting.
func connect(t *testing.T, address string) (c *client, greeting string) {
	t.Helper()
	conn, err := dial(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return greeted(t, conn)
}

func greeted(t *testing.T, conn net.Conn) (c *client, greeting string) {
	t.Helper()
	c = &client{conn, t, bufio.NewReader(conn)}
	return c, c.line()
}

// tcp is what only TCP can do.
func (c *client) tcp() *net.TCPConn { return c.Conn.(*net.TCPConn) }

func (c *client) line() string {
	c.t.Helper()
	line, err := c.in.ReadString('\n')
	if err != nil {
		c.t.Fatalf("read: %v", err)
	}
	return strings.TrimSuffix(line, "\r\n")
}

// say sends a command and gives the first line of the reply.
func (c *client) say(command string) string {
	c.t.Helper()
	if _, err := io.WriteString(c, command+"\r\n"); err != nil {
		c.t.Fatalf("write: %v", err)
	}
	return c.line()
}

func (c *client) want(command, reply string) {
	c.t.Helper()
	if got := c.say(command); got != reply {
		c.t.Errorf("%s: got %q, want %q", command, got, reply)
	}
}

// ends checks that the server closes and says nothing more.
func (c *client) ends() {
	c.t.Helper()
	if rest, err := io.ReadAll(c.in); len(rest) > 0 || err != nil {
		c.t.Errorf("before the end came %q, %v", rest, err)
	}
}

// logIn gives a client in TRANSACTION.
func logIn(t *testing.T, address string) *client {
	t.Helper()
	c, _ := connect(t, address)
	c.logIn()
	return c
}

func (c *client) logIn() {
	c.t.Helper()
	c.want("USER alice", "+OK alice")
	if got := c.say("PASS secret"); !strings.HasPrefix(got, "+OK ") {
		c.t.Fatalf("login: %q", got)
	}
}

// alice is a user list with one account and the default mailbox.
func alice() (*mailbox.Accounts, *mailbox.Maildrop) {
	m1, _ := mailbox.Sample("m1")
	m2, _ := mailbox.Sample("m2")
	d := mailbox.NewMaildrop(m1, m2)
	return mailbox.NewAccounts(mailbox.Account{Name: "alice", Password: "secret", Maildrop: d}), d
}

// keeps checks that a maildrop of alice is whole and free again.
func keeps(t *testing.T, drop *mailbox.Maildrop) {
	t.Helper()
	eventually(t, "the lock is still held", func() bool { return !drop.Locked() })
	if n, _ := drop.Stat(); n != 2 {
		t.Errorf("%d messages are left, want 2", n)
	}
}
