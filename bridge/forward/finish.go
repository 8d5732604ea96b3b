package forward

import (
	"runtime/debug"
	"sync/atomic"
	"time"
)

// end ends the session, once: the first reason counts. The server gets to read
// all that the page sent, and the page gets all that the server sent.
func (s *session) end(why *ending) {
	if !s.isFirst(why) {
		return
	}
	defer close(s.over)
	s.hangUp()
	if why != serverClosed { // else the last of a long message may still be under way
		s.page.endWithin(s.bridge.CloseTimeout)
	}
	if why.silent {
		s.page.Close()
		return
	}
	s.messages.downText.Add(1)
	s.page.lastFrames(event{Event: "closed", Reason: why.reason}.frame(), why.closeFrame())
	s.page.endWithin(s.bridge.CloseTimeout) // for the answer, which upSide reads
}

func (s *session) isFirst(why *ending) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended != nil {
		return false
	}
	s.ended = why
	if s.stop != nil {
		s.stop()
	}
	return true
}

// hangUp ends the sending to the server, which reads what was sent before, and
// leaves it a moment to do so: a close at once would be a reset, and a reset
// makes systems forget what they have received.
func (s *session) hangUp() {
	if s.server.Conn == nil {
		return
	}
	s.server.endWithin(s.bridge.CloseTimeout)
	if secured := s.secured.Load(); secured != nil {
		secured.CloseWrite() // the good-bye of TLS (RFC 8446 section 6.1)
	}
	if half, ok := s.server.Conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// cut closes both connections at once.
func (s *session) cut() {
	s.page.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server.Conn != nil {
		s.server.Close()
	}
}

// finish frees what the session held, when nothing works for it any more.
func (s *session) finish() {
	<-s.over
	if s.pulse != nil {
		s.pulse.Stop()
	}
	s.cut()
	s.bridge.seats.leave(s)
	s.settle()
	s.count()
	s.bridge.Log.Info("bridge: session", "target", s.target.Name, "server", s.target.Address, "from", s.seat.from,
		"code", int(s.ended.code), "reason", s.ended.reason,
		"up", s.up.Load(), "down", s.down.Load(), "duration", time.Since(s.began))
	s.bridge.seats.free(s.seat)
}

// messageCounts are those of a session. All but the last number are of one side each.
type messageCounts struct {
	upBinary, upText, downBinary int64
	downText                     atomic.Int64
}

// count tells the Meter how the session went.
func (s *session) count() {
	if s.ended == slowPage || s.ended == serverStuck {
		s.bridge.Meter.Stalled()
	}
	m := &s.messages
	s.bridge.Meter.Messages("up", m.upBinary, m.upText)
	s.bridge.Meter.Messages("down", m.downBinary, m.downText.Load())
	s.bridge.Meter.Ended(s.target.Name, int(s.ended.code), time.Since(s.began), s.up.Load(), s.down.Load())
}

// fenced runs a part of the session. A panic in it is our bug, and costs that
// session only.
func (s *session) fenced(part func() *ending) (why *ending) {
	defer func() {
		if p := recover(); p != nil {
			s.bridge.Meter.Panicked()
			s.bridge.Log.Error("bridge: panic", "target", s.target.Name, "panic", p, "stack", string(debug.Stack()))
			why = mistake
		}
	}()
	return part()
}
