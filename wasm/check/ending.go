package check

import (
	"slices"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// greeted is the goal that a server greets: with +OK (RFC 1939 section 4), or in
// SMTP with 220.
type greeted struct{}

func (greeted) judge(q *inquiry) *Verdict {
	for _, s := range q.sessions {
		for _, x := range s.exchanges {
			if x.Request < 0 && x.Outcome == transcript.OK {
				return s.met(x.Status, "$ greeted you at @: $", s.host, s.Transcript.Masked(x.Status))
			}
		}
	}
	all := inquiry{View: q.View, scope: scope{window: q.window}}
	c, i := all.newest(func(t *transcript.Transcript, i int) bool {
		e := &t.Entries[i]
		return e.Topic == transcript.UnknownHost || e.Topic == transcript.Refused || e.Kind == transcript.Greeting
	})
	if i < 0 || c.Transcript.Entries[i].Kind == transcript.Greeting && len(q.sessions) == 0 {
		return missing("no greeting came yet$; a server greets as soon as a connection stands", q.at())
	}
	return c.unmet(i, "no greeting came yet$; @ says \"$\"", q.at(), c.Transcript.Text(i))
}

// reached is the goal that a session gets into a state.
type reached transcript.State

func (want reached) judge(q *inquiry) *Verdict {
	state := transcript.State(want)
	for _, s := range q.sessions {
		for _, x := range s.exchanges {
			if x.Status >= 0 && x.After == state {
				return s.met(x.Status, "the session came into $ at @", state.String())
			}
		}
	}
	verdict := q.sessions[0].kept(state)
	verdict.Said = say("no session$ came into $ yet", q.at(), state.String()) + verdict.Said
	return verdict
}

// kept says what keeps a session from a state.
func (s *session) kept(state transcript.State) *Verdict {
	last := s.lastOf("USER", "PASS", "APOP", "AUTH", "QUIT")
	switch {
	case state == transcript.Authorization:
		return missing("; connect and wait for the greeting")
	case s.opened:
		return missing("; send QUIT to get there$", s.over())
	case last == nil || last.Status < 0:
		return missing("; log in with USER, then PASS$", s.over())
	case last.Keyword == "QUIT":
		return s.unmet(last.Request, ": you sent QUIT at @ before a login; connect again, and log in with USER, then PASS")
	case last.Outcome == transcript.OK:
		return s.unmet(last.Request, ": $ at @ only gives a name; PASS comes next", last.Keyword)
	}
	verdict := (&step{command: command{keyword: last.Keyword}}).failed(s, last)
	verdict.Said = ": " + verdict.Said
	return verdict
}

// ended is the goal that a session ends in one way, and where a state is wanted, that
// it is in that state then.
type ended struct {
	way   ending
	state transcript.State // NotConnected is any
}

func (want *ended) judge(q *inquiry) *Verdict {
	for _, s := range q.sessions {
		if s.ending == want.way && (want.state == transcript.NotConnected || want.state == s.state) {
			return s.met(s.end, "the session $ at @, in $", say(told[s.ending]), s.state.String())
		}
	}
	s := q.sessions[0]
	if s.ending == stillOpen {
		return missing("the session$ is still open; $", q.at(), want.how())
	}
	return s.unmet(s.end, "the session $ at @, in $; connect again, and this time $",
		say(told[s.ending]), s.state.String(), want.how())
}

// how says what to do in the wanted state.
func (want *ended) how() string {
	do := say(asked[want.way])
	switch want.state {
	case transcript.NotConnected:
		return do
	case transcript.Authorization:
		return say("$ before you log in", do)
	}
	return say("$, once you are logged in", do)
}

// endings names each way as goals have it; told tells it as it happened, and asked
// how to bring it about.
var (
	endings = []string{
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

func buildEnding(c captured) (judger, error) {
	names := endings[byQuit:]
	way := slices.Index(names, pop3.Lower(c["WAY"]))
	if way < 0 {
		return nil, fault("a session does not end by \"$\"; write quit, hang-up, cable, timeout or server$",
			c["WAY"], didYouMean(c["WAY"], names))
	}
	want := &ended{way: byQuit + ending(way)}
	if c["STATE"] == "" {
		return want, nil
	}
	var err error
	want.state, err = parseState(c["STATE"])
	switch {
	case err != nil:
	case want.way == byQuit && want.state == transcript.Transaction:
		err = fault("QUIT in TRANSACTION ends in UPDATE; write \"session ended by quit in UPDATE\"")
	case want.way != byQuit && want.state == transcript.Updated:
		err = fault("only QUIT leads to UPDATE; write AUTHORIZATION or TRANSACTION for another end")
	}
	return want, err
}

// states are those that goals name, in their order from Authorization on.
var states = []string{"AUTHORIZATION", "TRANSACTION", "UPDATE"}

func parseState(name string) (transcript.State, error) {
	i := slices.Index(states, pop3.Upper(name))
	if i < 0 {
		return 0, fault("there is no state $; write AUTHORIZATION, TRANSACTION or UPDATE$", name, didYouMean(name, states))
	}
	return transcript.Authorization + transcript.State(i), nil
}

func buildState(c captured) (judger, error) {
	state, err := parseState(c["STATE"])
	return reached(state), err
}

func buildGreeting(captured) (judger, error) { return greeted{}, nil }
