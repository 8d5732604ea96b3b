package check

import (
	"strconv"
	"strings"

	"poplab/wasm/transcript"
)

// most judges that the newest session had no more commands than that.
type most int

func (limit most) judge(v *View, w scope) Verdict {
	s := v.latest(w)
	if s == nil {
		return met(-1, "no command was sent"+w.at())
	}
	count := 0
	for n := range s.exchanges {
		x := s.at(n)
		if x.Request < 0 {
			continue
		}
		if count++; count > int(limit) {
			return s.unmet(x.Request, s.shown(x)+" at "+s.line(x.Request)+" was command "+strconv.Itoa(count)+
				" of the session, and this goal allows "+strconv.Itoa(int(limit))+"; "+again)
		}
	}
	return met(-1, "the session had "+plural(count, "command"))
}

// received judges that the newest session got no more octets than that.
type received int

func (limit received) judge(v *View, w scope) Verdict {
	s := v.latest(w)
	if s == nil {
		return met(-1, "no octet was received"+w.at())
	}
	octets := 0
	for i := s.first; i < len(s.Transcript.Entries) && s.Transcript.Entries[i].Session == s.number; i++ {
		e := &s.Transcript.Entries[i]
		if e.Side != transcript.Server {
			continue
		}
		if octets = e.Offset + len(e.Octets); octets > int(limit) {
			return s.unmet(i, s.line(i)+" was octet "+strconv.Itoa(octets)+" of the server in this session"+
				s.asked(e.Exchange)+", and this goal allows "+strconv.Itoa(int(limit))+"; "+again)
		}
	}
	return met(-1, "the session received "+plural(octets, "octet"))
}

// asked names the command whose reply went over the limit.
func (s *session) asked(exchange int) string {
	if exchange < 0 || s.Transcript.Exchanges[exchange].Request < 0 {
		return ""
	}
	x := &s.Transcript.Exchanges[exchange]
	return ", in the reply to " + s.shown(x) + " at " + s.line(x.Request)
}

// retried judges that the command, once refused, was sent again only after some
// seconds.
type retried struct {
	command
	seconds int
}

// try is a command of some session.
type try struct {
	*session
	*transcript.Exchange
}

func (r retried) judge(v *View, w scope) Verdict {
	r.command = r.told(v)
	verdict := unmet(-1, r.String()+" was not refused yet"+w.at())
	var refused *try
	for _, s := range v.about(w) {
		for n := range s.exchanges {
			x := s.at(n)
			if !r.is(x) {
				continue
			}
			if refused != nil {
				verdict, refused = r.waited(*refused, try{s, x}), nil
			}
			if x.Outcome == transcript.Err {
				refused = &try{s, x}
			}
		}
	}
	if refused == nil || verdict.Met {
		return verdict
	}
	return refused.unmet(refused.Status, r.String()+" was refused at "+refused.line(refused.Status)+
		"; wait "+plural(r.seconds, "second")+", then send it again")
}

// waited compares the times of a refusal and of the next try.
func (r retried) waited(refused, next try) Verdict {
	from := refused.Transcript.Entries[refused.Status].Time
	to := next.Transcript.Entries[next.Request].Time
	waited := int(max(0, to-from) / 1e6)
	said := r.String() + " was refused at " + refused.line(refused.Status) + " and sent again at " +
		next.line(next.Request) + ", " + plural(waited, "second") + " later"
	if waited < r.seconds {
		return next.unmet(next.Request, said+"; this goal wants "+plural(r.seconds, "second")+" between them")
	}
	return next.met(next.Request, said)
}

func buildMost(c captured) (judge, error) {
	n, err := number(c["COUNT"])
	return most(n).judge, err
}

func buildReceived(c captured) (judge, error) {
	n, err := number(c["OCTETS"])
	return received(n).judge, err
}

func buildRetried(c captured) (judge, error) {
	seconds, err := number(c["SECONDS"])
	return retried{parseCommand(strings.Fields(c["COMMAND"])), seconds}.judge, err
}
