package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// session is one connection: who was there, what was asked, how it ended.
type session struct {
	*Window
	several    bool   // there are other windows, so a line is told with its window
	number     int    // within its transcript, from 1
	first      int    // its first entry
	host, user string // user is "" until a login succeeded
	exchanges  []int
	ending     ending
	end        int // the entry that ended it, or -1
}

// ending is how a session ended.
type ending uint8

const (
	stillOpen ending = iota
	byQuit
	byHangup
	byServer
)

func (e ending) String() string {
	return [...]string{"nothing", "quit", "hang-up", "server"}[e]
}

// View is evidence sorted into sessions, which is how goals look at it. Who judges
// several tasks makes one view for all of them.
type View struct {
	Evidence
	sessions []*session // by the time they began
}

// NewView sorts evidence.
func NewView(e Evidence) *View {
	v := &View{Evidence: e}
	for i := range e.Windows {
		v.sessions = append(v.sessions, e.Windows[i].read(len(e.Windows) > 1)...)
	}
	slices.SortStableFunc(v.sessions, func(a, b *session) int { return cmp.Compare(a.time(), b.time()) })
	return v
}

// Judge judges goals in order, with the answers of their task.
func (v *View) Judge(goals []Goal, answers map[string]string) []Verdict {
	with := *v
	with.Answers = answers
	verdicts := make([]Verdict, len(goals))
	for i := range goals {
		verdicts[i] = goals[i].in(&with)
	}
	return verdicts
}

// read gives the sessions of a window, oldest first.
func (w *Window) read(several bool) []*session {
	r := &reader{window: w, several: several}
	for i := range w.Transcript.Entries {
		r.entry(i)
	}
	for i := range w.Transcript.Exchanges {
		r.exchange(i)
	}
	return r.sessions
}

// reader sorts one transcript.
type reader struct {
	window   *Window
	several  bool
	sessions []*session
}

// session gives the session of that number, counted from 1.
func (r *reader) session(number, entry int) *session {
	for len(r.sessions) < number {
		r.sessions = append(r.sessions, &session{
			Window: r.window, several: r.several, number: len(r.sessions) + 1, first: entry,
			host: r.window.Transcript.HostOf(len(r.sessions) + 1), end: -1,
		})
	}
	return r.sessions[number-1]
}

// entry learns from the program's own lines who closed a session.
func (r *reader) entry(i int) {
	e := &r.window.Transcript.Entries[i]
	if e.Session == 0 {
		return
	}
	s := r.session(e.Session, i)
	switch e.Topic {
	case transcript.LearnerClosed:
		s.finish(byHangup, i)
	case transcript.ServerClosed, transcript.Lost:
		s.finish(byServer, i)
	}
}

func (r *reader) exchange(i int) {
	x := &r.window.Transcript.Exchanges[i]
	s := r.session(x.Session, max(x.Request, x.Status))
	s.exchanges = append(s.exchanges, i)
	switch {
	case x.After == transcript.Transaction && x.Before != transcript.Transaction && x.Outcome == transcript.OK:
		s.user = s.loginName()
	case x.Keyword == "QUIT" && (x.Outcome == transcript.OK || x.After == transcript.Updated):
		s.finish(byQuit, x.Status)
	}
}

// loginName is the mailbox that a login opened: that of the newest USER or APOP
// that was not refused. The login may have been sent before the greeting came,
// and a server may have answered it by neither +OK nor -ERR.
func (s *session) loginName() string {
	for i := len(s.exchanges) - 1; i >= 0; i-- {
		x := &s.Transcript.Exchanges[s.exchanges[i]]
		if x.Outcome != transcript.Err && (x.Keyword == "USER" || x.Keyword == "APOP") {
			name, _, _ := strings.Cut(strings.TrimSpace(x.Arguments), " ")
			return name
		}
	}
	return ""
}

func (s *session) finish(e ending, entry int) { s.ending, s.end = e, entry }

func (s *session) time() int64 {
	if s.first < 0 {
		return 0
	}
	return s.Transcript.Entries[s.first].Time
}

// line names an entry as the log counts it.
func (s *session) line(entry int) string {
	text := "line " + strconv.Itoa(entry+1)
	if s.several {
		text += " of " + s.Name
	}
	return text
}

func (s *session) met(entry int, said string) Verdict {
	return Verdict{Met: true, Said: said, Entry: entry, Window: s.Name}
}

func (s *session) unmet(entry int, said string) Verdict {
	return Verdict{Said: said, Entry: entry, Window: s.Name}
}

// scope says which sessions count; "" is any.
type scope struct{ host, user, window string }

// in gives the sessions of a scope, oldest first.
func (v *View) in(s scope) []*session {
	var list []*session
	for _, x := range v.sessions {
		if (s.host == "" || pop3.EqualFold(s.host, x.host)) && (s.user == "" || s.user == x.user) &&
			(s.window == "" || pop3.EqualFold(s.window, x.Name)) {
			list = append(list, x)
		}
	}
	return list
}

// nobody says what to do when a scope has no session at all.
func (s scope) nobody() string {
	switch {
	case s.user != "":
		return "nobody has logged in as " + s.user + s.at() + " yet"
	case s.host != "":
		return "there was no connection to " + s.host + s.inside() + " yet; type telnet " + s.host + " 110"
	}
	return "there was no connection" + s.inside() + " yet"
}

// at is the host and window as the end of a sentence.
func (s scope) at() string {
	if s.host == "" {
		return s.inside()
	}
	return " on " + s.host + s.inside()
}

func (s scope) inside() string {
	if s.window == "" {
		return ""
	}
	return " in window " + s.window
}
