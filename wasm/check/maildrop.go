package check

import (
	"bytes"
	"strconv"

	"poplab/wasm/mailbox"
	"poplab/wasm/transcript"
)

// unvisited says which of the two there is not: the maildrop of a scope, or a
// session in it. The goals about a maildrop are judged only when there are both.
func (v *View) unvisited(where scope) string {
	if v.Maildrop(where.host, where.user) == nil {
		return "there is no maildrop of " + where.user + where.at()
	}
	if len(v.in(where)) == 0 {
		return where.nobody()
	}
	return ""
}

// left judges what sessions have left in their maildrop. It holds only once one
// is over, because marks become deletions at QUIT (RFC 1939 section 6); a session
// that is still open has changed nothing yet.
type left struct{ count, octets int }

func (want left) judge(v *View, where scope) Verdict {
	var over []*session
	for _, s := range v.in(where) {
		if s.ending != stillOpen {
			over = append(over, s)
		}
	}
	if len(over) == 0 {
		return unmet(-1, "the session of "+where.user+where.at()+" is still open; end it, then the maildrop is looked at")
	}
	newest := over[len(over)-1]
	var have left
	have.count, have.octets = v.Maildrop(where.host, where.user).Stat()
	if have == want {
		return newest.met(newest.end, have.String()+" in the maildrop of "+where.user+where.at())
	}
	return newest.unmet(newest.end, have.String()+" in the maildrop of "+where.user+where.at()+
		", and this goal wants "+want.amount()+cause(over, have.count < want.count))
}

func (l left) amount() string { return plural(l.count, "message") + " of " + plural(l.octets, "octet") }

func (l left) String() string {
	if l.count == 1 {
		return l.amount() + " is left"
	}
	return l.amount() + " are left"
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}

// cause says which line made the maildrop what it is: the newest QUIT that
// removed something, or a session that ended without one.
func cause(sessions []*session, tooFew bool) string {
	newest := sessions[len(sessions)-1]
	if !tooFew && newest.ending != byQuit {
		return ": the session " + told[newest.ending] + " at " + newest.line(newest.end) + ", so nothing was removed"
	}
	for i := len(sessions) - 1; i >= 0 && tooFew; i-- {
		if dele := sessions[i].lastMark(); dele != nil && sessions[i].ending == byQuit {
			return ": QUIT at " + sessions[i].line(sessions[i].end) + " removed what DELE at " + sessions[i].line(dele.Request) + " had marked"
		}
	}
	return ""
}

// lastMark is the newest DELE of a session that no RSET took back, or nil.
func (s *session) lastMark() *transcript.Exchange {
	for n := len(s.exchanges) - 1; n >= 0; n-- {
		x := &s.Transcript.Exchanges[s.exchanges[n]]
		switch {
		case x.Outcome == transcript.OK && x.Keyword == "RSET":
			return nil
		case x.Outcome == transcript.OK && x.Keyword == "DELE":
			return x
		}
	}
	return nil
}

// fetched judges that one session fetched every message under a size, in
// octets, before any that is not.
type fetched int

func (limit fetched) judge(v *View, where scope) Verdict {
	drop := v.Maildrop(where.host, where.user)
	var verdict Verdict
	for _, s := range v.in(where) {
		if verdict = limit.inSession(s, limit.small(drop)); verdict.Met {
			break
		}
	}
	return verdict
}

// small gives the messages under the size, each as its octets.
func (limit fetched) small(drop *mailbox.Maildrop) [][]byte {
	var list [][]byte
	for _, m := range drop.Messages() {
		if m.Size() < int(limit) {
			list = append(list, m.Octets)
		}
	}
	return list
}

// inSession follows the RETRs of one session. Messages are told apart by their
// octets, since a number means another message in another session.
func (limit fetched) inSession(s *session, wanted [][]byte) Verdict {
	under := "under " + plural(int(limit), "octet")
	if len(wanted) == 0 {
		return unmet(-1, "the maildrop has no message "+under)
	}
	got := make([]bool, len(wanted))
	count, last := 0, -1
	for _, i := range s.exchanges {
		x := s.Transcript.Exchanges[i]
		if x.Keyword != "RETR" || x.Outcome != transcript.OK || x.End < 0 {
			continue
		}
		body := s.Transcript.Body(i)
		if len(body) >= int(limit) {
			return s.unmet(x.Request, shown(&x)+" at "+s.line(x.Request)+" fetched "+plural(len(body), "octet")+
				", which is not "+under+"; end this session and begin a new one")
		}
		if n := find(wanted, body, got); n >= 0 {
			got[n], last = true, x.End
			count++
		}
		if count == len(wanted) {
			return s.met(last, "every message "+under+" ("+strconv.Itoa(count)+") was fetched by "+s.line(last)+", and no larger one before")
		}
	}
	return s.unmet(last, strconv.Itoa(count)+" of "+plural(len(wanted), "message")+" "+under+" fetched so far; LIST shows which are small")
}

// find looks for a body among the messages that were not got yet.
func find(messages [][]byte, body []byte, got []bool) int {
	for i, octets := range messages {
		if !got[i] && bytes.Equal(octets, body) {
			return i
		}
	}
	return -1
}
