package forward

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestShutdownTellsEverybody(t *testing.T) {
	silent := make(chan struct{})
	server := newPOP3(t, func(c net.Conn) {
		c.Read(make([]byte, 1)) // until the bridge hangs up
		close(silent)
	})
	b := newBridge(t, server.Addr().String(), nil)
	atGate := b.open(t)
	if e := atGate.event(); e.Event != "connected" {
		t.Fatalf("%+v", e)
	}
	done := make(chan error)
	go func() { done <- b.Shutdown(context.Background()) }()
	atGate.ends(shuttingDown)
	<-silent
	if err := <-done; err != nil {
		t.Error(err)
	}
	host := strings.TrimPrefix(b.http.URL, "http://")
	if got := roundTrip(t, host, handshake(host, b.http.URL)); got.StatusCode != 503 {
		t.Errorf("status %d after shutdown, want 503", got.StatusCode)
	}
}

func TestShutdownOfManySessions(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	var pages []*browser
	for range 20 {
		pages = append(pages, b.connected(t))
	}
	done := make(chan error)
	go func() { done <- b.Shutdown(context.Background()) }()
	for _, p := range pages {
		p.ends(shuttingDown)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// goingAway is how a close frame with code 1001 begins, but for its length.
const goingAway = "\x03\xe9"

// A thousand pages are told, though some of them do what they can to be waited for.
// Threat 38.
func TestShutdownOfAThousand(t *testing.T) {
	count := min(1000, descriptors()/5) // of which each takes four here
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) {
		b.MaxPerAddress, b.CloseTimeout, b.Spread = count, 0, time.Second
	})
	told := make(chan string, count)
	for i := range count {
		c := b.raw(t)
		if i%20 == 0 {
			go func() {
				io.WriteString(c, "\x82\xfe\x10") // and never the rest
				said, _ := io.ReadAll(c)
				told <- string(said)
			}()
			continue
		}
		go func() {
			defer c.Close()
			var said []byte
			for buf := make([]byte, 512); !strings.Contains(string(said), goingAway); {
				n, err := c.Read(buf)
				if said = append(said, buf[:n]...); err != nil {
					break
				}
			}
			io.WriteString(c, masked(8, goingAway))
			told <- string(said)
		}()
	}
	eventually(t, "all are in", func() bool { return len(b.seats.list()) == count })
	b.Announce(20 * time.Second)
	time.Sleep(200 * time.Millisecond)
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	if err := b.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	took := time.Since(began)
	for range count {
		said := <-told
		if !strings.Contains(said, `{"event":"drain","in":20}`) || !strings.Contains(said, goingAway) {
			t.Fatalf("one page was told %q", said)
		}
	}
	if took < time.Second || took > 8*time.Second {
		t.Errorf("that took %v", took)
	}
}

// Threats 17 and 38.
//
// TestShutdownWithHostilePages: the library's Close waits without limit for the
// rest of a frame that was begun.
func TestShutdownWithHostilePages(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	for _, half := range []string{
		"\x82", "\x82\xfe\x10", "\x82\x88\x00\x00\x00\x00HALF", "\x02\x81\x00\x00\x00\x00x",
		"\x89\xfd\x00\x00\x00\x00", "\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00", "",
	} {
		io.WriteString(b.raw(t), half)
	}
	eventually(t, "seven sessions", func() bool { return b.taken() == 7 })
	time.Sleep(50 * time.Millisecond) // let the halves arrive
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := b.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("shutdown took %v", took)
	}
}

// Where ctx ends first, everything is cut.
func TestShutdownCuts(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) { b.CloseTimeout = time.Minute })
	io.WriteString(b.raw(t), "\x82\x88\x00\x00\x00\x00HALF")
	eventually(t, "a session", func() bool { return b.taken() == 1 })
	time.Sleep(50 * time.Millisecond)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if err := b.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
}

// Threats 25 and 28.
//
// TestNothingIsLeft ends many sessions at every stage and in every way.
func TestNothingIsLeft(t *testing.T) {
	server := newPOP3(t, greet)
	mute := newPOP3(t, func(c net.Conn) { c.Read(make([]byte, 1)) })
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		b.Targets = only(b.Targets()[0], Target{Name: "mute", Address: mute.Addr().String()})
		b.GreetingTimeout = 20 * time.Millisecond
	})
	b.connected(t).Close(websocket.StatusNormalClosure, "")
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
	before := runtime.NumGoroutine()

	for i := range 200 {
		switch i % 5 {
		case 0:
			b.connected(t).Close(websocket.StatusNormalClosure, "")
		case 1:
			b.connected(t).CloseNow()
		case 2:
			b.raw(t).Close()
		case 3:
			p := b.connected(t)
			p.Write(p.ctx, websocket.MessageText, nil)
			p.ends(textFrame)
		case 4:
			p := b.openTo(t, "mute")
			p.event()
			p.event()
			p.Read(p.ctx)
		}
	}
	eventually(t, "all seats are free", func() bool { return b.taken() == 0 })
	b.http.CloseClientConnections()
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before+2 })
	b.seats.mu.Lock()
	defer b.seats.mu.Unlock()
	if len(b.seats.open) != 0 {
		t.Errorf("left: %d sessions", len(b.seats.open))
	}
}
