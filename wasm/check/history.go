package check

import (
	"strconv"
	"strings"

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
	for n := range s.exchanges {
		switch x := s.at(n); {
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
	return messagesNamed(deles) + ", marked by DELE at " + s.lines(deles) + ","
}

// messagesNamed are the messages of DELEs, by their numbers in the session.
func messagesNamed(deles []*transcript.Exchange) string {
	var numbers []string
	for _, x := range deles {
		numbers = append(numbers, firstWord(x.Arguments))
	}
	if len(numbers) == 1 {
		return "message " + numbers[0]
	}
	return "messages " + and(numbers)
}

// lines names those of commands; of many the first and the last.
func (s *session) lines(list []*transcript.Exchange) string {
	first, last := list[0].Request, list[len(list)-1].Request
	switch len(list) {
	case 1:
		return s.line(first)
	case 2:
		return "lines " + strconv.Itoa(first+1) + " and " + strings.TrimPrefix(s.line(last), "line ")
	}
	return "lines " + strconv.Itoa(first+1) + " to " + strings.TrimPrefix(s.line(last), "line ")
}

func and(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// deed is what somebody did that made a maildrop what it is.
type deed struct {
	*session
	entry int // that decided
	said  string
}

// deed finds the cause of a fate in the sessions of the user, in whatever window.
func (v *View) deed(w scope, f fate) deed {
	list := v.in(scope{host: w.host, user: w.user})
	for n := len(list) - 1; n >= 0; n-- {
		s := list[n]
		found, d := s.kept()
		if f == tooLittle {
			found, d = s.removed()
			d.said += late(list[n+1:])
		}
		if found {
			return d
		}
	}
	newest := list[len(list)-1]
	return deed{newest, newest.end, "no DELE of yours did that, so the server did it by a rule of its own"}
}

// removed tells that a session removed messages.
func (s *session) removed() (bool, deed) {
	m, quit := s.marks(), s.lastOf("QUIT")
	if s.ending != byQuit || s.state != transcript.Updated || len(m.standing) == 0 {
		return false, deed{}
	}
	return true, deed{s, quit.Request, "you sent QUIT at " + s.line(quit.Request) + " before RSET, so " +
		s.marked(m.standing) + be(len(m.standing)) + "gone"}
}

// late tells of a RSET that came when the messages were gone.
func late(later []*session) string {
	for _, s := range later {
		if x := s.lastOf("RSET"); x != nil && x.Outcome == transcript.OK {
			return "; RSET at " + s.line(x.Request) + " came too late"
		}
	}
	return ""
}

// kept tells why a session did not remove messages, or no more of them. One that is
// open and has marked nothing is no cause yet.
func (s *session) kept() (bool, deed) {
	m := s.marks()
	switch {
	case s.ending == byQuit && s.state == transcript.Updated:
		quit := s.lastOf("QUIT")
		return true, deed{s, quit.Request, s.keptByQuit(m, quit)}
	case s.ending == stillOpen && len(m.standing) == 0:
		return false, deed{}
	case s.ending == stillOpen:
		return true, deed{s, m.standing[0].Request, s.marked(m.standing) + goes(len(m.standing)) +
			" only at QUIT, and the session is still open"}
	case len(m.standing) == 0:
		return true, deed{s, s.end, "the session " + told[s.ending] + " at " + s.line(s.end) + ", and nothing was marked in it"}
	}
	return true, deed{s, s.end, "the session " + told[s.ending] + " at " + s.line(s.end) + ", so " +
		s.marked(m.standing) + be(len(m.standing)) + "still there"}
}

// keptByQuit tells why QUIT removed nothing, or no more.
func (s *session) keptByQuit(m marks, quit *transcript.Exchange) string {
	said := "QUIT at " + s.line(quit.Request)
	switch {
	case len(m.standing) > 0 && quit.Outcome == transcript.Err:
		return said + " was refused with \"" + s.Transcript.Masked(quit.Status) + "\", so " + s.marked(m.standing) + " may still be there"
	case len(m.standing) > 0:
		return said + " removed " + messagesNamed(m.standing) + " and no more, since nothing else was marked"
	case m.rset != nil:
		return "RSET at " + s.line(m.rset.Request) + " took back what DELE at " + s.lines(m.undone) + " had marked, so " + said + " removed nothing"
	case m.refused != nil:
		return s.shown(m.refused) + " at " + s.line(m.refused.Request) + " was refused, so " + said + " removed nothing"
	}
	return said + " removed nothing, since no DELE came before it"
}

func goes(count int) string {
	if count > 1 {
		return " go"
	}
	return " goes"
}
