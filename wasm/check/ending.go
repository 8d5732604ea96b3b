package check

import (
	"errors"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// greeted judges that a server greeted: with +OK (RFC 1939 section 4), or in SMTP
// with 220.
func greeted(v *View, w scope) Verdict {
	sessions := v.in(w)
	for n := len(sessions) - 1; n >= 0; n-- {
		s := sessions[n]
		for m := range s.exchanges {
			if x := s.at(m); x.Request < 0 && x.Outcome == transcript.OK {
				return s.met(x.Status, s.host+" greeted you at "+s.line(x.Status)+": "+s.Transcript.Masked(x.Status))
			}
		}
	}
	return v.ungreeted(w, sessions)
}

// ungreeted says why no greeting came: the newest attempt tells.
func (v *View) ungreeted(w scope, sessions []*session) Verdict {
	const none = "no greeting came yet"
	c, i := v.newest(scope{window: w.window}, func(t *transcript.Transcript, i int) bool {
		e := &t.Entries[i]
		return e.Topic == transcript.UnknownHost || e.Topic == transcript.Refused || e.Kind == transcript.Greeting
	})
	switch {
	case i < 0:
	case c.Transcript.Entries[i].Kind != transcript.Greeting:
		return c.unmet(i, none+w.at()+", since "+c.line(i)+" says \""+c.Transcript.Text(i)+"\"")
	case len(sessions) > 0 && c.Transcript.Entries[i].Session == sessions[len(sessions)-1].number:
		return c.unmet(i, none+w.at()+": "+c.line(i)+" turns you away with \""+c.Transcript.Text(i)+"\", so connect again")
	}
	return unmet(-1, none+w.at()+"; a server greets as soon as a connection stands")
}

// reached judges that a session got into a state.
func reached(state transcript.State) judge {
	return func(v *View, w scope) Verdict {
		sessions := v.in(w)
		if len(sessions) == 0 {
			return unmet(-1, w.nobody())
		}
		for n := len(sessions) - 1; n >= 0; n-- {
			s := sessions[n]
			for m := range s.exchanges {
				if x := s.at(m); x.Status >= 0 && x.After == state {
					return s.met(x.Status, "the session came into "+state.String()+" at "+s.line(x.Status))
				}
			}
		}
		return sessions[len(sessions)-1].short(state, w)
	}
}

// short says what keeps a session from a state.
func (s *session) short(state transcript.State, w scope) Verdict {
	none := "no session" + w.at() + " came into " + state.String() + " yet"
	last := s.lastOf("USER", "PASS", "APOP", "AUTH", "QUIT")
	switch {
	case state == transcript.Authorization:
		return unmet(-1, none+"; connect and wait for the greeting")
	case s.opened:
		return s.unmet(s.end, none+": log in, then send QUIT"+s.broken())
	case last == nil || last.Status < 0:
		return unmet(-1, none+"; "+way(state))
	case last.Keyword == "QUIT":
		return s.unmet(last.Request, none+": you sent QUIT at "+s.line(last.Request)+" before a login; connect again, and "+way(state))
	case last.Outcome == transcript.OK:
		return s.unmet(last.Status, none+": "+last.Keyword+" at "+s.line(last.Request)+" only gives a name; PASS comes next")
	}
	return s.unmet(last.Status, none+": "+step{command: command{keyword: last.Keyword}}.failed(s, last).Said)
}

// broken says how a session ended after its login, if not by QUIT.
func (s *session) broken() string {
	if s.ending == stillOpen {
		return ""
	}
	return "; this session " + told[s.ending] + " at " + s.line(s.end)
}

// lastOf is the newest exchange with one of the commands, or nil.
func (s *session) lastOf(keywords ...string) *transcript.Exchange {
	for n := len(s.exchanges) - 1; n >= 0; n-- {
		for _, k := range keywords {
			if x := s.at(n); x.Keyword == k {
				return x
			}
		}
	}
	return nil
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

// endedBy judges that a session ended in one way, and where a state is wanted, that
// it was in that state then.
type endedBy struct {
	way   ending
	state transcript.State // NotConnected is any
}

func (want endedBy) judge(v *View, w scope) Verdict {
	sessions := v.in(w)
	if len(sessions) == 0 {
		return unmet(-1, w.nobody())
	}
	for n := len(sessions) - 1; n >= 0; n-- {
		if s := sessions[n]; s.ending == want.way && (want.state == transcript.NotConnected || want.state == s.state) {
			return s.met(s.end, "the session "+told[want.way]+" at "+s.line(s.end)+want.in())
		}
	}
	newest := sessions[len(sessions)-1]
	if newest.ending == stillOpen {
		return unmet(-1, "the session"+w.at()+" is still open; "+want.asked())
	}
	said := "the session " + told[newest.ending] + " at " + newest.line(newest.end)
	if newest.ending == want.way {
		said += " in " + newest.state.String()
	}
	return newest.unmet(newest.end, said+"; connect again, and this time "+want.asked())
}

func (want endedBy) in() string {
	if want.state == transcript.NotConnected {
		return ""
	}
	return " in " + want.state.String()
}

// asked tells how to bring the ending about.
func (want endedBy) asked() string {
	switch want.state {
	case transcript.Authorization:
		return asked[want.way] + " before you log in"
	case transcript.Transaction, transcript.Updated:
		return "log in, then " + asked[want.way]
	}
	return asked[want.way]
}

// endings names each way as goals have it; told tells it as it happened, and asked
// how to bring it about.
var (
	endings = [...]string{
		byQuit: "quit", byHangup: "hang-up", byCable: "cable", byTimeout: "timeout", byServer: "server",
	}
	told = [...]string{
		byQuit:    "ended by QUIT",
		byHangup:  "was cut by you, without QUIT,",
		byCable:   "lost its cable",
		byTimeout: "was ended by the server's timer",
		byServer:  "was ended by the server or the line",
	}
	asked = [...]string{
		byQuit:    "end it with QUIT",
		byHangup:  "close the connection without QUIT",
		byCable:   "pull the cable",
		byTimeout: "wait until the server gives up",
		byServer:  "let the server end it",
	}
)

func buildEnding(c captured) (judge, error) {
	want := endedBy{}
	for e := byQuit; e <= byServer; e++ {
		if pop3.EqualFold(c["WAY"], endings[e]) {
			want.way = e
		}
	}
	if want.way == stillOpen {
		return nil, errors.New("a session does not end by \"" + c["WAY"] + "\"; write quit, hang-up, cable, timeout or server" +
			didYouMean(near.Name(c["WAY"], endings[byQuit:])))
	}
	if c["STATE"] == "" {
		return want.judge, nil
	}
	var err error
	want.state, err = parseState(c["STATE"])
	switch {
	case err != nil:
		return nil, err
	case want.way == byQuit && want.state == transcript.Transaction:
		return nil, errors.New("QUIT in TRANSACTION ends in UPDATE; write \"session ended by quit in UPDATE\"")
	case want.way != byQuit && want.state == transcript.Updated:
		return nil, errors.New("only QUIT leads to UPDATE; write AUTHORIZATION or TRANSACTION for another end")
	}
	return want.judge, nil
}

// parseState reads the name of a state.
func parseState(name string) (transcript.State, error) {
	var names []string
	for _, state := range []transcript.State{transcript.Authorization, transcript.Transaction, transcript.Updated} {
		if pop3.EqualFold(name, state.String()) {
			return state, nil
		}
		names = append(names, state.String())
	}
	return 0, errors.New("there is no state " + name + "; write AUTHORIZATION, TRANSACTION or UPDATE" +
		didYouMean(near.Name(name, names)))
}

func buildState(c captured) (judge, error) {
	state, err := parseState(c["STATE"])
	return reached(state), err
}

func buildGreeting(captured) (judge, error) { return greeted, nil }

// didYouMean is the end of a message about a name that is not known.
func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}
