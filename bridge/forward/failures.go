package forward

import (
	"fmt"
	"net/netip"
	"sync"
	"time"
)

// Sessions with a failed login are counted for failureTime, for at most maxGuessers at
// once: whoever comes from more addresses is not to be stopped by their count.
const (
	failureTime = 10 * time.Minute
	maxGuessers = 10_000
)

// failures counts sessions with a failed login from an address to a target. A limit for
// each session alone would be none for who opens another. Sessions count, not
// passwords: a class of thirty shares an address, and learners mistype, most of them more
// than once before they look at their keyboard. Also a session that logs in at last
// counts, or whoever has one password could guess others for ever.
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

// add counts a session.
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

// count gives how many there were of late, and for how long they still count.
func (f *failures) count(who guesser) (int, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	t := f.last[who]
	if left := time.Until(t.until); left > 0 {
		return t.count, left
	}
	return 0, 0
}

func (s *session) guesser() guesser { return guesser{Household(s.seat.from), s.target.Name} }

// mayGuess says why an address gets no further session with a target, or nil.
func (s *session) mayGuess() *ending {
	n, left := s.bridge.failures.count(s.guesser())
	if n < s.bridge.MaxFailures {
		return nil
	}
	return &ending{code: tooManyGuesses.code, reason: fmt.Sprintf("Too many logins failed from your network address, which others may share. "+
		"Try again in %d min.", (left+time.Minute-1)/time.Minute)}
}

// overhear shows the watch what the server said, before the page sees it: the
// page may answer at once. Each further wrong password makes the page wait longer.
func (s *session) overhear(w *watch, b []byte) (int, *ending) {
	n, why := w.down(b)
	failed, loggedIn := w.outcome()
	if loggedIn {
		s.watch.Store(nil)
	}
	if failed > 0 {
		if !s.failed {
			s.failed = true
			s.bridge.failures.add(s.guesser())
		}
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
