package forward

import (
	"context"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// A mistake before a session begins, or in its timer, costs that session only; and its
// seat is free again. Threat 29.
func TestPanicAtTheDoor(t *testing.T) {
	m := new(counts)
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.Meter = m })
	first := b.connected(t)
	targets := b.Targets
	b.Targets = func() Targets { panic("injected") }
	host := strings.TrimPrefix(b.http.URL, "http://")
	if r := roundTrip(t, host, handshake(host, b.http.URL)); r.StatusCode != http.StatusInternalServerError {
		t.Errorf("status %d", r.StatusCode)
	}
	b.Targets = targets
	first.logIn()
	first.send("NOOP\r\n")
	first.octets(6)
	if n := b.taken(); n != 1 {
		t.Errorf("%d seats are taken", n)
	}
	if told := m.String(); strings.Count(told, "panicked") != 1 {
		t.Error(told)
	}
}

// trembling panics when it is told of a round trip, in the reader of the page.
type trembling struct{ counts }

func (*trembling) RoundTrip(time.Duration) { panic("injected") }

// Threat 29: in what the WebSocket library calls, too.
func TestPanicInAPong(t *testing.T) {
	m := new(trembling)
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) {
		b.Meter, b.PingInterval = m, 20*time.Millisecond
	})
	b.connected(t).ends(mistake)
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
	if told := m.String(); strings.Count(told, "panicked") != 1 {
		t.Error(told)
	}
}

// A system that has no more ports or descriptors makes a bridge that is full. What the
// dialler gives is wrapped as net does it. Threat 27.
func TestExhausted(t *testing.T) {
	for _, errno := range []syscall.Errno{syscall.EADDRNOTAVAIL, syscall.EMFILE, syscall.ENFILE} {
		m := new(counts)
		b := newBridge(t, "127.0.0.1:1", func(b *Bridge) {
			b.Meter = m
			b.dial = func(context.Context, *net.Dialer, string) (net.Conn, error) {
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", errno)}
			}
		})
		b.open(t).ends(tryLater(refuseFull.text))
		if told := m.String(); !strings.Contains(told, "rejected global_limit") || !strings.Contains(told, `dialled lab true "other"`) {
			t.Errorf("%v: %s", errno, told)
		}
	}
}

// Each session leaves one line by which an abuse can be traced, and nothing in it is
// the page's own word. Threat 40.
func TestSessionLine(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	p := b.connected(t)
	p.send("USER canary\r\n")
	p.octets(13)
	p.Close(websocket.StatusNormalClosure, "canary")
	line := regexp.MustCompile(`(?m)^time=\S+ level=INFO msg="bridge: session" target=lab server=\S+:\d+ from=127\.0\.0\.1 ` +
		`code=1000 reason="[^"]+" up=13 down=24 duration=\S+$`)
	eventually(t, "there is a line", func() bool { return line.MatchString(b.log.String()) })
	if log := b.log.String(); strings.Count(log, "bridge: session") != 1 || strings.Contains(log, "canary") {
		t.Error(log)
	}
}
