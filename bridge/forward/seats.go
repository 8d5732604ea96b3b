package forward

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// spareSeats are for those who come when all seats are taken: a page cannot read
// an HTTP error, so the first few are let in to be told why they must go.
const spareSeats = 16

// maxClients bounds what is remembered of addresses. Beyond it, those that nobody
// has a session from are forgotten.
const maxClients = 1 << 16

// limits are those of a Bridge on who may come.
type limits struct {
	sessions, perAddress int
	begun                measure // of sessions from one address
	carried              measure // of KiB for one address
}

// setLimits fills in the limits that were left at zero.
func (b *Bridge) setLimits() {
	b.MaxSessions = cmp.Or(b.MaxSessions, min(Slots(2), 10_000))
	b.MaxPerAddress = cmp.Or(b.MaxPerAddress, 64)
	b.MaxDown = cmp.Or(b.MaxDown, 512<<20)
	b.MaxUp = cmp.Or(b.MaxUp, 1<<20)
	b.MaxPerHour = cmp.Or(b.MaxPerHour, 4<<30)
	b.Begins = cmp.Or(b.Begins, Rate{PerSecond: 20, AtOnce: 64})
	b.Frames = cmp.Or(b.Frames, Rate{PerSecond: 50, AtOnce: 200})
	b.seats.limits = limits{b.MaxSessions, b.MaxPerAddress, b.Begins.measure(), perHour(max(1, b.MaxPerHour/kib))}
}

// seats counts who is in, and knows every open session, since http.Server
// forgets a connection that was taken over.
type seats struct {
	limits
	mu       sync.Mutex
	draining bool
	taken    int // without the spare ones
	spare    int
	clients  map[netip.Addr]*client // by household
	open     map[*session]struct{}
	all      sync.WaitGroup // of seats that are taken
}

// client is what is remembered of an address.
type client struct {
	taken          int
	begun, carried bucket
}

// seat is one request or session that is counted.
type seat struct {
	from netip.Addr
	// no is why it is a spare one, which only serves to say so.
	no *refusal
}

// take gives a seat, or says why there is none.
func (s *seats) take(from netip.Addr) (seat, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		return seat{}, refuseDraining
	}
	now := time.Now().UnixNano()
	c := s.client(Household(from))
	no := s.refuses(c, now)
	switch {
	case no == nil:
		s.taken++
		c.taken++
		c.begun.take(1, now, s.begun)
	case s.spare == spareSeats:
		return seat{}, no
	default:
		s.spare++
	}
	s.all.Add(1)
	return seat{from, no}, nil
}

// refuses says why a client gets no seat of the regular ones.
func (s *seats) refuses(c *client, now int64) *refusal {
	switch {
	case s.taken >= s.sessions:
		return refuseFull
	case c.taken >= s.perAddress:
		return refuseCrowd
	case !c.begun.has(1, now, s.begun):
		return refuseHaste
	case !c.carried.has(1, now, s.carried):
		return refuseGreed
	}
	return nil
}

// client gives what is known of an address. It is a new one for a new address.
func (s *seats) client(from netip.Addr) *client {
	if c, ok := s.clients[from]; ok {
		return c
	}
	if s.clients == nil {
		s.clients = map[netip.Addr]*client{}
		s.open = map[*session]struct{}{}
	}
	s.forget()
	c := new(client)
	s.clients[from] = c
	return c
}

// forget makes room for one more client. Whoever calls from so many addresses
// would not be held by limits for each of them.
func (s *seats) forget() {
	looked := 0
	for from, c := range s.clients {
		if len(s.clients) < maxClients || looked == 64 {
			return
		}
		if c.taken == 0 {
			delete(s.clients, from)
		}
		looked++
	}
}

// free gives a seat back. It is called exactly once for each.
func (s *seats) free(t seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.all.Done()
	if t.no != nil {
		s.spare--
		return
	}
	s.taken--
	from, now := Household(t.from), time.Now().UnixNano()
	c := s.clients[from]
	if c.taken--; c.taken == 0 && c.begun.has(0, now, measure{}) && c.carried.has(0, now, measure{}) {
		delete(s.clients, from) // nothing about it need be remembered
	}
}

// pay counts what a session has carried, in KiB, for its client. False says that
// this was more than an address may have in an hour, of which nothing is left then.
// Who has a spare seat carries nothing.
func (s *seats) pay(t seat, kib int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.no != nil {
		return true
	}
	now, carried := time.Now().UnixNano(), &s.clients[Household(t.from)].carried
	enough := carried.take(kib, now, s.carried)
	if !enough {
		carried.empty(now, s.carried)
	}
	return enough
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

func (s *seats) isDraining() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draining
}

// drain lets nobody in any more.
func (s *seats) drain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draining = true
}

// list gives the sessions that are open.
func (s *seats) list() []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.open))
}
