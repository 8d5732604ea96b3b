package forward

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// pop3Server is a server by script: play gets each connection, and is told
// nothing else. What the client sent is kept by heard.
type pop3Server struct {
	net.Listener
	mu    sync.Mutex
	heard bytes.Buffer
}

func newPOP3(t *testing.T, play func(net.Conn)) *pop3Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &pop3Server{Listener: l}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer c.Close()
				play(recorded{c, s})
			})
		}
	})
	t.Cleanup(func() { l.Close(); all.Wait() })
	return s
}

// recorded keeps what is read.
type recorded struct {
	net.Conn
	s *pop3Server
}

func (r recorded) Read(b []byte) (int, error) {
	n, err := r.Conn.Read(b)
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.s.heard.Write(b[:n])
	return n, err
}

func (s *pop3Server) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.heard.String()
}

// greet says hello and then echoes.
func greet(c net.Conn) {
	io.WriteString(c, "+OK hello\r\n")
	io.Copy(c, c)
}

// testBridge is a Bridge behind HTTP with one target, "lab".
type testBridge struct {
	*Bridge
	http *httptest.Server
	log  *syncBuffer
}

// textLog writes down everything.
func textLog(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// only gives these targets at all times.
func only(list ...Target) func() Targets { return func() Targets { return list } }

func newBridge(t *testing.T, address string, change func(*Bridge)) *testBridge {
	t.Helper()
	log := new(syncBuffer)
	b := &Bridge{
		Targets:      only(Target{Name: "lab", Address: address}),
		CloseTimeout: 300 * time.Millisecond,
		Begins:       Rate{1e6, 1e6}, Frames: Rate{1e6, 1e6}, MaxUp: 1 << 40, // tests are in a hurry
		Log: textLog(log),
	}
	mux := http.NewServeMux()
	mux.Handle("GET /bridge/{target}", b)
	h := httptest.NewServer(mux)
	b.Hosts, b.Origins = []string{strings.TrimPrefix(h.URL, "http://")}, []string{h.URL}
	if change != nil {
		change(b)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := b.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		h.Close()
	})
	return &testBridge{b, h, log}
}

// syncBuffer is a buffer that a logger may write to while a test reads.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// browser is a page's end of the WebSocket.
type browser struct {
	*websocket.Conn
	t      *testing.T
	ctx    context.Context
	unread []byte // came after what octets was asked for
}

func (b *testBridge) open(t *testing.T) *browser {
	t.Helper()
	return b.openTo(t, "lab")
}

func (b *testBridge) openTo(t *testing.T, target string) *browser {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	t.Cleanup(cancel)
	c, _, err := websocket.Dial(ctx, b.http.URL+"/bridge/"+target, &websocket.DialOptions{
		HTTPHeader: http.Header{"Origin": {b.http.URL}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.SetReadLimit(-1)
	t.Cleanup(func() { c.CloseNow() })
	return &browser{Conn: c, t: t, ctx: ctx}
}

// connected opens and reads up to the greeting of greet.
func (b *testBridge) connected(t *testing.T) *browser {
	t.Helper()
	p := b.open(t)
	if e := p.event(); e.Event != "connected" || e.Target != "lab" || e.Address != b.Targets()[0].Address {
		t.Fatalf("first event: %+v", e)
	}
	if got := p.octets(11); got != "+OK hello\r\n" {
		t.Fatalf("greeting: %q", got)
	}
	return p
}

// logIn passes for a login at a server that echoes, where a page may answer itself.
func (p *browser) logIn() {
	p.t.Helper()
	p.send("PASS x\r\n+OK\r\n")
	p.octets(13)
}

func (p *browser) send(octets string) {
	p.t.Helper()
	if err := p.Write(p.ctx, websocket.MessageBinary, []byte(octets)); err != nil {
		p.t.Fatal(err)
	}
}

// read reads a frame, but none that tells the latency.
func (p *browser) read() (websocket.MessageType, []byte, error) {
	for {
		kind, b, err := p.Read(p.ctx)
		if !bytes.HasPrefix(b, []byte(`{"event":"latency"`)) {
			return kind, b, err
		}
	}
}

// octets reads binary frames until n octets are there.
func (p *browser) octets(n int) string {
	p.t.Helper()
	for len(p.unread) < n {
		kind, b, err := p.read()
		if err != nil || kind != websocket.MessageBinary {
			p.t.Fatalf("after %d octets: frame of type %v %q, error %v", len(p.unread), kind, b, err)
		}
		p.unread = append(p.unread, b...)
	}
	got := string(p.unread[:n])
	p.unread = p.unread[n:]
	return got
}

// event reads a text frame.
func (p *browser) event() event {
	p.t.Helper()
	kind, b, err := p.read()
	if err != nil || kind != websocket.MessageText {
		p.t.Fatalf("want an event, got a frame of type %v %q, error %v", kind, b, err)
	}
	var e event
	if err := json.Unmarshal(b, &e); err != nil {
		p.t.Fatal(err)
	}
	return e
}

// ends reads to the end, which must be the event and the close frame of why.
func (p *browser) ends(why *ending) {
	p.t.Helper()
	for {
		kind, b, err := p.read()
		if err != nil {
			p.t.Fatalf("no closed event, but %v", err)
		}
		if kind == websocket.MessageBinary {
			continue
		}
		var e event
		json.Unmarshal(b, &e)
		if e.Event == "connected" || e.Event == "tls" {
			continue
		}
		if e.Event != "closed" || e.Reason != why.reason {
			p.t.Errorf("event %s, want closed with %q", b, why.reason)
		}
		break
	}
	p.closes(why.code)
}

// closes reads to the close frame, which must have that code.
func (p *browser) closes(want websocket.StatusCode) {
	p.t.Helper()
	var err error
	for err == nil {
		_, _, err = p.read()
	}
	if code := websocket.CloseStatus(err); code != want {
		p.t.Errorf("close code %d (%v), want %d", code, err, want)
	}
}

// raw opens a WebSocket by hand, for frames that no library writes.
func (b *testBridge) raw(t *testing.T) net.Conn {
	t.Helper()
	host := strings.TrimPrefix(b.http.URL, "http://")
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(15 * time.Second))
	io.WriteString(c, handshake(host, b.http.URL))
	return c
}

func handshake(host, origin string) string {
	return "GET /bridge/lab HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin +
		"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
		"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
}

// masked is a client frame with a mask of zeros, so that it can be read.
func masked(opcode byte, payload string) string {
	return string([]byte{0x80 | opcode, 0x80 | byte(len(payload)), 0, 0, 0, 0}) + payload
}

// eventually waits for what other goroutines bring about.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("still not so: %s", what)
		}
	}
}

// taken is the count of seats in use.
func (b *Bridge) taken() int {
	b.seats.mu.Lock()
	defer b.seats.mu.Unlock()
	return b.seats.taken + b.seats.spare
}
