package forward

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// maxFrame is the largest frame that a page may send, in octets. A command has
// at most 255 (RFC 2449 section 4); a page may paste a few.
const maxFrame = 4096

// pause is how long a large buffer waits for more.
const pause = time.Millisecond

// Buffers are borrowed for as long as octets flow, never while waiting.
var (
	bulkBuffers  = sync.Pool{New: func() any { return new([64 << 10]byte) }}
	frameBuffers = sync.Pool{New: func() any { return new([maxFrame + 1]byte) }}
)

// relay carries both directions until both have ended. buf holds the first n
// octets of the server after headroom.
func (s *session) relay(buf []byte, n int) {
	defer s.finish()
	upEnded := make(chan struct{})
	go func() {
		defer close(upEnded)
		s.end(s.fenced(s.carryUp))
	}()
	s.end(s.fenced(func() *ending { return s.carryDown(buf, n) }))
	<-upEnded
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
			why, err = s.carryBulk()
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

// carryBulk carries with a large buffer until the server pauses.
func (s *session) carryBulk() (*ending, error) {
	big := bulkBuffers.Get().(*[64 << 10]byte)
	defer bulkBuffers.Put(big)
	for {
		s.server.readWithin(pause)
		n, err := s.upstream().Read(big[headroom:])
		if why := s.toPage(big[:headroom+n]); why != nil {
			return why, nil
		}
		if err != nil {
			s.server.readWithin(0)
			return nil, unless(err, os.ErrDeadlineExceeded)
		}
	}
}

// unless gives err, or nil where it is the one that was expected.
func unless(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
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

// carryUp carries from the page to the server.
func (s *session) carryUp() *ending {
	for {
		kind, frame, err := s.ws.Reader(context.Background())
		s.page.count()
		if why := s.page.stopped.Load(); why != nil {
			return why
		}
		if err != nil {
			return pageEnding(err)
		}
		if why := s.carryFrame(kind, frame); why != nil {
			return why
		}
	}
}

// carryFrame carries one frame when all of it is there, or does what it says.
func (s *session) carryFrame(kind websocket.MessageType, frame io.Reader) *ending {
	buf := frameBuffers.Get().(*[maxFrame + 1]byte)
	defer frameBuffers.Put(buf)
	s.page.readWithin(s.bridge.FrameTimeout)
	n, err := io.ReadFull(frame, buf[:])
	s.page.readWithin(0)
	switch {
	case s.page.stopped.Load() != nil:
		return s.page.stopped.Load()
	case err == nil:
		return tooBig
	case err != io.EOF && err != io.ErrUnexpectedEOF: // those two are the end of the frame
		return pageEnding(err)
	}
	if kind == websocket.MessageText {
		return s.operate(buf[:n])
	}
	return s.toServer(buf[:n])
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
	n, err := s.upstream().Write(b)
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
