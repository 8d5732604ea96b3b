package forward

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// bubble is a bridge of which everything is in memory, for tests in which hours pass
// in no time. Its pages and servers hold a connection that buffers nothing.
type bubble struct {
	*Bridge
	t      *testing.T
	meter  *counts
	pages  pipes
	server *http.Server
}

// pipes is a net.Listener of connections in memory.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "memory"} }
func (p pipes) Close() error   { return nil }

// inBubble runs a test with a bridge whose target plays; nil stands for a server that
// cannot be reached.
func inBubble(t *testing.T, target Target, play func(net.Conn), test func(*bubble)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		target.Name, target.Address = "lab", "mail.example.org:110"
		b := &bubble{t: t, meter: new(counts), pages: make(pipes)}
		b.Bridge = &Bridge{Targets: only(target), Hosts: []string{"poplab.example"}, Origins: []string{"https://poplab.example"},
			Meter: b.meter, Log: slog.New(slog.DiscardHandler), MaxSessions: 100}
		b.dial = func(ctx context.Context, _ *net.Dialer, _ string) (net.Conn, error) {
			if play == nil {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			ours, theirs := net.Pipe()
			go func() { defer theirs.Close(); play(theirs) }()
			return ours, nil
		}
		mux := http.NewServeMux()
		mux.Handle("GET /bridge/{target}", b.Bridge)
		b.server = &http.Server{Handler: mux}
		go b.server.Serve(b.pages)
		test(b)
		b.Shutdown(context.Background())
		close(b.pages)
		b.server.Close()
		time.Sleep(2 * time.Minute) // until what still sends has noticed
	})
}

// visit opens a WebSocket by hand. What the bridge sends is in read when it has
// closed the connection.
func (b *bubble) visit() (page net.Conn, read <-chan string) {
	b.t.Helper()
	page, ours := net.Pipe()
	b.pages <- ours
	said := make(chan string, 1)
	go func() {
		all, _ := io.ReadAll(page)
		page.Close()
		said <- string(all)
	}()
	io.WriteString(page, handshake("poplab.example", "https://poplab.example"))
	return page, said
}

// every sends a frame again and again, until the connection ends or for so long.
func every(d, during time.Duration, page io.Writer, frame string) {
	for until := time.Now().Add(during); time.Now().Before(until); time.Sleep(d) {
		if _, err := io.WriteString(page, frame); err != nil {
			return
		}
	}
}

const ever = 1000 * time.Hour

// greetInMemory echoes, and takes in before it answers.
func greetInMemory(c net.Conn) {
	io.WriteString(c, "+OK hello\r\n")
	echoed := make(chan []byte, 1000)
	go func() {
		for b := range echoed {
			c.Write(b)
		}
		c.Close()
	}()
	defer close(echoed)
	for buf := make([]byte, 5000); ; {
		n, err := c.Read(buf)
		if err != nil {
			return
		}
		echoed <- bytes.Clone(buf[:n])
	}
}

func silent(c net.Conn) { io.Copy(io.Discard, c) }

func pongs(page io.Writer) { every(5*time.Second, ever, page, masked(10, "")) }

// Threat 26. Each time of a session has its end, by a clock that the test moves.
// Threat 16: half a frame too, even one that goes on octet by octet.
func TestTimes(t *testing.T) {
	login := masked(opBinary, "PASS x\r\n+OK\r\n")
	for _, tc := range []struct {
		name     string
		target   Target
		play     func(net.Conn)
		page     func(io.Writer)
		why      *ending
		from, to time.Duration
	}{
		{"dial", Target{}, nil, pongs,
			&ending{code: 1014, reason: "No connection to mail.example.org:110: it does not answer."}, 5 * time.Second, 5 * time.Second},
		{"TLS", Target{TLS: Implicit}, silent, pongs,
			noTLS("The server did not finish the TLS handshake in time."), 5 * time.Second, 5 * time.Second},
		{"greeting", Target{}, silent, pongs,
			noGreeting(os.ErrDeadlineExceeded), 10 * time.Second, 10 * time.Second},
		{"login", Target{}, greetInMemory, func(p io.Writer) {
			go pongs(p)
			every(time.Minute, ever, p, masked(opBinary, "NOOP\r\n"))
		}, noLogin, 3 * time.Minute, 3*time.Minute + 15*time.Second},
		{"idle", Target{}, greetInMemory, func(p io.Writer) { io.WriteString(p, login); pongs(p) },
			idle, 10 * time.Minute, 10*time.Minute + 15*time.Second},
		{"total", Target{}, greetInMemory, func(p io.Writer) {
			io.WriteString(p, login)
			go pongs(p)
			every(time.Minute, ever, p, masked(opBinary, "NOOP\r\n"))
		}, tooLong, 2 * time.Hour, 2*time.Hour + 15*time.Second},
		{"half a frame", Target{}, greetInMemory, func(p io.Writer) {
			io.WriteString(p, "\x82\xbf\x00\x00\x00\x00")
			every(5*time.Second, ever, p, "x")
		}, halfFrame, 15 * time.Second, 15 * time.Second},
	} {
		t.Run(tc.name, func(t *testing.T) {
			inBubble(t, tc.target, tc.play, func(b *bubble) {
				began := time.Now()
				page, said := b.visit()
				go tc.page(page)
				all := <-said
				took := time.Since(began)
				if !strings.Contains(all, `"closed","reason":"`+tc.why.reason) || !strings.Contains(all, string([]byte{byte(tc.why.code >> 8), byte(tc.why.code)})) {
					t.Errorf("the page heard %q, want %+v", all, tc.why)
				}
				if slack := 2 * time.Second; took < tc.from || took > tc.to+slack {
					t.Errorf("took %v, want %v to %v", took, tc.from, tc.to)
				}
			})
		})
	}
}

// Threat 24. A page whose computer is asleep loses its place within 40 s, though
// nothing tells the bridge; whether it never answered a ping, or did for a while.
func TestPageFallsSilent(t *testing.T) {
	for _, awake := range []time.Duration{0, time.Minute, 100 * time.Second} {
		inBubble(t, Target{}, greetInMemory, func(b *bubble) {
			page, said := b.visit()
			every(5*time.Second, awake, page, masked(10, ""))
			asleep := time.Now()
			b.ends(asleep, 40*time.Second, "ended lab 4005")
			if all := <-said; !strings.Contains(all, "\x89\x00") {
				t.Errorf("awake for %v, without a ping: %q", awake, all)
			}
		})
	}
}

// Threat 17. A page that began a frame cannot hold up the end of its session: the
// library alone would wait for ever.
func TestPageHoldsOn(t *testing.T) {
	for _, half := range []string{"\x82", "\x82\xfe\x10", "\x82\x88\x00\x00\x00\x00HALF", "\x89\xfd\x00\x00\x00\x00"} {
		leaves := func(c net.Conn) {
			io.WriteString(c, "+OK hello\r\n")
			time.Sleep(time.Second)
		}
		inBubble(t, Target{}, leaves, func(b *bubble) {
			page, _ := b.visit()
			io.WriteString(page, half)
			b.ends(time.Now().Add(time.Second), 2*time.Second, "ended lab 1000")
			page.Close()
		})
	}
}

// A page that answers the bridge's good-bye is let go at once: a browser waits for that.
func TestPageAnswers(t *testing.T) {
	leaves := func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		time.Sleep(time.Second)
	}
	inBubble(t, Target{}, leaves, func(b *bubble) {
		page, said := b.visit()
		time.Sleep(1500 * time.Millisecond)
		io.WriteString(page, masked(opClose, "\x03\xe8"))
		b.ends(time.Now(), 0, "ended lab 1000")
		if all := <-said; !strings.HasSuffix(all, "\x03\xe8"+serverClosed.reason) {
			t.Errorf("the page heard %q", all)
		}
	})
}

// ends waits until all sessions are over, which must not take longer than limit.
func (b *bubble) ends(began time.Time, limit time.Duration, counted ...string) {
	b.t.Helper()
	synctest.Wait() // until the session has begun
	for b.taken() > 0 && time.Since(began) < time.Hour {
		time.Sleep(10 * time.Millisecond)
	}
	if took := time.Since(began); took > limit+20*time.Millisecond {
		b.t.Errorf("took %v, want at most %v", took, limit)
	}
	for _, want := range counted {
		if !strings.Contains(b.meter.String(), want) {
			b.t.Errorf("%q is missing in %s", want, b.meter)
		}
	}
}
