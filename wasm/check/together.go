package check

import (
	"errors"
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// together are commands that a client sends at once: all of them before the reply to
// the first (RFC 2449 section 6.6). Others may stand between them.
type together []command

// words of SMTP that begin a command (RFC 5321 section 4.1.1).
var mailCommands = []string{"EHLO", "HELO", "MAIL", "RCPT", "DATA", "VRFY"}

// parseTogether parts words at those that begin a command.
func parseTogether(words []string) (together, error) {
	var list together
	begin := 0
	for i := 1; i <= len(words); i++ {
		if i == len(words) || pop3.Lookup(words[i]) != nil || slices.Contains(mailCommands, pop3.Upper(words[i])) {
			list = append(list, parseCommand(words[begin:i]))
			begin = i
		}
	}
	if len(list) < 2 {
		return nil, errors.New("at once are two commands or more, such as \"STAT LIST\"; \"" + strings.Join(words, " ") + "\" is one")
	}
	return list, nil
}

func (list together) String() string {
	var names []string
	for _, c := range list {
		names = append(names, c.String())
	}
	return and(names)
}

func (list together) judge(v *View, w scope) Verdict {
	told := make(together, len(list))
	for i, c := range list {
		told[i] = c.told(v)
	}
	sessions := v.about(w)
	if len(sessions) == 0 {
		return unmet(-1, w.nobody())
	}
	for n := len(sessions) - 1; n >= 0; n-- {
		s := sessions[n]
		if seen := told.follow(s); seen != nil {
			return s.met(seen[len(seen)-1].Request, told.String()+" were sent at once, at "+s.lines(seen))
		}
	}
	return told.missing(sessions[len(sessions)-1], w)
}

// follow finds the commands in a session, at once; nil where they are not.
func (list together) follow(s *session) []*transcript.Exchange {
	for n := range s.exchanges {
		if !list[0].is(s.at(n)) {
			continue
		}
		seen, more := list.from(s, n)
		if len(seen) == len(list) {
			return seen
		}
		if !more {
			break // a later beginning has no more commands behind it
		}
	}
	return nil
}

// from follows the commands from the nth exchange on, up to the one that was sent
// behind the reply; more says that there was one.
func (list together) from(s *session, n int) (seen []*transcript.Exchange, more bool) {
	reply := s.at(n).Status
	for ; n < len(s.exchanges) && len(seen) < len(list); n++ {
		x := s.at(n)
		if reply >= 0 && x.Request > reply {
			return seen, true
		}
		if list[len(seen)].is(x) {
			seen = append(seen, x)
		}
	}
	return seen, false
}

// missing says which command was not sent, or which one came too late.
func (list together) missing(s *session, w scope) Verdict {
	for _, c := range list {
		if s.find(c) == nil {
			return step{command: c}.missing(s, -1, w)
		}
	}
	first, next := s.find(list[0]), s.find(list[1])
	return s.unmet(next.Request, list[1].String()+" at "+s.line(next.Request)+" did not go out together with "+
		list[0].String()+" at "+s.line(first.Request)+"; type "+list.String()+" as lines of one paste, before any reply")
}

func buildTogether(c captured) (judge, error) {
	list, err := parseTogether(strings.Fields(c["COMMANDS"]))
	return list.judge, err
}
