package forward

import (
	"net"
	"sync"
	"time"
)

// link is a connection whose every write has a deadline, and whose last
// deadline cannot be moved: what closes a session must never wait for the other
// side longer than it chose to.
type link struct {
	net.Conn
	forWrite time.Duration // for one write to be taken

	deadline sync.Mutex
	final    bool
	renewed  time.Time
}

// Write is net.Conn. A deadline is renewed when a sixteenth of it has gone by,
// since setting one costs as much as the write of a short frame.
func (l *link) Write(b []byte) (int, error) {
	l.deadline.Lock()
	if now := time.Now(); !l.final && now.Sub(l.renewed) > l.forWrite/16 {
		l.renewed = now
		l.SetWriteDeadline(now.Add(l.forWrite))
	}
	l.deadline.Unlock()
	return l.Conn.Write(b)
}

// readWithin gives reads d from now on; 0 stands for ever.
func (l *link) readWithin(d time.Duration) {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	if l.final {
		return
	}
	var limit time.Time
	if d > 0 {
		limit = time.Now().Add(d)
	}
	l.SetReadDeadline(limit)
}

// endWithin sets the last deadline, for reads and writes.
func (l *link) endWithin(d time.Duration) {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	l.final = true
	l.SetDeadline(time.Now().Add(d))
}
