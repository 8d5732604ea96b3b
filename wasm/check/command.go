package check

import (
	"errors"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// command is a command that a goal names.
type command struct {
	keyword   string
	arguments string // as the goal has them; "" is any
	wanted    string // the same with facts in place of their names
	alone     bool   // none at all
}

func parseCommand(words []string) command {
	c := command{keyword: pop3.Upper(words[0]), arguments: strings.Join(words[1:], " ")}
	if pop3.EqualFold(c.arguments, "alone") {
		c.arguments, c.alone = "", true
	}
	c.wanted = c.arguments
	return c
}

// told is the command with the facts that its arguments name. Verdicts go on to
// call them by their names, since they may be what the learner has to find out.
func (c command) told(v *View) command {
	c.wanted = v.told(c.arguments)
	return c
}

func (c command) String() string {
	switch {
	case c.alone:
		return c.keyword + " without an argument"
	case c.arguments != "":
		return c.keyword + " " + c.arguments
	}
	return c.keyword
}

// is says whether an exchange began with this command.
func (c command) is(x *transcript.Exchange) bool {
	if x.Request < 0 || !pop3.EqualFold(c.keyword, x.Keyword) {
		return false
	}
	given := strings.Fields(x.Arguments)
	if c.alone {
		return len(given) == 0
	}
	wanted := strings.Fields(c.wanted)
	return len(wanted) == 0 || equalWords(wanted, given)
}

// equalWords compares word by word. 1 and 01 are one message-number; a name counts
// in its own case, since servers may tell mrose from MROSE.
func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if trimZeros(a[i]) != trimZeros(b[i]) {
			return false
		}
	}
	return true
}

func trimZeros(word string) string {
	if strings.Trim(word, digits) != "" {
		return word
	}
	return strings.TrimLeft(word, "0")
}

// find gives the newest exchange with the command, or nil.
func (s *session) find(c command) *transcript.Exchange {
	for n := len(s.exchanges) - 1; n >= 0; n-- {
		if x := s.at(n); c.is(x) {
			return x
		}
	}
	return nil
}

// sent judges that the command was sent, however it was answered.
func (c command) sent(v *View, w scope) Verdict {
	c = c.told(v)
	list := v.about(w)
	for n := len(list) - 1; n >= 0; n-- {
		if x := list[n].find(c); x != nil {
			return list[n].met(x.Request, c.String()+" was sent at "+list[n].line(x.Request))
		}
	}
	if len(list) == 0 {
		return unmet(-1, w.nobody())
	}
	return step{command: c}.missing(list[len(list)-1], -1, w)
}

// never judges that the newest session did without the command: a learner who
// sent it can try again in a new one.
func (c command) never(v *View, w scope) Verdict {
	c = c.told(v)
	if s := v.latest(w); s != nil {
		if x := s.find(c); x != nil {
			return s.unmet(x.Request, c.String()+" was sent at "+s.line(x.Request)+
				", and this goal wants a session without it; "+again)
		}
	}
	return met(-1, c.String()+" was not sent")
}

const again = "end this session and begin a new one"

// neverInClear judges that the newest session sent the command inside TLS only.
func (c command) neverInClear(v *View, w scope) Verdict {
	c = c.told(v)
	if s := v.latest(w); s != nil {
		for n := range s.exchanges {
			if x := s.at(n); c.is(x) && (s.secure < 0 || x.Request < s.secure) {
				return s.unmet(x.Request, c.String()+" was sent at "+s.line(x.Request)+
					" before TLS, so everybody on the way could read it; "+again+", with TLS first")
			}
		}
	}
	return met(-1, c.String()+" was not sent in clear")
}

func buildSent(c captured) (judge, error) {
	command := parseCommand(strings.Fields(c["COMMAND"]))
	if command.keyword == "NEVER" {
		return nil, errors.New("which command? This goal is written \"command COMMAND never sent\", for example \"command DELE never sent\"")
	}
	return command.sent, nil
}

func buildNever(c captured) (judge, error) {
	return parseCommand(strings.Fields(c["COMMAND"])).never, nil
}

func buildNeverInClear(c captured) (judge, error) {
	return parseCommand(strings.Fields(c["COMMAND"])).neverInClear, nil
}
