package check

import (
	"slices"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// together are commands that a client sends at once: all of them before the reply to
// the first (RFC 2449 section 6.6). Others may stand between them.
type together []*command

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
		return nil, fault("at once are two commands or more, such as \"STAT LIST\"; \"$\" is one", strings.Join(words, " "))
	}
	return list, nil
}

func (list together) String() string {
	var names []string
	for _, c := range list {
		names = append(names, c.String())
	}
	return phrase.And(names)
}

func (list together) judge(q *inquiry) *Verdict {
	for _, s := range q.sessions {
		if seen := list.follow(s); seen != nil {
			return s.met(seen[len(seen)-1].Request, "$ were sent at once, at $", list.String(), s.lines(seen))
		}
	}
	return list.missing(q, q.sessions[0])
}

// follow finds the commands in a session, at once; nil where they are not.
func (list together) follow(s *session) []*transcript.Exchange {
	for n, x := range s.exchanges {
		if !list[0].is(s, x) {
			continue
		}
		seen, more := list.from(s, s.exchanges[n:])
		if len(seen) == len(list) {
			return seen
		}
		if !more {
			break // a later beginning has no more commands behind it
		}
	}
	return nil
}

// from follows the commands up to the one that was sent behind the reply to the
// first; more says that there was one.
func (list together) from(s *session, exchanges []*transcript.Exchange) (seen []*transcript.Exchange, more bool) {
	reply := exchanges[0].Status
	for _, x := range exchanges {
		switch {
		case reply >= 0 && x.Request > reply:
			return seen, true
		case len(seen) < len(list) && list[len(seen)].is(s, x):
			seen = append(seen, x)
		}
	}
	return seen, false
}

// missing says which command was not sent, or which one came too late.
func (list together) missing(q *inquiry, s *session) *Verdict {
	for _, c := range list {
		if c.find(s) == nil {
			return (&step{command: *c}).missing(q, s, -1)
		}
	}
	first, next := list[0].find(s), list[1].find(s)
	return s.unmet(next.Request, "$ at @ did not go out together with $ at $; paste them at once, in this order: $",
		list[1].String(), list[0].String(), s.line(first.Request), list.String())
}

func buildTogether(c captured) (judger, error) {
	list, err := parseTogether(strings.Fields(c["COMMANDS"]))
	return list, err
}
