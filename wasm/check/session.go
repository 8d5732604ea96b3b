package check

import (
	"slices"
	"strings"

	"poplab/wasm/transcript"
)

// session is one connection: who was there, what was asked, how it ended.
type session struct {
	*console
	number    int // within its transcript, from 1
	first     int // its first entry
	host      string
	user      string   // "" until a login succeeded
	opened    bool     // a login succeeded
	tried     []string // the names with which a login was tried
	exchanges []*transcript.Exchange
	state     transcript.State // as its newest status line left it
	secure    int              // the entry from which on TLS wraps it, or -1
	ending    ending
	end       int  // the entry that ended it, or -1
	cut       int  // the entry at which its cable was pulled, or -1
	plugged   int  // the entry at which the cable came back, or -1
	closed    bool // the console has given it up
}

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

// entry learns from the program's own lines what became of the connection. One whose
// cable is out goes on once it is back, unless it was over by then.
func (s *session) entry(i int, topic transcript.Topic) {
	switch topic {
	case transcript.TLSBegun:
		s.secure = i
	case transcript.CableOut:
		s.cut = i
		s.finish(byCable, i)
		s.closed = false
	case transcript.CableIn:
		if s.ending == byCable && !s.closed {
			s.ending, s.end, s.plugged = stillOpen, -1, i
		}
	case transcript.LearnerClosed:
		s.finish(byHangup, i)
	case transcript.TimedOut:
		s.finish(byTimeout, i)
	case transcript.ServerClosed, transcript.Lost:
		s.finish(byServer, i)
	}
}

// finish ends the session, if nothing has ended it before. What the console hears
// when the cable comes back happened while it was out.
func (s *session) finish(e ending, entry int) {
	s.closed = true
	if s.plugged >= 0 && entry == s.plugged+1 && e != byHangup {
		e, entry = byCable, s.cut
	}
	if s.ending == stillOpen {
		s.ending, s.end = e, entry
	}
}

// exchange learns from a command and its reply who is there, and whether QUIT ended
// the session, whatever the line did behind it.
func (s *session) exchange(x *transcript.Exchange) {
	s.exchanges = append(s.exchanges, x)
	if name := s.nameIn(x); name != "" {
		s.tried = append(s.tried, name)
	}
	if x.Status < 0 {
		return
	}
	s.state = x.After
	switch {
	case !s.opened && x.Outcome == transcript.OK && x.After == transcript.Transaction && x.Before != transcript.Transaction:
		s.opened, s.user = true, s.loginName()
	case x.Keyword == "QUIT" && (x.Outcome == transcript.OK || x.After == transcript.Updated):
		s.ending, s.end = byQuit, x.Request
	}
}

// loginName is the mailbox that a login opened: that of the newest command with a
// name in it that was not refused. The login may have been sent before the greeting
// came, and a server may have answered it by neither +OK nor -ERR.
func (s *session) loginName() string {
	for _, x := range slices.Backward(s.exchanges) {
		if x.Outcome != transcript.Err {
			if name := s.nameIn(x); name != "" {
				return name
			}
		}
	}
	return ""
}

// nameIn is the name of a mailbox that an exchange gives to the server, or "".
func (s *session) nameIn(x *transcript.Exchange) string {
	switch x.Keyword {
	case "USER", "APOP":
		return firstWord(x.Arguments)
	case "AUTH":
		return s.saslName(x)
	}
	return ""
}

// saslName is the name in what the client sent within AUTH, as an initial response
// or on a line of its own. PLAIN has it between two NULs (RFC 4616 section 2),
// CRAM-MD5 before a space (RFC 2195 section 2), and LOGIN alone in its first line.
func (s *session) saslName(x *transcript.Exchange) string {
	words := strings.Fields(x.Arguments)
	entries := s.Transcript.Entries[x.Request:]
	for i := range min(len(entries), mostLines) {
		if e := &entries[i]; e.Kind == transcript.Response && e.Exchange == entries[0].Exchange {
			words = append(words, s.Transcript.Text(x.Request+i))
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

// lastOf is the newest exchange with one of the commands, or nil.
func (s *session) lastOf(keywords ...string) *transcript.Exchange {
	for _, x := range slices.Backward(s.exchanges) {
		if slices.Contains(keywords, x.Keyword) {
			return x
		}
	}
	return nil
}

// over says that a session is over, so that what it lacks needs another one.
func (s *session) over() string {
	if s.ending == stillOpen {
		return ""
	}
	return say("; the session $ at $, so connect again", say(told[s.ending]), s.line(s.end))
}
