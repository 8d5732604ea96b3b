package check

import "poplab/wasm/transcript"

// greeted judges that a server greeted with +OK (RFC 1939 section 4).
func greeted(v *View, where scope) Verdict {
	for _, s := range v.in(where) {
		for _, i := range s.exchanges {
			if x := s.Transcript.Exchanges[i]; x.Request < 0 && x.Outcome == transcript.OK {
				return s.met(x.Status, s.host+" greeted you at "+s.line(x.Status)+": "+s.Transcript.Masked(x.Status))
			}
		}
	}
	return unmet(-1, "no greeting came yet"+where.at()+"; a server greets as soon as a connection stands")
}

// reached judges that a session got into a state.
func reached(state transcript.State) judge {
	return func(v *View, where scope) Verdict {
		sessions := v.in(where)
		if len(sessions) == 0 {
			return unmet(-1, where.nobody())
		}
		for _, s := range sessions {
			for _, i := range s.exchanges {
				if x := s.Transcript.Exchanges[i]; x.Status >= 0 && x.After == state {
					return s.met(x.Status, "the session came into "+state.String()+" at "+s.line(x.Status))
				}
			}
		}
		return unmet(-1, "no session"+where.at()+" came into "+state.String()+" yet; "+way(state))
	}
}

// way says how a state is reached.
func way(state transcript.State) string {
	switch state {
	case transcript.Transaction:
		return "log in with USER, then PASS"
	case transcript.Updated:
		return "log in, then send QUIT"
	}
	return "connect and wait for the greeting"
}

// endedBy judges that a session ended in one way.
func endedBy(want ending) judge {
	return func(v *View, where scope) Verdict {
		sessions := v.in(where)
		if len(sessions) == 0 {
			return unmet(-1, where.nobody())
		}
		for _, s := range sessions {
			if s.ending == want {
				return s.met(s.end, "the session "+told[want]+" at "+s.line(s.end))
			}
		}
		newest := sessions[len(sessions)-1]
		if newest.ending == stillOpen {
			return unmet(-1, "the session"+where.at()+" is still open; "+asked[want])
		}
		return newest.unmet(newest.end, "the session "+told[newest.ending]+" at "+newest.line(newest.end)+"; connect again, and this time "+asked[want])
	}
}

// told tells an ending as it happened; asked tells how to bring it about.
var (
	told = [...]string{
		byQuit:   "ended by QUIT",
		byHangup: "was cut by you, without QUIT,",
		byServer: "was ended by the server or the line",
	}
	asked = [...]string{
		byQuit:   "end it with QUIT",
		byHangup: "close the connection without QUIT",
		byServer: "let the server end it",
	}
)
