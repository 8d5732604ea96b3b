package main

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// wire is the page's end of the bridge, without a page.
type wire struct {
	*websocket.Conn
	t    *testing.T
	ctx  context.Context
	came string // octets that no one asked for yet
	last struct{ Event, Reason string }
}

func dialBridge(t *testing.T, url, target string) *wire {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	c, _, err := websocket.Dial(ctx, url+"/bridge/"+target, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {url}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.CloseNow() })
	return &wire{Conn: c, t: t, ctx: ctx}
}

// say sends a line and expects its reply.
func (w *wire) say(line, begin, end string) string {
	w.t.Helper()
	if err := w.Write(w.ctx, websocket.MessageBinary, []byte(line+"\r\n")); err != nil {
		w.t.Fatal(err)
	}
	return w.expect(begin, end)
}

// expect gives the octets up to end, which must start with begin.
func (w *wire) expect(begin, end string) string {
	w.t.Helper()
	for len(w.came) < len(begin) || !strings.Contains(w.came[len(begin):], end) {
		if !w.read() {
			w.t.Fatalf("want %q ... %q, got %q and then %+v", begin, end, w.came, w.last)
		}
	}
	n := len(begin) + strings.Index(w.came[len(begin):], end) + len(end)
	got := w.came[:n]
	w.came = w.came[n:]
	if !strings.HasPrefix(got, begin) {
		w.t.Errorf("want %q ... %q, got %q", begin, end, got)
	}
	return got
}

// closed reads to the end and gives the reason.
func (w *wire) closed() string {
	for w.read() {
	}
	return w.last.Reason
}

func (w *wire) read() bool {
	kind, b, err := w.Read(w.ctx)
	if err != nil {
		return false
	}
	if kind == websocket.MessageBinary {
		w.came += string(b)
		return true
	}
	return json.Unmarshal(b, &w.last) == nil
}
