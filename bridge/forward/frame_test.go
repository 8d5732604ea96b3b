package forward

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/coder/websocket"
)

// tape is a connection of which only one side is there: what it reads is fixed, and
// what is written is kept.
type tape struct {
	net.Conn
	in   io.Reader
	said bytes.Buffer
}

func (c *tape) Read(b []byte) (int, error)       { return c.in.Read(b) }
func (c *tape) Write(b []byte) (int, error)      { return c.said.Write(b) }
func (c *tape) SetDeadline(time.Time) error      { return nil }
func (c *tape) SetReadDeadline(time.Time) error  { return nil }
func (c *tape) SetWriteDeadline(time.Time) error { return nil }
func (c *tape) Close() error                     { return nil }

// taped is a session whose page and server are tapes.
func taped(page io.Reader) (*session, *tape, *tape) {
	b := &Bridge{Frames: slack}
	b.setDefaults()
	p, server := &tape{in: page}, &tape{}
	s := &session{bridge: b, over: make(chan struct{})}
	s.page.Conn, s.page.measure, s.page.left = p, b.Frames.measure(), 1<<40
	s.page.forWrite, s.server.forWrite = b.WriteTimeout, b.WriteTimeout
	s.server.Conn = server
	return s, p, server
}

// messages reads all that a page sends, each message with its kind in front.
func messages(page io.Reader) (all []string, answers string, why *ending) {
	s, p, _ := taped(page)
	buf := make([]byte, maxFrame+maxControl)
	for {
		kind, n, why := s.message(buf)
		if why != nil {
			return all, p.said.String(), why
		}
		if kind != 0 {
			all = append(all, fmt.Sprint(kind, string(buf[:n])))
		}
	}
}

// frameOf is a frame with a mask that hides.
func frameOf(first byte, payload string) string {
	frame := []byte{first, 0x80 | 126, 0, 0, 1, 2, 3, 4}
	binary.BigEndian.PutUint16(frame[2:], uint16(len(payload)))
	if len(payload) < 126 {
		frame = []byte{first, 0x80 | byte(len(payload)), 1, 2, 3, 4}
	}
	for i := range len(payload) {
		frame = append(frame, payload[i]^byte(i&3+1))
	}
	return string(frame)
}

func TestMessages(t *testing.T) {
	long := strings.Repeat("x", maxFrame)
	for _, tc := range []struct {
		name, page string
		all        []string
		answers    string
		why        *ending
	}{
		{"one", frameOf(0x82, "NOOP\r\n"), []string{"2NOOP\r\n"}, "", pageGone},
		{"two kinds", frameOf(0x81, "{}") + frameOf(0x82, ""), []string{"1{}", "2"}, "", pageGone},
		{"the longest", frameOf(0x82, long), []string{"2" + long}, "", pageGone},
		{"in pieces", frameOf(0x02, "NO") + frameOf(0x00, "") + frameOf(0x00, "OP") + frameOf(0x80, "\r\n"), []string{"2NOOP\r\n"}, "", pageGone},
		{"in pieces with a ping between", frameOf(0x02, "NO") + frameOf(0x89, "hello") + frameOf(0x80, "OP"), []string{"2NOOP"}, "\x8a\x05hello", pageGone},
		{"the longest in pieces", frameOf(0x02, long[1:]) + frameOf(0x00, "x") + frameOf(0x80, ""), []string{"2" + long}, "", pageGone},
		{"too long in pieces", frameOf(0x02, long) + frameOf(0x80, "x"), nil, "", tooBig},
		{"too long", frameOf(0x82, long+"x"), nil, "", tooBig},
		{"pong", frameOf(0x8a, "x") + frameOf(0x82, "y"), []string{"2y"}, "", pageGone},
		{"begun", frameOf(0x82, "NOOP")[:7], nil, "", pageGone},
		{"long ping", frameOf(0x89, strings.Repeat("x", 126)), nil, "", badFrame},
		{"good-bye", frameOf(0x88, "") + frameOf(0x82, "x"), nil, "\x88\x00", &ending{code: 1005}},
		{"good-bye with a reason", frameOf(0x88, "\x03\xe8bye"), nil, "\x88\x05\x03\xe8bye", &ending{code: 1000}},
		{"good-bye of a program", frameOf(0x88, "\x0f\xa0"), nil, "\x88\x02\x0f\xa0", &ending{code: 1000}},
		{"code that is not to be sent", frameOf(0x88, "\x03\xed"), nil, "", badFrame},
		{"reason that is no UTF-8", frameOf(0x88, "\x03\xe8\xff"), nil, "", badFrame},
	} {
		t.Run(tc.name, func(t *testing.T) {
			all, answers, why := messages(strings.NewReader(tc.page))
			if !slices.Equal(all, tc.all) || answers != tc.answers || why.code != tc.why.code {
				t.Errorf("%.100q, answers %q, %+v", all, answers, why)
			}
		})
	}
}

// What a handshake must have (RFC 6455 section 4.2), and what it is answered.
func TestHandshake(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	host := strings.TrimPrefix(b.http.URL, "http://")
	right := handshake(host, b.http.URL)
	for _, tc := range []struct {
		old, new string
		status   int
	}{
		{"", "", 101},
		{"Connection: Upgrade", "Connection: keep-alive, uPGRADE", 101},
		{"Connection: Upgrade", "Connection: keep-alive\r\nConnection: upgrade", 101},
		{"Connection: Upgrade", "Connection: keep-alive", 426},
		{"Upgrade: websocket", "Upgrade: h2c", 426},
		{"HTTP/1.1", "HTTP/1.0", 426},
		{"Version: 13", "Version: 8", 400},
		{"Version: 13", "X: 13", 400},
		{"Key: AAAAAAAAAAAAAAAAAAAAAA==", "Key: AAAA", 400},
		{"Key: AAAAAAAAAAAAAAAAAAAAAA==", "Key: !", 400},
		{"Key: AAAAAAAAAAAAAAAAAAAAAA==", "Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", 400},
	} {
		got := roundTrip(t, host, strings.Replace(right, tc.old, tc.new, 1))
		if got.StatusCode != tc.status {
			t.Errorf("%q for %q: status %d, want %d", tc.new, tc.old, got.StatusCode, tc.status)
		}
		if got.StatusCode == 101 && got.Header.Get("Sec-Websocket-Accept") != "ICX+Yqv66kxgM0FcWaLWlFLwTAI=" {
			t.Errorf("%v", got.Header)
		}
	}
}

// A frame costs no allocation, either way.
func TestFramesDoNotAllocate(t *testing.T) {
	s, _, server := taped(endlessly(frameOf(0x82, "NOOP\r\n")))
	s.server.Conn = &tape{Conn: server}
	s.server.Conn.(*tape).said.Grow(1 << 20)
	s.page.Conn.(*tape).said.Grow(1 << 20)
	reply := append(make([]byte, headroom), "+OK\r\n"...)
	n := testing.AllocsPerRun(1000, func() {
		if why := s.page.need(1); why != nil {
			t.Fatal(why)
		}
		if why := s.carryMessage(); why != nil {
			t.Fatal(why)
		}
		if why := s.toPage(reply); why != nil {
			t.Fatal(why)
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// endlessly reads the same again and again.
func endlessly(frame string) io.Reader { return &again{frame: frame} }

type again struct {
	frame string
	at    int
}

func (a *again) Read(b []byte) (int, error) {
	n := copy(b, a.frame[a.at:])
	a.at = (a.at + n) % len(a.frame)
	return n, nil
}

// FuzzMessages: whatever a page sends, in whatever portions, this reader and that of
// the library get the same messages out of it.
func FuzzMessages(f *testing.F) {
	f.Add([]byte(frameOf(0x82, "NOOP\r\n") + frameOf(0x89, "x") + frameOf(0x88, "")))
	f.Add([]byte(frameOf(0x02, "NO") + frameOf(0x80, "OP") + frameOf(0x83, "")))
	f.Add([]byte(frameOf(0x82, strings.Repeat("x", 200)) + "\x82\xff\x80"))
	f.Fuzz(func(t *testing.T, page []byte) {
		whole, _, why := messages(bytes.NewReader(page))
		pieces, _, same := messages(iotest.OneByteReader(bytes.NewReader(page)))
		if !slices.Equal(whole, pieces) || why.code != same.code {
			t.Errorf("whole: %q, %+v; in pieces: %q, %+v", whole, why, pieces, same)
		}
		if theirs := library(t, page); !slices.Equal(whole, theirs) {
			t.Errorf("ours: %q, %+v; the library's: %q", whole, why, theirs)
		}
	})
}

// library is messages as the WebSocket library reads them. It takes io.EOF in the
// middle of a frame for the end of the message, so the page is cut off by another error.
func library(t *testing.T, page []byte) (all []string) {
	r := httptest.NewRequest("GET", "/", nil)
	for name, value := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket",
		"Sec-Websocket-Version": "13", "Sec-Websocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="} {
		r.Header.Set(name, value)
	}
	cut := io.MultiReader(bytes.NewReader(page), iotest.ErrReader(net.ErrClosed))
	ws, err := websocket.Accept(taking{httptest.NewRecorder(), &tape{in: cut}}, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.CloseNow()
	ws.SetReadLimit(maxFrame)
	for {
		kind, b, err := ws.Read(context.Background())
		if err != nil {
			return all
		}
		all = append(all, fmt.Sprint(int(kind), string(b)))
	}
}

// taking lets the library have a tape.
type taking struct {
	http.ResponseWriter
	tape *tape
}

func (w taking) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return w.tape, bufio.NewReadWriter(bufio.NewReader(w.tape), bufio.NewWriter(w.tape)), nil
}
