package practice

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// TestIdleClosesSilently: R41, R46.
func TestIdleClosesSilently(t *testing.T) {
	accounts, drop := alice()
	c := logIn(t, start(t, &Server{Accounts: accounts, IdleTimeout: 200 * time.Millisecond}))
	c.want("DELE 1", "+OK message 1 deleted")
	if rest, err := io.ReadAll(c.in); len(rest) > 0 || err != nil {
		t.Errorf("the server said %q before it closed, %v", rest, err)
	}
	if n, _ := drop.Stat(); n != 2 || drop.Locked() {
		t.Errorf("%d messages, locked %v; want 2 and not locked", n, drop.Locked())
	}
}

// TestCommandsRestartTheTimer: R45.
func TestCommandsRestartTheTimer(t *testing.T) {
	accounts, _ := alice()
	c := logIn(t, start(t, &Server{Accounts: accounts, IdleTimeout: 500 * time.Millisecond}))
	for range 5 {
		time.Sleep(200 * time.Millisecond)
		c.want("NOOP", "+OK")
	}
}

// TestDefaultIdleTimeout: R44, RFC 1939 section 3 wants at least ten minutes.
func TestDefaultIdleTimeout(t *testing.T) {
	if DefaultIdleTimeout < 10*time.Minute {
		t.Errorf("%v", DefaultIdleTimeout)
	}
}

// TestResetFreesTheLock: R34, R41 where the client vanishes with a TCP reset.
func TestResetFreesTheLock(t *testing.T) {
	accounts, drop := alice()
	c := logIn(t, start(t, &Server{Accounts: accounts}))
	c.want("DELE 1", "+OK message 1 deleted")
	c.SetLinger(0)
	c.Close()
	eventually(t, "the lock is still held", func() bool { return !drop.Locked() })
	if n, _ := drop.Stat(); n != 2 {
		t.Errorf("%d messages are left, want 2", n)
	}
}

// TestSlowReader: a client that stops reading loses its session and not the
// maildrop.
func TestSlowReader(t *testing.T) {
	accounts, drop := alice()
	drop.Deliver(pop3.Message{Octets: bytes.Repeat([]byte("a long line of a long message\n"), 1<<20)})
	c := logIn(t, start(t, &Server{Accounts: accounts, WriteTimeout: 100 * time.Millisecond}))
	if got := c.say("RETR 3"); !strings.HasPrefix(got, "+OK ") {
		t.Fatalf("RETR: %q", got)
	}
	eventually(t, "the lock is still held", func() bool { return !drop.Locked() })
}

// TestTooManyConnections: one client too many is told so, and finds room later.
func TestTooManyConnections(t *testing.T) {
	accounts, _ := alice()
	address := start(t, &Server{Accounts: accounts, MaxConns: 1})
	first := logIn(t, address)
	second, greeting := connect(t, address)
	if want := "-ERR [SYS/TEMP] too many connections, try again in a minute"; greeting != want {
		t.Errorf("greeting %q, want %q", greeting, want)
	}
	if _, err := second.in.ReadByte(); err != io.EOF {
		t.Errorf("the connection stays open: %v", err)
	}
	first.want("QUIT", "+OK dewey POP3 server signing off (2 messages left)")
	first.Close()
	eventually(t, "there is no room after the first client left", func() bool {
		_, greeting := connect(t, address)
		return strings.HasPrefix(greeting, "+OK")
	})
}

// TestTimestamps: R61 and R62.
func TestTimestamps(t *testing.T) {
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "tan", Secret: "tanstaaf"})
	s := &Server{Accounts: accounts}
	seen := make(map[string]bool)
	for range 1000 {
		seen[s.timestamp()] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d timestamps in 1000 greetings", len(seen))
	}
	c, greeting := connect(t, start(t, s))
	stamp := greeting[strings.IndexByte(greeting, '<'):]
	if got := c.say("APOP tan " + pop3.Digest(stamp, "tanstaaf")); !strings.HasPrefix(got, "+OK") {
		t.Errorf("APOP with the timestamp %q: %q", stamp, got)
	}
	without, _ := alice()
	if stamp := (&Server{Accounts: without}).timestamp(); stamp != "" {
		t.Errorf("nobody can use APOP, and the greeting holds %q", stamp)
	}
}

// TestQuitReplyArrives: R43, also when the client went on sending.
func TestQuitReplyArrives(t *testing.T) {
	accounts, _ := alice()
	c := logIn(t, start(t, &Server{Accounts: accounts}))
	io.WriteString(c, "QUIT\r\n"+strings.Repeat("NOOP\r\n", 20000))
	if got, want := c.line(), "+OK dewey POP3 server signing off (2 messages left)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if rest, err := io.ReadAll(c.in); len(rest) > 0 || err != nil {
		t.Errorf("after the reply to QUIT came %q, %v", rest, err)
	}
}

// TestRepliesLeaveTogether: R121. Many commands in one packet get their replies
// in one.
func TestRepliesLeaveTogether(t *testing.T) {
	accounts, _ := alice()
	l := &countingListener{Listener: listen(t)}
	c := logIn(t, startOn(t, &Server{Accounts: accounts}, l))
	before := l.writes.Load()
	io.WriteString(c, strings.Repeat("NOOP\r\n", 100)+"RETR 2\r\n")
	for range 100 {
		c.line()
	}
	for c.line() != "." {
	}
	if n := l.writes.Load() - before; n != 1 {
		t.Errorf("101 replies left in %d writes", n)
	}
}

// countingListener counts the writes to its connections.
type countingListener struct {
	net.Listener
	writes atomic.Int64
}

type countingConn struct {
	net.Conn
	writes *atomic.Int64
}

func (l *countingListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	return countingConn{conn, &l.writes}, err
}

func (c countingConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

// TestShutdownWaits: sessions may end by themselves, and nobody new comes in.
func TestShutdownWaits(t *testing.T) {
	accounts, drop := alice()
	s := &Server{Accounts: accounts}
	address := start(t, s)
	c := logIn(t, address)
	done := make(chan error)
	go func() { done <- s.Shutdown(t.Context()) }()
	eventually(t, "the server still accepts", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err != nil
	})
	c.want("DELE 1", "+OK message 1 deleted")
	c.want("QUIT", "+OK dewey POP3 server signing off (1 message left)")
	c.Close()
	if err := <-done; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if n, _ := drop.Stat(); n != 1 {
		t.Errorf("%d messages are left, want 1", n)
	}
}

// TestShutdownLosesPatience: sessions that are left are cut off, which removes
// nothing.
func TestShutdownLosesPatience(t *testing.T) {
	accounts, drop := alice()
	s := &Server{Accounts: accounts}
	c := logIn(t, start(t, s))
	c.want("DELE 1", "+OK message 1 deleted")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Shutdown: %v, want the error of its context", err)
	}
	if n, _ := drop.Stat(); n != 2 || drop.Locked() {
		t.Errorf("%d messages, locked %v; want 2 and not locked", n, drop.Locked())
	}
	if err := s.Serve(listen(t)); err != nil {
		t.Errorf("Serve after Shutdown: %v, want nil at once", err)
	}
}

// TestServeTellsOfABrokenListener: only Shutdown ends Serve without an error.
func TestServeTellsOfABrokenListener(t *testing.T) {
	accounts, _ := alice()
	l := listen(t)
	l.Close()
	if err := (&Server{Accounts: accounts}).Serve(l); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve: %v, want net.ErrClosed", err)
	}
}

// TestLogHoldsNoPayload: neither names, passwords nor mail.
func TestLogHoldsNoPayload(t *testing.T) {
	accounts, _ := alice()
	var log bytes.Buffer
	s := &Server{Accounts: accounts, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	c := logIn(t, start(t, s))
	c.say("RETR 1")
	c.Close()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); !strings.Contains(text, "msg=session") {
		t.Errorf("the log does not tell of the session: %q", text)
	}
	for _, payload := range []string{"alice", "secret", "RETR", "ann@"} {
		if strings.Contains(log.String(), payload) {
			t.Errorf("the log holds %q: %s", payload, log.String())
		}
	}
}

// TestFence: a bug of ours ends one session and is told in the log.
func TestFence(t *testing.T) {
	accounts, _ := alice()
	var log bytes.Buffer
	first := true
	s := &Server{Accounts: accounts, Log: slog.New(slog.NewTextHandler(&log, nil)), Timestamp: func() string {
		if first {
			first = false
			panic("no clock")
		}
		return ""
	}}
	address := start(t, s)
	broken, err := dial(address)
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	if octets, err := io.ReadAll(broken); len(octets) > 0 || err != nil {
		t.Errorf("the broken session said %q, %v", octets, err)
	}
	c := logIn(t, address)
	c.want("QUIT", "+OK dewey POP3 server signing off (2 messages left)")
	c.Close()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "no clock") {
		t.Errorf("the log does not tell of the bug: %q", log.String())
	}
}
