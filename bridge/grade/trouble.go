package grade

import (
	"errors"
	"net"
	"time"
)

// The trouble that a network makes. Every client meets it some day; here it comes
// on purpose, so that a client which counts on luck is found out.

var errDropped = errors.New("grade: connection dropped on purpose")

// cutWithin sends half of what there is of a message and then breaks the
// connection, as a router that restarts does: no QUIT, no close_notify.
func (s *stream) cutWithin(p []byte) (int, error) {
	half := p[:len(p)/2]
	s.seen.server(half)
	n, err := s.Conn.Write(half)
	s.seen.drop()
	if tcp, ok := s.raw.(*net.TCPConn); ok {
		time.Sleep(settle) // so that the half arrives before the reset overtakes it
		tcp.SetLinger(0)
	}
	s.raw.Close()
	if err == nil {
		err = errDropped
	}
	return n, err
}

const (
	// settle is how long octets need at most from one end of the loopback
	// interface to the other.
	settle = 5 * time.Millisecond
	// patience is how long a joined reply waits for the next one: a client that
	// sends one command at a time will not cause any.
	patience = 20 * time.Millisecond
	// most is how much a joined reply may hold back.
	most = 64 << 10
	// head and tail are how many octets of a reply travel alone; a long message
	// would take too long, and its middle teaches nothing more.
	head, tail = 400, 40
)

// dribble sends every octet in a segment of its own. After the first one and before
// the last one it waits, so that a client which takes a read for a line meets half
// a line for certain: the last octet is the LF.
func (s *stream) dribble(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		size := 1
		if n >= head && n < len(p)-tail {
			size = len(p) - tail - n
		}
		if n == 1 || n == len(p)-1 {
			time.Sleep(settle)
		}
		var sent int
		sent, err = s.Conn.Write(p[n : n+size])
		n += sent
	}
	return n, err
}

// join holds a reply until the next one, and sends both in one segment. It goes
// alone where no other comes soon, and where the session is over.
func (s *stream) join(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = append(s.held, p...)
	s.pieces++
	if s.pieces > 1 || len(s.held) > most || s.seen.over() {
		return len(p), s.let()
	}
	s.release = time.AfterFunc(patience, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.let()
	})
	return len(p), nil
}

// let sends what is held. The caller holds mu.
func (s *stream) let() error {
	if s.release != nil {
		s.release.Stop()
	}
	held := s.held
	s.held, s.pieces, s.release = nil, 0, nil
	if len(held) == 0 {
		return nil
	}
	_, err := s.Conn.Write(held)
	return err
}
