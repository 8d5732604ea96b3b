package forward

import (
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
		n, err := s.server.Read(buf[headroom:])
		why := s.toPage(buf[:headroom+n])
		if why == nil && n == len(buf)-headroom {
			why, err = s.carryBulk()
		}
		if why != nil {
			return why
		}
		if err != nil {
			return serverEnding(err)
		}
	}
}

// carryBulk carries with a large buffer until the server pauses.
func (s *session) carryBulk() (*ending, error) {
	big := bulkBuffers.Get().(*[64 << 10]byte)
	defer bulkBuffers.Put(big)
	for {
		s.server.readWithin(pause)
		n, err := s.server.Read(big[headroom:])
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

// toPage sends buf[headroom:], if there is anything in it.
func (s *session) toPage(buf []byte) *ending {
	n := len(buf) - headroom
	if n == 0 {
		return nil
	}
	if err := s.page.frame(opBinary, buf); err != nil {
		return s.notSent(err)
	}
	s.down.Add(int64(n))
	s.spoken.Store(time.Now().UnixNano())
	return nil
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
		if err != nil {
			return pageEnding(err)
		}
		if kind != websocket.MessageBinary {
			return textFrame
		}
		if why := s.carryFrame(frame); why != nil {
			return why
		}
	}
}

// carryFrame carries one frame when all of it is there.
func (s *session) carryFrame(frame io.Reader) *ending {
	buf := frameBuffers.Get().(*[maxFrame + 1]byte)
	defer frameBuffers.Put(buf)
	s.page.readWithin(s.bridge.FrameTimeout)
	n, err := io.ReadFull(frame, buf[:])
	s.page.readWithin(0)
	switch {
	case err == nil:
		return tooBig
	case err != io.EOF && err != io.ErrUnexpectedEOF: // those two are the end of the frame
		return pageEnding(err)
	}
	m, err := s.server.Write(buf[:n])
	s.up.Add(int64(m))
	s.spoken.Store(time.Now().UnixNano())
	return notTaken(err)
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

// beat runs every PingInterval. It ends a session in which nothing is said or whose
// page has not made a sound since the last ping, and pings the page.
func (s *session) beat() {
	s.mu.Lock()
	over := s.ended != nil
	s.mu.Unlock()
	now := time.Now().UnixNano()
	switch {
	case over:
		return
	case now-s.spoken.Load() >= int64(s.bridge.IdleTimeout):
		s.end(idle)
		return
	case s.pinged > s.page.heard.Load():
		s.end(deafPage)
		return
	}
	s.pinged = now
	s.page.frame(opPing, make([]byte, headroom))
	s.pulse.Reset(s.bridge.PingInterval)
}
