package check

import (
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// most is the goal that the newest session has no more commands than that.
type most int

func (limit most) judge(q *inquiry) *Verdict {
	count := 0
	if len(q.sessions) > 0 {
		s := q.sessions[0]
		for _, x := range s.exchanges {
			if x.Request < 0 {
				continue
			}
			if count++; count > int(limit) {
				return s.unmet(x.Request, "$ at @ was command $ of the session, and this goal allows $"+again,
					s.shown(x), strconv.Itoa(count), strconv.Itoa(int(limit)))
			}
		}
	}
	return holds("the newest session has sent $", phrase.Count(count, "1 command", "$ commands"))
}

// received is the goal that the newest session gets no more octets than that.
type received int

func (limit received) judge(q *inquiry) *Verdict {
	octets := 0
	if len(q.sessions) > 0 {
		s := q.sessions[0]
		for i := s.first; i < len(s.Transcript.Entries); i++ {
			e := &s.Transcript.Entries[i]
			if e.Session != s.number || e.Side != transcript.Server {
				continue
			}
			if octets = e.Offset + len(e.Octets); octets > int(limit) {
				return s.unmet(i, "with @$ the server has sent $ in this session, and this goal allows $"+again,
					s.asked(e.Exchange), octetsOf(octets), strconv.Itoa(int(limit)))
			}
		}
	}
	return holds("the newest session has received $", octetsOf(octets))
}

// asked names the command that a line of the server answers.
func (s *session) asked(exchange int) string {
	if exchange < 0 || s.Transcript.Exchanges[exchange].Request < 0 {
		return ""
	}
	x := &s.Transcript.Exchanges[exchange]
	return say(", the reply to $,", s.shown(x))
}

// retried is the goal that a command, once refused, is sent again only after some
// seconds.
type retried struct {
	command
	seconds int
}

func (r *retried) judge(q *inquiry) *Verdict {
	verdict := missing("$ was not refused yet$", r.String(), q.at())
	var in *session
	var refused *transcript.Exchange
	for _, s := range slices.Backward(q.sessions) {
		for _, x := range s.exchanges {
			if !r.is(s, x) {
				continue
			}
			if refused != nil {
				verdict = r.waited(in, refused, s, x)
				refused = nil
			}
			if x.Outcome == transcript.Err {
				in, refused = s, x
			}
		}
	}
	if refused == nil || verdict.Met {
		return verdict
	}
	return in.unmet(refused.Status, "$ was refused at @; wait $, then send it again", r.String(), secondsOf(r.seconds))
}

// waited compares the times of a refusal and of the next try.
func (r *retried) waited(in *session, refused *transcript.Exchange, s *session, x *transcript.Exchange) *Verdict {
	waited := int((s.Transcript.Entries[x.Request].Time - in.Transcript.Entries[refused.Status].Time) / 1e6)
	said := fill("$ was refused at $ and sent again at @, $ later", s.line(x.Request),
		[]string{r.String(), in.line(refused.Status), secondsOf(waited)})
	if waited < r.seconds {
		return s.unmet(x.Request, "$; this goal wants $ between them", said, secondsOf(r.seconds))
	}
	return s.met(x.Request, "$", said)
}

func buildMost(c captured) (judger, error) {
	n, err := number(c["COUNT"])
	return most(n), err
}

func buildReceived(c captured) (judger, error) {
	n, err := number(c["OCTETS"])
	return received(n), err
}

func buildRetried(c captured) (judger, error) {
	seconds, err := number(c["SECONDS"])
	return &retried{*parseCommand(strings.Fields(c["COMMAND"])), seconds}, err
}
