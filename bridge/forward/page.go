package forward

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// Opcodes of the frames that the bridge writes itself (RFC 6455 section 5.2).
const (
	opText   = 1
	opBinary = 2
	opPing   = 9
)

// headroom is kept free in front of a payload, so that frame header and payload
// leave in one write. Four octets suffice for up to 65535 of payload.
const headroom = 4

// page is the connection to the browser below the WebSocket library. The
// library shakes hands, unmasks, and answers pings and closes; frames with data
// go past it, since it would copy them. Each of its writes is one whole frame,
// so that the two never mix.
type page struct {
	link
	throttle
	early  []byte       // what came in the same packet as the handshake
	heard  atomic.Int64 // when an octet last came, Unix nanoseconds
	pinged atomic.Int64 // when the ping left that has no answer yet, or 0

	frames sync.Mutex // held for one frame
	mute   bool       // no frame of ours may follow
	lost   error      // a write failed, maybe in the middle of a frame
}

// Read is net.Conn.
func (p *page) Read(b []byte) (int, error) {
	if p.stopped.Load() != nil {
		if !p.isFinal() {
			return 0, errStopped
		}
		return 0, swallow(p.Conn)
	}
	if len(p.early) > 0 {
		n := copy(b, p.early)
		p.early = p.early[n:]
		return n, nil
	}
	n, err := p.Conn.Read(b)
	if n > 0 {
		p.weigh(n)
		p.heard.Store(time.Now().UnixNano())
	}
	return n, err
}

// Write is net.Conn. After a failure nothing is written any more: what follows
// half a frame would be taken for the rest of it.
func (p *page) Write(b []byte) (int, error) {
	p.frames.Lock()
	defer p.frames.Unlock()
	return p.writeLocked(b)
}

func (p *page) writeLocked(b []byte) (int, error) {
	if p.lost != nil {
		return 0, p.lost
	}
	n, err := p.link.Write(b)
	p.lost = err
	return n, err
}

var errMute = errors.New("forward: the page was told that the session is over")

// frame sends buf[headroom:] as one frame.
func (p *page) frame(opcode byte, buf []byte) error {
	p.frames.Lock()
	defer p.frames.Unlock()
	if p.mute {
		return errMute
	}
	_, err := p.writeLocked(putHeader(opcode, buf))
	return err
}

// lastFrame sends buf[headroom:] as the last frame before the close frame.
func (p *page) lastFrame(opcode byte, buf []byte) {
	p.frames.Lock()
	defer p.frames.Unlock()
	p.mute = true
	p.writeLocked(putHeader(opcode, buf)) // a failure is in p.lost
}

// putHeader writes the header of an unmasked, final frame in front of
// buf[headroom:] (RFC 6455 section 5.2).
func putHeader(opcode byte, buf []byte) []byte {
	n := len(buf) - headroom
	if n <= 125 {
		buf[headroom-2], buf[headroom-1] = 0x80|opcode, byte(n)
		return buf[headroom-2:]
	}
	buf[0], buf[1] = 0x80|opcode, 126
	binary.BigEndian.PutUint16(buf[2:], uint16(n))
	return buf
}

// hijacker lets the library take over a page instead of the bare connection,
// with buffers for commands of a learner rather than for uploads.
type hijacker struct {
	http.ResponseWriter
	page *page
}

// Hijack is http.Hijacker.
func (h hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := rw.Reader.Peek(rw.Reader.Buffered())
	if err != nil {
		return nil, nil, err
	}
	tune(conn)
	h.page.Conn, h.page.early = conn, append([]byte(nil), early...)
	h.page.heard.Store(time.Now().UnixNano())
	return h.page, bufio.NewReadWriter(bufio.NewReaderSize(h.page, 256), bufio.NewWriterSize(h.page, 160)), nil
}

// accept shakes hands with the page. On error the library has answered.
func (s *session) accept(w http.ResponseWriter, r *http.Request) (*websocket.Conn, error) {
	ws, err := websocket.Accept(hijacker{w, &s.page}, r, &websocket.AcceptOptions{
		InsecureSkipVerify: true, // check has compared the Origin, and more strictly
		CompressionMode:    websocket.CompressionDisabled,
		Subprotocols:       []string{protocol}, // never the ticket, which is offered like one
		OnPingReceived:     func(context.Context, []byte) bool { return s.page.count() },
		OnPongReceived:     func(context.Context, []byte) { s.pong() },
	})
	if err == nil {
		ws.SetReadLimit(maxFrame)
	}
	return ws, err
}
