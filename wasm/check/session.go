package check

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// console is a window as verdicts tell of it.
type console struct {
	*Window
	several bool // there are others, so a line is told with its window
}

// line names an entry as the log counts it.
func (c console) line(entry int) string {
	text := "line " + strconv.Itoa(entry+1)
	if c.several {
		text += " of " + c.Name
	}
	return text
}

func (c console) met(entry int, said string) Verdict {
	return Verdict{Met: true, Said: transcript.Visible(said), Entry: entry, Window: c.Name}
}

func (c console) unmet(entry int, said string) Verdict {
	return Verdict{Said: transcript.Visible(said), Entry: entry, Window: c.Name}
}

// session is one connection: who was there, what was asked, how it ended.
type session struct {
	console
	number     int      // within its transcript, from 1
	first      int      // its first entry
	host, user string   // user is "" until a login succeeded
	opened     bool     // a login succeeded
	tried      []string // the names with which a login was tried
	exchanges  []int
	state      transcript.State // as its newest status line left it
	secure     int              // the entry from which on TLS wraps it, or -1
	ending     ending
	end        int // the entry that ended it, or -1
}

// at gives the nth exchange of the session.
func (s *session) at(n int) *transcript.Exchange { return &s.Transcript.Exchanges[s.exchanges[n]] }

func (s *session) time() int64 { return s.Transcript.Entries[s.first].Time }

func (s *session) protocol() transcript.Protocol { return s.Transcript.Protocol(s.number) }

// ending is how a session ended.
type ending uint8

const (
	stillOpen ending = iota
	byQuit
	byHangup
	byCable
	byTimeout
	byServer
)

// entry learns from the program's own lines what became of the connection.
func (s *session) entry(i int, topic transcript.Topic) {
	switch topic {
	case transcript.TLSBegun:
		s.secure = i
	case transcript.CableIn:
		if s.ending == byCable {
			s.ending, s.end = stillOpen, -1
		}
	case transcript.LearnerClosed:
		s.finish(byHangup, i)
	case transcript.CableOut:
		s.finish(byCable, i)
	case transcript.TimedOut:
		s.finish(byTimeout, i)
	case transcript.ServerClosed, transcript.Lost:
		s.finish(byServer, i)
	}
}

// finish ends the session, if nothing has ended it before.
func (s *session) finish(e ending, entry int) {
	if s.ending == stillOpen {
		s.ending, s.end = e, entry
	}
}

// exchange learns from a command and its reply who is there, and whether QUIT ended
// the session, whatever the line did behind it.
func (s *session) exchange(i int) {
	x := &s.Transcript.Exchanges[i]
	s.exchanges = append(s.exchanges, i)
	if name := s.nameIn(i); name != "" {
		s.tried = append(s.tried, name)
	}
	if x.Status < 0 {
		return
	}
	s.state = x.After
	switch {
	case !s.opened && x.After == transcript.Transaction && x.Before != transcript.Transaction && x.Outcome == transcript.OK:
		s.user, s.opened = s.loginName(), true
	case x.Keyword == "QUIT" && (x.Outcome == transcript.OK || x.After == transcript.Updated):
		s.ending, s.end = byQuit, x.Status
	}
}

// loginName is the mailbox that a login opened: that of the newest command with a
// name in it that was not refused. The login may have been sent before the greeting
// came, and a server may have answered it by neither +OK nor -ERR.
func (s *session) loginName() string {
	for n := len(s.exchanges) - 1; n >= 0; n-- {
		if s.at(n).Outcome != transcript.Err {
			if name := s.nameIn(s.exchanges[n]); name != "" {
				return name
			}
		}
	}
	return ""
}

// nameIn is the name of a mailbox that an exchange gives to the server, or "".
func (s *session) nameIn(i int) string {
	x := &s.Transcript.Exchanges[i]
	switch x.Keyword {
	case "USER", "APOP":
		return firstWord(x.Arguments)
	case "AUTH":
		return s.saslName(i)
	}
	return ""
}

// saslName is the name in what the client sent within AUTH, as an initial response
// or on a line of its own. PLAIN has it between two NULs (RFC 4616 section 2),
// CRAM-MD5 before a space (RFC 2195 section 2), and LOGIN alone in its first line.
func (s *session) saslName(i int) string {
	x := &s.Transcript.Exchanges[i]
	words := strings.Fields(x.Arguments)
	for j := x.Request + 1; j < len(s.Transcript.Entries) && len(words) < 2 && j <= x.Request+mostLines; j++ {
		if e := &s.Transcript.Entries[j]; e.Exchange == i && e.Kind == transcript.Response {
			words = append(words, strings.TrimSpace(s.Transcript.Text(j)))
		}
	}
	if len(words) < 2 {
		return ""
	}
	octets, _ := transcript.DecodeBase64(words[1])
	parts := strings.Split(string(octets), "\x00")
	if len(parts) == 3 {
		return parts[1]
	}
	return firstWord(parts[0])
}

// mostLines is how far behind AUTH its first response is looked for: a challenge
// stands between them, and few lines of others.
const mostLines = 16

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return word
}

// sawUser says whether a login as that user was tried.
func (s *session) sawUser(user string) bool {
	for _, name := range s.tried {
		if name == user {
			return true
		}
	}
	return s.user == user
}

// scope says which sessions count; "" is any.
type scope struct{ host, user, window string }

// tap is the name of the window that listens (package sandbox). Its sessions are those
// of others, heard once more, so they count only where a goal names it.
const tap = "tap"

func (w scope) holds(s *session) bool {
	if w.window == "" && s.Name == tap {
		return false
	}
	return (w.host == "" || pop3.EqualFold(w.host, s.host)) && (w.window == "" || pop3.EqualFold(w.window, s.Name))
}

// nobody says what to do when a scope has no session at all.
func (w scope) nobody() string {
	switch {
	case w.user != "":
		return "nobody has logged in as " + w.user + w.at() + " yet"
	case w.host != "":
		return "there was no connection to " + w.host + w.inside() + " yet; type telnet " + w.host + " 110"
	}
	return "there was no connection" + w.inside() + " yet"
}

// silence says what to do when a scope has no session that speaks a protocol.
func (w scope) silence(p transcript.Protocol) string {
	if p == transcript.POP3 {
		return w.nobody()
	}
	host := w.host
	if host == "" {
		host = "HOST"
	}
	return "there was no session of SMTP" + w.at() + " yet; type telnet " + host + " 25"
}

// at is the host and window as the end of a sentence.
func (w scope) at() string {
	if w.host == "" {
		return w.inside()
	}
	return " on " + w.host + w.inside()
}

// on is the host alone as the end of a sentence.
func (w scope) on() string { return scope{host: w.host}.at() }

func (w scope) inside() string {
	if w.window == "" {
		return ""
	}
	return " in window " + w.window
}
