package forward

import (
	"crypto/tls"
	"net"
	"sync"
	"time"
)

// link is a connection whose every write has a deadline, and whose last
// deadline cannot be moved: what closes a session must never wait for the other
// side longer than it chose to. Upstream, TLS runs above it.
type link struct {
	net.Conn
	forWrite time.Duration // for one write to be taken

	deadline sync.Mutex
	final    bool
	halted   bool // by interrupt
	renewed  time.Time
}

// Write is net.Conn. A deadline is renewed when a sixteenth of it has gone by,
// since setting one costs as much as the write of a short frame. It also needs as much
// stack, which the sides of a session are not to grow for: so it is done aside.
func (l *link) Write(b []byte) (int, error) {
	if l.isDue() {
		aside(l.renew)
	}
	return l.Conn.Write(b)
}

func (l *link) isDue() bool {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	return !l.final && time.Since(l.renewed) > l.forWrite/16
}

func (l *link) renew() {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	if !l.final {
		l.renewed = time.Now()
		l.Conn.SetWriteDeadline(l.renewed.Add(l.forWrite))
	}
}

// aside runs what needs a large stack, for which the caller's would stay large
// as long as the session lasts.
func aside(part func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		part()
	}()
	<-done
}

// SetWriteDeadline is net.Conn. TLS calls it when it says good-bye, which it would
// give more time than is left.
func (l *link) SetWriteDeadline(t time.Time) error {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	if l.final {
		return nil
	}
	l.renewed = time.Time{}
	return l.Conn.SetWriteDeadline(t)
}

// readWithin gives reads d from now on; 0 stands for ever.
func (l *link) readWithin(d time.Duration) {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	if l.final || l.halted {
		return
	}
	var limit time.Time
	if d > 0 {
		limit = time.Now().Add(d)
	}
	l.Conn.SetReadDeadline(limit)
}

// interrupt ends the read that is waiting, and every later one until resume: nobody
// may move the deadline in between.
func (l *link) interrupt() {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	l.halted = true
	if !l.final {
		l.Conn.SetReadDeadline(time.Now())
	}
}

func (l *link) resume() {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	l.halted = false
}

// isFinal says whether the last deadline is set.
func (l *link) isFinal() bool {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	return l.final
}

// endWithin sets the last deadline, for reads and writes.
func (l *link) endWithin(d time.Duration) {
	l.deadline.Lock()
	defer l.deadline.Unlock()
	l.final = true
	l.Conn.SetDeadline(time.Now().Add(d))
}

// Close is net.Conn. It leaves out the good-bye of TLS, for which a peer that reads
// nothing could make it wait 5 s; whoever owes one has said it before.
func (l *link) Close() error {
	if secured, ok := l.Conn.(*tls.Conn); ok {
		return secured.NetConn().Close()
	}
	return l.Conn.Close()
}
