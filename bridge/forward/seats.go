package forward

import (
	"context"
	"net/netip"
	"sync"
)

// spareSeats are for those who come when all seats are taken: a page cannot read
// an HTTP error, so the first few are let in to be told why they must go.
const spareSeats = 16

// seats counts who is in, and knows every open session, since http.Server
// forgets a connection that was taken over.
type seats struct {
	mu       sync.Mutex
	draining bool
	taken    int
	from     map[netip.Addr]int
	open     map[*session]struct{}
	all      sync.WaitGroup // of seats that are taken
}

// seat is one request or session that is counted. A spare one only serves to
// say that the bridge is full.
type seat struct {
	from  netip.Addr
	spare bool
}

// take gives a seat, or says why there is none.
func (s *seats) take(from netip.Addr, limit, perAddress int) (seat, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.draining:
		return seat{}, refuseDraining
	case s.taken >= limit+spareSeats, s.from[from] >= perAddress+spareSeats:
		return seat{}, refuseFull
	}
	if s.from == nil {
		s.from = map[netip.Addr]int{}
		s.open = map[*session]struct{}{}
	}
	spare := s.taken >= limit || s.from[from] >= perAddress
	s.taken++
	s.from[from]++
	s.all.Add(1)
	return seat{from, spare}, nil
}

// free gives a seat back. It is called exactly once for each.
func (s *seats) free(t seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken--
	if s.from[t.from]--; s.from[t.from] == 0 {
		delete(s.from, t.from)
	}
	s.all.Done()
}

// enter makes a session known to drain; false says that it came too late.
func (s *seats) enter(in *session) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		return false
	}
	s.open[in] = struct{}{}
	return true
}

func (s *seats) leave(in *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, in)
}

// drain lets nobody in any more and gives the sessions that are open.
func (s *seats) drain() []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draining = true
	list := make([]*session, 0, len(s.open))
	for in := range s.open {
		list = append(list, in)
	}
	return list
}

// Shutdown ends every session with close code 1001 and waits until all are
// gone. When ctx ends first, it cuts what is left and gives the error of ctx.
func (b *Bridge) Shutdown(ctx context.Context) error {
	b.setDefaults()
	for _, s := range b.seats.drain() {
		go s.end(shuttingDown)
	}
	gone := make(chan struct{})
	go func() {
		b.seats.all.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
	}
	for _, s := range b.seats.drain() {
		s.cut()
	}
	return ctx.Err()
}
