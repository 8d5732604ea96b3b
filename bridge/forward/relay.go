package forward

import (
	"cmp"
	"errors"
	"io"
	"math"
	"os"
	"sync"
	"time"
)

// maxFrame is the largest frame that a page may send, in octets. A command has
// at most 255 (RFC 2449 section 4); a page may paste a few.
const maxFrame = 4096

// pause is how long a large buffer waits for more: between half of it and all, since a
// deadline is not set anew for every read. Where octets have flowed for a while it is the
// long one, for a deadline so near keeps the runtime busy with its timer.
const pause, longPause = 4 * time.Millisecond, 100 * time.Millisecond

// flowing is how many octets a page has taken at once before it gets larger frames.
const flowing = 1 << 20

// Buffers are borrowed for as long as octets flow, never while waiting.
var (
	messageBuffers = buffersOf(maxFrame + maxControl)
	bulkBuffers    = buffersOf(headroom + 64<<10)
	streamBuffers  = buffersOf(headroom + 256<<10)
)

func buffersOf(size int) *sync.Pool {
	return &sync.Pool{New: func() any {
		b := make([]byte, size)
		return &b
	}}
}

// relay carries both directions, in two goroutines of which the last frees the session.
// Their stacks are most of what an idle session holds, so they stay shallow, and what is
// not goes aside. buf holds the first n octets of the server after headroom.
func (s *session) relay(buf []byte, n int) {
	s.sides.Store(2)
	go s.upSide()
	go s.downSide(buf, n)
}

func (s *session) upSide() {
	s.end(s.fenced(s.carryUp))
	s.page.drain()
	s.page.Close()
	s.leave()
}

func (s *session) downSide(buf []byte, n int) {
	s.end(s.fenced(func() *ending { return s.carryDown(buf, n) }))
	s.leave()
}

// leave is what each side does last.
func (s *session) leave() {
	if s.sides.Add(-1) == 0 {
		s.finish()
	}
}

// carryDown carries from the server to the page. It waits with the small buffer;
// a read that fills it promises more.
func (s *session) carryDown(buf []byte, n int) *ending {
	if why := s.toPage(buf[:headroom+n]); why != nil {
		return why
	}
	for {
		n, err := s.upstream().Read(buf[headroom:])
		why := s.toPage(buf[:headroom+n])
		if why == nil && n == len(buf)-headroom {
			why = s.carryMore()
		}
		if why == nil && err != nil {
			why = s.readFailed(err)
		}
		if why != nil {
			return why
		}
	}
}

// readFailed is why nothing more is to be read from the server, or nil after the
// beginning of TLS, for which a read was interrupted.
func (s *session) readFailed(err error) *ending {
	w := s.watch.Load()
	if w != nil && w.beginning() && errors.Is(err, os.ErrDeadlineExceeded) {
		return s.upgrade(w)
	}
	return serverEnding(err)
}

// carryMore carries what comes after a full buffer.
func (s *session) carryMore() (why *ending) {
	aside(func() { why = s.fenced(s.carryBulk) })
	return why
}

// carryBulk carries with a large buffer until the server pauses, and with a larger one
// when octets have flowed for a while. The buffers of the system hold less than that, so
// what waits for a page that never reads waits in the smaller one.
func (s *session) carryBulk() *ending {
	defer s.server.readWithin(0)
	more, why := s.carryWith(bulkBuffers, flowing, pause)
	if more {
		_, why = s.carryWith(streamBuffers, math.MaxInt, longPause)
	}
	return why
}

// carryWith carries that many octets, or fewer when the server pauses: then there are
// no more.
func (s *session) carryWith(buffers *sync.Pool, octets int, pause time.Duration) (more bool, why *ending) {
	borrowed := buffers.Get().(*[]byte)
	defer buffers.Put(borrowed)
	buf := *borrowed
	for set := (time.Time{}); octets > 0; {
		if time.Since(set) > pause/2 {
			set = time.Now()
			s.server.readWithin(pause)
		}
		n, err := s.upstream().Read(buf[headroom:])
		if why := s.toPage(buf[:headroom+n]); why != nil {
			return false, why
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return false, nil
		}
		if err != nil {
			return false, serverEnding(err)
		}
		octets -= n
	}
	return true, nil
}

// toPage sends buf[headroom:], if there is anything in it, and before a login only as
// far as the watch lets it.
func (s *session) toPage(buf []byte) *ending {
	w := s.watch.Load()
	if w == nil {
		return s.deliver(buf)
	}
	n, why := s.overhear(w, buf[headroom:])
	return cmp.Or(s.deliver(buf[:headroom+n]), why)
}

func (s *session) deliver(buf []byte) *ending {
	n := len(buf) - headroom
	if n == 0 {
		return nil
	}
	if err := s.page.frame(opBinary, buf); err != nil {
		return s.notSent(err)
	}
	s.spoken.Store(time.Now().UnixNano())
	return s.gave(n)
}

// notSent is why the page did not get a frame. Where the session is over, the
// server is heard out for the moment that hangUp gave it.
func (s *session) notSent(err error) *ending {
	s.mu.Lock()
	over := s.ended != nil
	s.mu.Unlock()
	if over {
		io.Copy(io.Discard, s.server.Conn)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return slowPage
	}
	return pageGone
}

func serverEnding(err error) *ending {
	if errors.Is(err, io.EOF) {
		return serverClosed
	}
	return serverBroke
}

// carryUp carries from the page to the server. It waits with no buffer but the page's
// own.
func (s *session) carryUp() *ending {
	for {
		if err := s.page.need(1); err != nil {
			return cmp.Or(s.page.stopped, pageEnding(err))
		}
		if why := s.carryMessage(); why != nil {
			return why
		}
	}
}

// carryMessage carries one message when all of it is there, or does what it says.
func (s *session) carryMessage() *ending {
	borrowed := messageBuffers.Get().(*[]byte)
	defer messageBuffers.Put(borrowed)
	buf := *borrowed
	kind, n, why := s.message(buf)
	switch {
	case why != nil:
		return cmp.Or(s.page.stopped, why)
	case kind == opText:
		return s.operate(buf[:n])
	case kind == opBinary && n > 0:
		return s.toServer(buf[:n])
	}
	return nil
}

// toServer sends what the page said, and before a login only as far as the watch
// lets it.
func (s *session) toServer(b []byte) (why *ending) {
	if w := s.watch.Load(); w != nil {
		n := 0
		if n, why = w.up(b); n == 0 {
			return why
		}
		b = b[:n]
	}
	s.sending.Store(true)
	s.messages.upBinary++
	n, err := s.upstream().Write(b)
	s.sending.Store(false)
	s.spoken.Store(time.Now().UnixNano())
	return cmp.Or(s.pay(&s.up, n), why, notTaken(err))
}

// notTaken is why the server did not take what the page sent, or nil.
func notTaken(err error) *ending {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return serverStuck
	}
	return serverBroke
}
