package forward

import (
	"net/netip"
	"sync"
	"time"
)

// Wrong passwords are counted for failureTime, for at most maxGuessers at once:
// whoever comes from more addresses is not to be stopped by their count.
const (
	failureTime = 10 * time.Minute
	maxGuessers = 10_000
)

// failures counts wrong passwords from an address to a target. A limit for each
// session alone would be none for who opens another.
type failures struct {
	mu   sync.Mutex
	last map[guesser]tally
}

type guesser struct {
	from   netip.Addr
	target string
}

// tally is a count that begins anew after a while.
type tally struct {
	count int
	until time.Time
}

// add counts a wrong password.
func (f *failures) add(who guesser) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	t := f.last[who]
	if !now.Before(t.until) {
		f.makeRoom(now)
		t = tally{until: now.Add(failureTime)}
	}
	t.count++
	f.last[who] = t
}

// makeRoom looks for a count that is over, and after a few forgets any: Go begins
// somewhere else in a map each time.
func (f *failures) makeRoom(now time.Time) {
	if f.last == nil {
		f.last = map[guesser]tally{}
	}
	looked := 0
	for who, t := range f.last {
		if len(f.last) < maxGuessers {
			return
		}
		if looked++; looked > 16 || !now.Before(t.until) {
			delete(f.last, who)
		}
	}
}

// count gives how many there were of late.
func (f *failures) count(who guesser) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if t := f.last[who]; time.Now().Before(t.until) {
		return t.count
	}
	return 0
}

func (s *session) guesser() guesser { return guesser{Household(s.seat.from), s.target.Name} }

// overhear shows the watch what the server said, before the page sees it: the
// page may answer at once. Each further wrong password makes the page wait longer.
func (s *session) overhear(w *watch, b []byte) (int, *ending) {
	n, why := w.down(b)
	failed, loggedIn := w.outcome()
	if loggedIn {
		s.watch.Store(nil)
	}
	if failed > 0 {
		s.bridge.failures.add(s.guesser())
		s.linger(time.Duration(failed-1) * time.Second)
	}
	return n, why
}

// linger waits, but no longer than the session lasts.
func (s *session) linger(d time.Duration) {
	if d == 0 {
		return
	}
	wait := time.NewTimer(d)
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-s.over:
	}
}
