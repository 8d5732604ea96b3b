package mailbox

import "poplab/wasm/pop3"

// door lets the logins of one name pass with a delay between them. It keeps its lock
// while one opens the maildrop, since a login that came in between could open it as
// well, as soon as that session is over, and nobody would know of the first yet.
type door struct {
	mu   mutex
	used bool
	last int // when it was used, in seconds of the clock
}

// pass opens the maildrop unless the last login was less than delay seconds ago. What
// could not be opened is no login. It looks at the clock once it has the lock, as
// another login may have had it for long.
func (d *door) pass(delay int, clock func() int, open func(now int) (pop3.Maildrop, error)) (pop3.Maildrop, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := clock()
	if d.used && now-d.last < delay {
		return nil, pop3.ErrTooSoon
	}
	maildrop, err := open(now)
	if err == nil {
		d.used, d.last = true, now
	}
	return maildrop, err
}
