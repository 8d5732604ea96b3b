package forward

import "time"

// firstPing is when the page is pinged first. Most sessions of scripts are over by
// then; a learner sees the latency from the beginning.
const firstPing = time.Second

var (
	idle    = &ending{code: 4001, reason: "Nothing was said for too long, so the bridge hung up."}
	noLogin = &ending{code: 4001, reason: "Nobody logged in for too long, so the bridge hung up."}
	tooLong = &ending{code: 4002, reason: "The session was open for as long as the bridge allows."}
)

// beat runs twice in each PingInterval: to ping the page, and PongTimeout later to
// see whether it has made a sound since. Both times it ends a session whose time is
// up. It runs on a stack that lives no longer.
func (s *session) beat() {
	s.mu.Lock()
	over := s.ended != nil
	s.mu.Unlock()
	if over {
		return
	}
	if why := s.fenced(s.tick); why != nil {
		s.end(why)
	}
}

func (s *session) tick() *ending {
	now := time.Now()
	why := s.overdue(now)
	if why == nil {
		s.pulse.Reset(s.ping(now))
	}
	return why
}

// overdue says which time of the session is up.
func (s *session) overdue(now time.Time) *ending {
	switch b := s.bridge; {
	case now.UnixNano()-s.spoken.Load() >= int64(b.IdleTimeout):
		return idle
	case now.Sub(s.began) >= b.TotalTimeout:
		return tooLong
	case s.watch.Load() != nil && now.Sub(s.began) >= b.LoginTimeout:
		return noLogin
	case s.listening && s.lastPing > s.page.heard.Load() && !s.sending.Load(): // else it is the server that stalls
		return deafPage
	}
	return nil
}

// ping pings the page, or if that was just done, does nothing. It gives the time
// until the next beat.
func (s *session) ping(now time.Time) time.Duration {
	s.listening = !s.listening
	if !s.listening {
		return s.bridge.PingInterval - s.bridge.PongTimeout
	}
	s.lastPing = now.UnixNano()
	s.page.pinged.Store(s.lastPing)
	s.page.frame(opPing, make([]byte, headroom))
	return s.bridge.PongTimeout
}

// pong is the page's answer to a ping. The page is told what the ping took from
// another goroutine, since the reader's stack is to stay small.
func (s *session) pong() {
	if sent := s.page.pinged.Swap(0); sent != 0 {
		took := time.Since(time.Unix(0, sent))
		s.bridge.Meter.RoundTrip(took)
		go s.event(event{Event: "latency", Page: milliseconds(took)})
	}
}
