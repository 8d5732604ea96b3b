package forward

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestServerGoesAway(t *testing.T) {
	t.Run("close", func(t *testing.T) {
		server := newPOP3(t, func(c net.Conn) { io.WriteString(c, "+OK hello\r\n") })
		newBridge(t, server.Addr().String(), nil).connected(t).ends(serverClosed)
	})
	t.Run("reset", func(t *testing.T) {
		server := newPOP3(t, func(c net.Conn) {
			io.WriteString(c, "+OK hello\r\n")
			c.Read(make([]byte, 1))
			c.(recorded).Conn.(*net.TCPConn).SetLinger(0)
		})
		p := newBridge(t, server.Addr().String(), nil).connected(t)
		p.send("NOOP\r\n")
		p.ends(serverBroke)
	})
}

func TestServerCannotBeReached(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	closed.Close()
	p := newBridge(t, address, nil).open(t)
	p.ends(&ending{code: websocket.StatusBadGateway, reason: "No connection to " + address + ": nothing listens on that port."})
}

func TestUnreachable(t *testing.T) {
	for want, err := range map[string]error{
		"no such host is known": &net.OpError{Err: &net.DNSError{Err: "no such host"}},
		"it does not answer":    context.DeadlineExceeded,
		"it cannot be reached":  errors.New("something else"),
	} {
		if _, got := dialFailure(err); !strings.Contains(got, want) {
			t.Errorf("%v: %q", err, got)
		}
	}
}

func TestIdle(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) {
		b.PingInterval, b.IdleTimeout = 20*time.Millisecond, 100*time.Millisecond
	})
	began := time.Now()
	b.connected(t).ends(idle)
	if took := time.Since(began); took < 100*time.Millisecond {
		t.Errorf("ended after %v", took)
	}
}

// A page that answers no ping is gone, whatever its system says. Threat 24.
func TestDeafPage(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.PingInterval = 30 * time.Millisecond })
	c := b.raw(t)
	said, _ := io.ReadAll(c)
	if !strings.Contains(string(said), "\x89\x00") {
		t.Errorf("no ping in %q", said)
	}
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
	if !strings.Contains(b.log.String(), "code=4005") {
		t.Error(b.log)
	}
}

// A page that does not read stops the server, and then loses its seat. Threat 22.
func TestSlowPage(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		io.Copy(c, endless{})
	})
	b := newBridge(t, server.Addr().String(), func(b *Bridge) { b.WriteTimeout = 200 * time.Millisecond })
	b.raw(t)
	eventually(t, "a session", func() bool { return b.taken() == 1 })
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
	if log := b.log.String(); !strings.Contains(log, "code=4005") || !strings.Contains(log, slowPage.reason) {
		t.Error(log)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

func TestStuckServer(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		time.Sleep(2 * time.Second)
	})
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		// The pings of a page go unanswered meanwhile, which is not its fault.
		b.WriteTimeout, b.PingInterval = 400*time.Millisecond, 50*time.Millisecond
	})
	p := b.connected(t)
	go func() {
		for p.Write(p.ctx, websocket.MessageBinary, make([]byte, maxFrame)) == nil {
		}
	}()
	p.ends(serverStuck)
}

// Threat 16.
func TestHalfFrame(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.FrameTimeout = 50 * time.Millisecond })
	c := b.raw(t)
	io.WriteString(c, "\x82\x88\x00\x00\x00\x00HALF") // 8 octets are announced
	said, _ := io.ReadAll(c)
	if !strings.Contains(string(said), halfFrame.reason) {
		t.Errorf("%q", said)
	}
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
}

// Threat 29.
func TestPanicCostsOneSession(t *testing.T) {
	server := newPOP3(t, greet)
	var dialled atomic.Int32
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		b.dial = func(ctx context.Context, d *net.Dialer, address string) (net.Conn, error) {
			c, err := dialTCP(ctx, d, address)
			switch dialled.Add(1) {
			case 2:
				c.Close()
				panic("injected")
			case 3:
				return &trap{Conn: c}, err
			}
			return c, err
		}
	})
	first := b.connected(t)
	b.open(t).ends(mistake)
	b.open(t).ends(mistake)
	first.send("NOOP\r\n")
	first.octets(6)
	if log := b.log.String(); strings.Count(log, "panic=injected") != 2 {
		t.Error(log)
	}
}

// trap panics at the second read, in the relay.
type trap struct {
	net.Conn
	reads int
}

func (c *trap) Read(b []byte) (int, error) {
	if c.reads++; c.reads > 1 {
		panic("injected")
	}
	return c.Conn.Read(b)
}

// Threat 30.
//
// TestSecretsAreNotLogged logs in with a canary at the most talkative level, in
// a session that ends well and in ones that do not.
func TestSecretsAreNotLogged(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		io.CopyN(c, c, 60)
	})
	b := newBridge(t, server.Addr().String(), nil)
	login := "USER canary\r\nPASS canary\r\nAPOP canary canary\r\n"
	p := b.connected(t)
	p.send(login)
	p.octets(len(login))
	p.Close(4999, "canary")
	p = b.connected(t)
	p.send(login + login[:14])
	p.octets(60)
	p.ends(serverClosed)
	p = b.connected(t)
	p.Write(p.ctx, websocket.MessageText, []byte(login))
	p.ends(textFrame)
	eventually(t, "three lines", func() bool { return strings.Count(b.log.String(), "bridge: session") == 3 })
	if log := b.log.String(); strings.Contains(log, "canary") {
		t.Error(log)
	}
}
