package forward

import (
	"context"
	"crypto/tls"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// session is one page and one server.
type session struct {
	bridge *Bridge
	target Target
	seat   seat
	began  time.Time

	page   page
	sides  atomic.Int32 // that still carry
	server link         // without a Conn before the bridge has dialled
	// secured is TLS with the server, above server, once it has begun.
	secured atomic.Pointer[tls.Conn]
	// watch follows the session until there is a login, and is nil then.
	watch  atomic.Pointer[watch]
	failed bool // a login has; of overhear

	up, down atomic.Int64 // octets carried
	messages messageCounts
	spoken   atomic.Int64 // when one was carried last, Unix nanoseconds
	sending  atomic.Bool  // to the server; meanwhile nobody listens to the page

	pulse     *time.Timer // of beat, which alone uses these:
	lastPing  int64       // when the page was last pinged, Unix nanoseconds
	listening bool        // for the answer

	mu    sync.Mutex
	ended *ending            // nil as long as the session lasts
	stop  context.CancelFunc // of the dialling
	over  chan struct{}      // closed when the page was told
}

// ServeHTTP is http.Handler. It returns when the session is under way, so that the
// stack and the buffers of the request are free while the session lasts.
func (b *Bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.setDefaults()
	seat, no := b.seats.take(b.From(r))
	if no != nil {
		b.refuse(w, r, no)
		return
	}
	s := &session{bridge: b, seat: seat, began: time.Now(), over: make(chan struct{})}
	let := false
	if why := s.fenced(func() *ending { let = s.let(w, r); return nil }); why != nil {
		http.Error(w, why.reason, http.StatusInternalServerError)
	}
	if !let {
		b.seats.free(seat)
		return
	}
	b.Meter.Opened(s.target.Name)
	s.start()
}

// let lets the page in, or answers why not.
func (s *session) let(w http.ResponseWriter, r *http.Request) bool {
	b := s.bridge
	target, no := b.check(r)
	if no != nil {
		b.refuse(w, r, no)
		return false
	}
	s.target = target
	s.page.forWrite, s.server.forWrite = b.WriteTimeout, b.WriteTimeout
	s.page.forFrame = b.FrameTimeout
	s.page.measure, s.page.left = b.Frames.measure(), b.MaxUp
	return s.accept(w, r)
}

// start connects to the server and leaves the rest to two fresh goroutines,
// whose stacks stay small: this one has grown with the HTTP request.
func (s *session) start() {
	buf := make([]byte, headroom+maxGreeting)
	var n int
	why := s.fenced(func() (why *ending) {
		n, why = s.connect(buf[headroom:])
		return why
	})
	if why != nil {
		s.end(why)
		s.page.drain()
		s.finish()
		return
	}
	s.watch.Store(newWatch(&s.target))
	s.spoken.Store(time.Now().UnixNano())
	s.pulse = time.AfterFunc(time.Hour, s.beat)
	s.pulse.Reset(min(firstPing, s.bridge.PingInterval)) // and not before beat can see it
	s.relay(buf, n)
}

// connect reaches the server, and holds the gate until it has greeted. The greeting
// stands in buf; it gives its length.
func (s *session) connect(buf []byte) (int, *ending) {
	if !s.bridge.seats.enter(s) {
		return 0, shuttingDown
	}
	if s.seat.no != nil {
		s.bridge.Meter.Rejected(s.seat.no.check)
		return 0, tryLater(s.seat.no.text)
	}
	if why := s.mayGuess(); why != nil {
		return 0, why
	}
	began := time.Now()
	n, why := s.reach(buf)
	if why == nil || why.dial != "" {
		s.bridge.Meter.Dialled(s.target.Name, time.Since(began), why.failure())
	}
	return n, why
}

// reach goes all the way to the first line of the server.
func (s *session) reach(buf []byte) (int, *ending) {
	began := time.Now()
	if why := s.dial(); why != nil {
		return 0, why
	}
	s.event(event{Event: "connected", Target: s.target.Name, Address: s.target.Address,
		Dial: milliseconds(time.Since(began))})
	if s.target.TLS == Implicit {
		if why := s.secure(nil); why != nil {
			return 0, why
		}
	}
	s.server.readWithin(s.bridge.GreetingTimeout)
	n, why := readGreeting(s.upstream(), buf)
	s.server.readWithin(0)
	return n, why
}
