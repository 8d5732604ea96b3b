package check

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// view is the evidence sorted into sessions, which is how goals look at it.
type view struct {
	Evidence
	sessions []session
}

// session is one connection: who was there, what was asked, how it ended.
type session struct {
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

func newView(e Evidence) *view {
	v := &view{Evidence: e}
	for i := range e.Transcript.Entries {
		v.readLocal(i)
	}
	for i := range e.Transcript.Exchanges {
		v.readExchange(i)
	}
	return v
}

// session gives the session of that number, counted from 1.
func (v *view) session(number int) *session {
	for len(v.sessions) < number {
		v.sessions = append(v.sessions, session{host: v.Transcript.Host, end: -1})
	}
	return &v.sessions[number-1]
}

// readLocal learns from telnet's own lines which host a session has, and who
// closed it. A real server has no such line for its host: there is only one.
func (v *view) readLocal(i int) {
	e := v.Transcript.Entries[i]
	if e.Side != transcript.Local || e.Session == 0 {
		return
	}
	s := v.session(e.Session)
	switch e.Topic {
	case transcript.Opened:
		host, _ := strings.CutPrefix(string(e.Octets), "Connected to ")
		s.host = strings.TrimSuffix(host, ".")
	case transcript.LearnerClosed:
		s.finish(byHangup, i)
	case transcript.ServerClosed, transcript.Lost:
		s.finish(byServer, i)
	}
}

func (v *view) readExchange(i int) {
	x := &v.Transcript.Exchanges[i]
	s := v.session(x.Session)
	s.exchanges = append(s.exchanges, i)
	switch {
	case x.After == transcript.Transaction && x.Before != transcript.Transaction && x.Outcome == transcript.OK:
		s.user = v.loginName(s)
	case x.Keyword == "QUIT" && (x.Outcome == transcript.OK || x.After == transcript.Updated):
		s.finish(byQuit, x.Status)
	}
}

// loginName is the mailbox that a login opened: that of the newest USER or APOP
// that was not refused. The login may have been sent before the greeting came,
// and a server may have answered it by neither +OK nor -ERR.
func (v *view) loginName(s *session) string {
	for i := len(s.exchanges) - 1; i >= 0; i-- {
		x := &v.Transcript.Exchanges[s.exchanges[i]]
		if x.Outcome != transcript.Err && (x.Keyword == "USER" || x.Keyword == "APOP") {
			name, _, _ := strings.Cut(strings.TrimSpace(x.Arguments), " ")
			return name
		}
	}
	return ""
}

func (s *session) finish(e ending, entry int) { s.ending, s.end = e, entry }

// scope says which sessions count; "" is any.
type scope struct{ host, user string }

// in gives the sessions of a scope, oldest first.
func (v *view) in(s scope) []*session {
	var list []*session
	for i := range v.sessions {
		x := &v.sessions[i]
		if (s.host == "" || pop3.EqualFold(s.host, x.host)) && (s.user == "" || s.user == x.user) {
			list = append(list, x)
		}
	}
	return list
}

// nobody says what to do when a scope has no session at all.
func (s scope) nobody() string {
	if s.user != "" {
		return "nobody has logged in as " + s.user + s.at() + " yet"
	}
	if s.host != "" {
		return "there was no connection to " + s.host + " yet; type telnet " + s.host + " 110"
	}
	return "there was no connection yet"
}

// at is the host as the end of a sentence.
func (s scope) at() string {
	if s.host == "" {
		return ""
	}
	return " on " + s.host
}

// line names an entry as the log counts it.
func line(entry int) string { return "line " + strconv.Itoa(entry+1) }
