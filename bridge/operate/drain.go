package operate

import (
	"context"
	"time"
)

// Plan divides the time that a bridge has to go away.
//
//	    Notice          Leave         Spread         Rest
//	|------------|----------------|------------|-------------|
//	/readyz      no new session,  close code   what is left
//	says no      pages are told   1001 to one  is cut
//	             how long         by one
type Plan struct {
	Notice time.Duration // new sessions still come in, while load balancers learn to send them elsewhere
	Leave  time.Duration // sessions may end by themselves
	Spread time.Duration // the others are ended, not all in the same moment
	Rest   time.Duration // for both sides to take their leave
}

// rest is what a session gets at least for its last words.
const rest = 3 * time.Second

// PlanFor divides a time. 0 means at once: sessions are ended with a word, and nobody
// waits for anything else.
func PlanFor(total time.Duration) Plan {
	return Plan{total / 8, total * 3 / 8, total / 4, max(total/4, rest)}
}

// Bridge is what goes away: a forward.Bridge.
type Bridge interface {
	Announce(in time.Duration)
	Shutdown(context.Context) error
}

// Drain follows the plan and returns when the bridge is gone, which may be earlier
// than planned. Close is called when no new session may come in any more. Its
// error is that sessions had to be cut.
func (p Plan) Drain(b Bridge, h *Health, close func()) error {
	h.Drain()
	time.Sleep(p.Notice) // also without a session: balancers still send some
	close()
	if p.Leave > 0 {
		b.Announce(p.Leave)
		h.empty(p.Leave)
	}
	ctx, cancel := context.WithTimeout(context.Background(), p.Spread+p.Rest)
	defer cancel()
	return b.Shutdown(ctx)
}

// glance is how often it is looked whether the last session is gone.
const glance = 20 * time.Millisecond

// empty waits until no session is open, but no longer than that.
func (h *Health) empty(patience time.Duration) {
	for end := time.Now().Add(patience); h.Active() > 0 && time.Now().Before(end); {
		time.Sleep(glance)
	}
}
