package forward

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// slack is a rate that no test reaches.
var slack = Rate{1e6, 1e6}

// swallows lets anybody in who says what logIn says, and then takes everything.
func swallows(c net.Conn) {
	io.WriteString(c, "+OK hello\r\n")
	io.CopyN(c, c, 13)
	io.Copy(io.Discard, c)
}

// logInRaw is logIn for frames that no library writes.
func logInRaw(t *testing.T, c net.Conn) {
	t.Helper()
	const login = "PASS x\r\n+OK\r\n"
	io.WriteString(c, masked(2, login))
	var said []byte
	for buf := make([]byte, 1000); !strings.Contains(string(said), login); {
		n, err := c.Read(buf)
		if err != nil {
			t.Fatalf("%v after %q", err, said)
		}
		said = append(said, buf[:n]...)
	}
}

// drown sends frames until it may not, and gives all that the bridge said.
func drown(c net.Conn, frame string, count int) string {
	go io.WriteString(c, strings.Repeat(frame, count))
	said, _ := io.ReadAll(c)
	return string(said)
}

// A page that floods is told so and loses its seat at once, whatever it floods with.
// Threat 19.
func TestFloods(t *testing.T) {
	for name, tc := range map[string]struct {
		frame  string
		frames Rate  // zero for those that the bridge has by itself
		octets int64 // as well
		why    *ending
	}{
		"commands":             {frame: masked(2, "NOOP\r\n"), why: flood},
		"empty frames":         {frame: masked(2, ""), why: flood},
		"pings":                {frame: masked(9, ""), why: flood},
		"pings with text":      {frame: masked(9, strings.Repeat("x", 125)), why: flood},
		"pongs":                {frame: masked(10, ""), why: flood},
		"operations":           {frame: masked(1, "x"), why: textFrame},
		"empty pieces":         {frame: "\x00\x80\x00\x00\x00\x00", why: flood},
		"pings between pieces": {frame: "\x00\x80\x00\x00\x00\x00" + masked(9, ""), why: flood},
		"long commands":        {frame: masked(2, strings.Repeat("x", 100)+"\r\n"), frames: slack, octets: 10_000, why: sentTooMuch},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newPOP3(t, swallows)
			b := newBridge(t, server.Addr().String(), func(b *Bridge) {
				b.Frames, b.MaxUp = tc.frames, tc.octets
			})
			c := b.raw(t)
			logInRaw(t, c)
			if strings.HasPrefix(tc.frame, "\x00") {
				io.WriteString(c, "\x02\x80\x00\x00\x00\x00") // the first piece
			}
			began := time.Now()
			if said := drown(c, tc.frame, 200_000); !strings.Contains(said, tc.why.reason) {
				t.Errorf("it said %.300q", said)
			}
			eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("that took %v", took)
			}
			if n := len(server.said()); n > 210*102 {
				t.Errorf("the server got %d octets", n)
			}
		})
	}
}

// Ten thousand pings end with the code that says why, also for a page that reads on.
// Threat 19.
func TestPingFlood(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.Frames = Rate{} })
	p := b.connected(t)
	go func() {
		for range 10_000 {
			if p.Ping(p.ctx) != nil {
				return
			}
		}
	}()
	p.ends(flood)
}

// Somebody who types fast, or pastes, is not stopped.
func TestFastIsNoFlood(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.Frames, b.MaxUp = Rate{}, 0 })
	p := b.connected(t)
	p.logIn()
	for range 150 {
		p.send("NOOP\r\n")
	}
	if got := p.octets(150 * 6); got != strings.Repeat("NOOP\r\n", 150) {
		t.Errorf("%q", got)
	}
}

// A session moves so much, and then ends with the reason; the address it came from
// has a measure of its own. Threat 23.
func TestOctetsOfASession(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		io.Copy(c, endless{})
	})
	for name, tc := range map[string]struct {
		change func(*Bridge)
		why    *ending
		least  int64
		most   int64
	}{
		"session": {func(b *Bridge) { b.MaxDown = 1 << 20 }, gotTooMuch, 1 << 20, 1<<20 + 64*kib},
		"address": {func(b *Bridge) { b.MaxPerHour = 2 << 20 }, greedy, 1 << 20, 2<<20 + 128*kib},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBridge(t, server.Addr().String(), tc.change)
			p := b.open(t)
			var got int64
			for {
				kind, octets, err := p.Read(p.ctx)
				if err != nil {
					if code := websocket.CloseStatus(err); code != tc.why.code {
						t.Errorf("code %d: %v", code, err)
					}
					break
				}
				if kind == websocket.MessageBinary {
					got += int64(len(octets))
				} else if strings.Contains(string(octets), "closed") && !strings.Contains(string(octets), tc.why.reason) {
					t.Errorf("%s", octets)
				}
			}
			if got < tc.least || got > tc.most {
				t.Errorf("%d octets", got)
			}
		})
	}
}

// Small sessions pay for what they move, too. Threat 23.
func TestSmallSessionsPay(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.MaxPerHour = 10 * kib })
	for range 10 {
		b.connected(t).Close(websocket.StatusNormalClosure, "")
	}
	eventually(t, "all seats are free", func() bool { return b.taken() == 0 })
	b.open(t).ends(tryLater(refuseGreed.text))
}
