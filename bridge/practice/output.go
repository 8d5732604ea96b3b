package practice

import (
	"net"
	"sync"
	"time"
)

const (
	// room is how many octets are collected before they are sent.
	room = 32 << 10
	// tail is how many of them are held back when more are to come, so that the
	// last packet of a reply holds more than the terminator.
	tail = 512
	// chunk is how many octets the write timeout is for, so that a long message
	// may take long and a reader that stopped may not.
	chunk = 64 << 10
)

// buffers are lent to sessions that have something to say: an idle one has none.
var buffers = sync.Pool{New: func() any { return new([room]byte) }}

// output collects what a session says, so that it leaves in few packets. Its
// first error stays, and nothing is sent after it.
type output struct {
	conn     net.Conn
	patience time.Duration // for one chunk
	buffer   *[room]byte   // nil while nothing waits
	n        int           // how many octets wait
	err      error
}

// Write is io.Writer. A piece that is larger than the buffer goes straight from
// where it is.
func (o *output) Write(p []byte) (int, error) {
	n := len(p)
	if o.buffer == nil {
		o.buffer = buffers.Get().(*[room]byte)
	}
	if len(p) > room {
		o.send(o.buffer[:o.n])
		o.send(p[:len(p)-tail])
		o.n, p = 0, p[len(p)-tail:]
	}
	for len(p) > room-o.n {
		p = p[copy(o.buffer[o.n:], p):]
		o.send(o.buffer[:room-tail])
		o.n = copy(o.buffer[:], o.buffer[room-tail:])
	}
	o.n += copy(o.buffer[o.n:], p)
	return n, o.err
}

// waits says whether something was written since the last flush.
func (o *output) waits() bool { return o.buffer != nil }

// flush sends what waits and gives the buffer back.
func (o *output) flush() error {
	if o.buffer != nil {
		o.send(o.buffer[:o.n])
		buffers.Put(o.buffer)
		o.buffer, o.n = nil, 0
	}
	return o.err
}

// send gives the client a new deadline for every chunk.
func (o *output) send(p []byte) {
	for len(p) > 0 && o.err == nil {
		o.conn.SetWriteDeadline(time.Now().Add(o.patience))
		var n int
		n, o.err = o.conn.Write(p[:min(len(p), chunk)])
		p = p[n:]
	}
}
