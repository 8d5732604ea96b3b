package forward

import (
	"cmp"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// Rate is how often something may happen.
type Rate struct {
	PerSecond int
	AtOnce    int // after a time in which it did not
}

const kib = 1 << 10

// bucket is a token bucket, as the moment when it will be full again (Unix
// nanoseconds): whoever takes a token puts that off by a step. The zero value is full.
type bucket int64

// measure is what a bucket is filled by: a token in each step, and as many as
// make up depth when it is full.
type measure struct{ step, depth int64 } // nanoseconds

func (r Rate) measure() measure {
	step := int64(time.Second) / int64(r.PerSecond)
	return measure{step, step * int64(r.AtOnce)}
}

// perHour is the measure of n tokens in an hour, and as many at once.
func perHour(n int64) measure { return measure{int64(time.Hour) / n, int64(time.Hour)} }

// empty takes all that there is.
func (b *bucket) empty(now int64, m measure) { *b = bucket(now + m.depth) }

// has says whether there are n tokens.
func (b bucket) has(n, now int64, m measure) bool {
	return max(int64(b), now)-now+n*m.step <= m.depth
}

// take takes n tokens, or none when there are not as many.
func (b *bucket) take(n, now int64, m measure) bool {
	if !b.has(n, now, m) {
		return false
	}
	*b = bucket(max(int64(*b), now) + n*m.step)
	return true
}

// throttle bounds what a page sends, whatever it is good for: frames by their rate,
// for each is work, and octets by their count, which is what pieces of frames cost.
// Only who reads from the page uses it.
type throttle struct {
	frames  bucket
	measure measure
	left    int64   // octets, with all that WebSocket adds
	stopped *ending // why nothing more is read, or nil
}

// errStopped is what a read gives when the page has sent too much.
var errStopped = errors.New("forward: the page has sent too much")

// count counts a frame: data, ping or pong. False says that nothing more is taken.
func (t *throttle) count() bool {
	if !t.frames.take(1, time.Now().UnixNano(), t.measure) {
		t.stopped = cmp.Or(t.stopped, flood)
	}
	return t.stopped == nil
}

// weigh counts octets that were read.
func (t *throttle) weigh(n int) {
	if t.left -= int64(n); t.left < 0 {
		t.stopped = cmp.Or(t.stopped, sentTooMuch)
	}
}

// swallow reads what is still under way from a page that was stopped, up to a bound:
// a connection that is closed with octets unread is reset, and the page would not
// see why.
func swallow(from io.Reader) error {
	if _, err := io.CopyN(io.Discard, from, 1<<20); err != nil {
		return err
	}
	return errStopped
}

// lot is how many octets a session may carry before it pays for them.
const lot = 64 * kib

// gave counts octets that went to the page.
func (s *session) gave(n int) *ending {
	s.messages.downBinary++
	if why := s.pay(&s.down, n); why != nil {
		return why
	}
	if s.down.Load() > s.bridge.MaxDown {
		return gotTooMuch
	}
	return nil
}

// pay counts octets of one direction, and charges the page's address for each lot.
func (s *session) pay(carried *atomic.Int64, n int) *ending {
	now := carried.Add(int64(n))
	if lots := now/lot - (now-int64(n))/lot; lots > 0 && !s.bridge.seats.pay(s.seat, lots*lot/kib) {
		return greedy
	}
	return nil
}

// settle charges the address for what no lot has charged it for.
func (s *session) settle() {
	s.bridge.seats.pay(s.seat, (s.up.Load()%lot+s.down.Load()%lot+kib-1)/kib)
}
