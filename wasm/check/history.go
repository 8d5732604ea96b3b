package check

import (
	"strconv"

	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// marks are what DELE and RSET did in a session.
type marks struct {
	standing []*transcript.Exchange // DELEs that hold at its end
	undone   []*transcript.Exchange // DELEs that the newest RSET took back
	rset     *transcript.Exchange   // that RSET
	refused  *transcript.Exchange   // the newest DELE that the server refused
}

func (s *session) marks() marks {
	var m marks
	for _, x := range s.exchanges {
		switch {
		case x.Keyword == "DELE" && x.Outcome == transcript.OK:
			m.standing = append(m.standing, x)
		case x.Keyword == "DELE" && x.Outcome == transcript.Err:
			m.refused = x
		case x.Keyword == "RSET" && x.Outcome == transcript.OK && len(m.standing) > 0:
			m.undone, m.rset, m.standing = m.standing, x, nil
		}
	}
	return m
}

// marked names the messages of DELEs and the lines that marked them.
func (s *session) marked(deles []*transcript.Exchange) string {
	return say("$, marked by DELE at $,", messagesNamed(deles), s.lines(deles))
}

// messagesNamed are the messages of DELEs, by their numbers in the session.
func messagesNamed(deles []*transcript.Exchange) string {
	var numbers []string
	for _, x := range deles {
		numbers = append(numbers, firstWord(x.Arguments))
	}
	if len(numbers) == 1 {
		return say("message $", numbers[0])
	}
	return say("messages $", phrase.And(numbers))
}

// lines names those of commands; of many the first and the last.
func (s *session) lines(list []*transcript.Exchange) string {
	first, last := list[0].Request, list[len(list)-1].Request
	if len(list) == 1 {
		return s.line(first)
	}
	text := "lines $ to $"
	if len(list) == 2 {
		text = "lines $ and $"
	}
	return s.place(say(text, strconv.Itoa(first+1), strconv.Itoa(last+1)))
}

// areOrIs takes the first template for several messages, and the second for one or none.
func areOrIs(count int, are, is string) string {
	if count > 1 {
		return are
	}
	return is
}

// deed finds what somebody did that brought about a fate: in the sessions of the
// user, in whatever window.
func (q *inquiry) deed(f fate) *Verdict {
	list := q.in(&scope{host: q.host, user: q.user}, false)
	for i, s := range list {
		var verdict *Verdict
		if m := s.marks(); f == tooMuch {
			verdict = s.spared(&m)
		} else if s.state == transcript.Updated && len(m.standing) > 0 {
			verdict = s.unmet(s.lastOf("QUIT").Request,
				areOrIs(len(m.standing), "you sent QUIT at @ before RSET, so $ are gone$", "you sent QUIT at @ before RSET, so $ is gone$"),
				s.marked(m.standing), late(list[:i]))
		}
		if verdict != nil {
			return verdict
		}
	}
	return missing("no DELE of yours did that, so the server did it by a rule of its own")
}

// late tells of a RSET that came when the messages were gone.
func late(later []*session) string {
	for _, s := range later {
		if x := s.lastOf("RSET"); x != nil && x.Outcome == transcript.OK {
			return say("; RSET at $ came too late", s.line(x.Request))
		}
	}
	return ""
}

// spared tells why a session did not remove messages, or no more of them. One that is
// open and has marked nothing is no cause yet.
func (s *session) spared(m *marks) *Verdict {
	switch {
	case s.state == transcript.Updated:
		return s.sparedByQuit(m, s.lastOf("QUIT"))
	case s.ending == stillOpen && len(m.standing) == 0:
		return nil
	case s.ending == stillOpen:
		return s.unmet(m.standing[0].Request,
			areOrIs(len(m.standing), "$ go only at QUIT, and the session is still open", "$ goes only at QUIT, and the session is still open"),
			s.marked(m.standing))
	case len(m.standing) == 0:
		return s.unmet(s.end, "the session $ at @, and nothing was marked in it", say(told[s.ending]))
	}
	return s.unmet(s.end, areOrIs(len(m.standing), "the session $ at @, so $ are still there", "the session $ at @, so $ is still there"),
		say(told[s.ending]), s.marked(m.standing))
}

// sparedByQuit tells why QUIT removed nothing, or no more.
func (s *session) sparedByQuit(m *marks, quit *transcript.Exchange) *Verdict {
	switch {
	case len(m.standing) > 0 && quit.Outcome == transcript.Err:
		return s.unmet(quit.Status, "QUIT was refused at @ with \"$\", so $ may still be there",
			s.Transcript.Masked(quit.Status), s.marked(m.standing))
	case len(m.standing) > 0:
		return s.unmet(quit.Request, "QUIT at @ removed $ and no more, since nothing else was marked", messagesNamed(m.standing))
	case m.rset != nil:
		return s.unmet(m.rset.Request, "RSET at @ took back what DELE at $ had marked, so QUIT at $ removed nothing",
			s.lines(m.undone), s.line(quit.Request))
	case m.refused != nil:
		return s.unmet(m.refused.Request, "$ at @ was refused, so QUIT at $ removed nothing",
			s.shown(m.refused), s.line(quit.Request))
	}
	return s.unmet(quit.Request, "QUIT at @ removed nothing, since no DELE came before it")
}
