package forward

import (
	"encoding/binary"
	"errors"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// headroom is kept free in front of a payload, so that frame header and payload
// leave in one write. A header has up to ten octets; 64 begin a line of the
// processor's cache, which makes the system's copies a little faster.
const headroom = 64

// page is the connection to the browser, which speaks WebSocket (RFC 6455). The bridge
// reads and writes frames itself: all that a session needs is a small buffer for what
// the page sends, and each frame to the page is one write, with its payload in place.
type page struct {
	link
	throttle
	early  []byte       // what came in the same packet as the handshake
	heard  atomic.Int64 // when an octet last came, Unix nanoseconds
	pinged atomic.Int64 // when the ping left that has no answer yet, or 0

	// Only who reads uses these. Most frames of a learner fit into buf.
	buf      [128]byte
	r, w     int           // what of buf was read but not taken
	forFrame time.Duration // from the first octet of a message to its last
	begun    bool          // a message has
	timed    bool          // its time runs
	gone     bool          // the page has said good-bye

	frames sync.Mutex // held for one frame
	mute   bool       // no frame of ours may follow
	lost   error      // a write failed, maybe in the middle of a frame
}

// Read is net.Conn.
func (p *page) Read(b []byte) (int, error) {
	if p.stopped != nil {
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

// write writes frames that are whole. After a failure nothing is written any more:
// what follows half a frame would be taken for the rest of it.
func (p *page) write(b []byte) error {
	if p.lost == nil {
		_, p.lost = p.link.Write(b)
	}
	return p.lost
}

var errMute = errors.New("forward: the page was told that the session is over")

// frame sends buf[headroom:] as one frame.
func (p *page) frame(opcode byte, buf []byte) error {
	p.frames.Lock()
	err := errMute
	if !p.mute {
		err = p.write(putHeader(opcode, buf))
	}
	p.frames.Unlock()
	return err
}

// lastFrames sends text, unless it is nil, and a close frame, each from headroom on.
// Nothing may follow them (RFC 6455 section 5.5.1).
func (p *page) lastFrames(text, last []byte) {
	frames := putHeader(opClose, last)
	if text != nil {
		frames = append(putHeader(opText, text), frames...)
	}
	p.frames.Lock()
	defer p.frames.Unlock()
	if !p.mute {
		p.mute = true
		p.write(frames) // a failure is in p.lost
	}
}

// putHeader writes the header of an unmasked, final frame in front of
// buf[headroom:] (RFC 6455 section 5.2).
func putHeader(opcode byte, buf []byte) []byte {
	n, at := len(buf)-headroom, headroom-2
	switch {
	case n <= 125:
		buf[at+1] = byte(n)
	case n <= math.MaxUint16:
		at -= 2
		buf[at+1] = 126
		binary.BigEndian.PutUint16(buf[at+2:], uint16(n))
	default:
		at -= 8
		buf[at+1] = 127
		binary.BigEndian.PutUint64(buf[at+2:], uint64(n))
	}
	buf[at] = 0x80 | opcode
	return buf[at:]
}
