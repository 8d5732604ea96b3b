package forward

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// session is one page and one server.
type session struct {
	bridge *Bridge
	target Target
	seat   seat
	began  time.Time

	page   page
	ws     *websocket.Conn
	server link // without a Conn before the bridge has dialled

	up, down atomic.Int64 // octets carried
	spoken   atomic.Int64 // when one was carried last, Unix nanoseconds
	pulse    *time.Timer
	pinged   int64 // when the page was last pinged, Unix nanoseconds

	mu    sync.Mutex
	ended *ending            // nil as long as the session lasts
	stop  context.CancelFunc // of the dialling
	over  chan struct{}      // closed when the page was told
}

// ServeHTTP is http.Handler. It returns when the session is under way, so that the
// stack and the buffers of the request are free while the session lasts.
func (b *Bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.setDefaults()
	from := b.From(r)
	seat, no := b.seats.take(from, b.MaxSessions, b.MaxPerAddress)
	if no != nil {
		b.refuse(w, r, no)
		return
	}
	target, no := b.check(r)
	if no != nil {
		b.seats.free(seat)
		b.refuse(w, r, no)
		return
	}
	s := &session{bridge: b, target: target, seat: seat, began: time.Now(), over: make(chan struct{})}
	s.page.forWrite, s.server.forWrite = b.WriteTimeout, b.WriteTimeout
	var err error
	if s.ws, err = accept(w, r, &s.page); err != nil {
		b.seats.free(seat)
		return
	}
	s.start()
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
		s.finish()
		return
	}
	s.spoken.Store(time.Now().UnixNano())
	s.pulse = time.AfterFunc(s.bridge.PingInterval, s.beat)
	go s.relay(buf, n)
}

// connect dials, and holds the gate until the server has greeted. The greeting
// stands in buf; it gives its length.
func (s *session) connect(buf []byte) (int, *ending) {
	if !s.bridge.seats.enter(s) {
		return 0, shuttingDown
	}
	if s.seat.spare {
		return 0, full
	}
	if why := s.dial(); why != nil {
		return 0, why
	}
	s.event(event{Event: "connected", Target: s.target.Name, Address: s.target.Address})
	s.server.readWithin(s.bridge.GreetingTimeout)
	n, why := readGreeting(s.server.Conn, buf)
	s.server.readWithin(0)
	return n, why
}

func (s *session) dial() *ending {
	ctx, stop := context.WithTimeout(context.Background(), s.bridge.DialTimeout)
	defer stop()
	s.mu.Lock()
	s.stop = stop
	s.mu.Unlock()
	conn, err := s.bridge.Dial(ctx, "tcp", s.target.Address)
	if err != nil {
		return unreachable(s.target.Address, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended != nil { // whoever ended it had no connection to close
		conn.Close()
		return s.ended
	}
	s.server.Conn = conn
	return nil
}
