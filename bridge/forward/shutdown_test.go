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
