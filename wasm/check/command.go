package check

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// command is a command that a goal names.
type command struct {
	keyword   string
	arguments string // the first of them; others may follow
	alone     bool   // none at all
}

func parseCommand(words []string) *command {
	c := &command{keyword: pop3.Upper(words[0]), arguments: strings.Join(words[1:], " ")}
	if pop3.EqualFold(c.arguments, "alone") {
		c.arguments, c.alone = "", true
	}
	return c
}

// String is the command as the goal has it. A fact among its arguments keeps its
// name, since it may be what the learner has to find out.
func (c *command) String() string {
	switch {
	case c.alone:
		return say("$ without an argument", c.keyword)
	case c.arguments != "":
		return c.keyword + " " + c.arguments
	}
	return c.keyword
}

// is says whether an exchange of a session began with this command.
func (c *command) is(s *session, x *transcript.Exchange) bool {
	if x.Request < 0 || c.keyword != x.Keyword { // both in capitals
		return false
	}
	if c.alone {
		return strings.TrimSpace(x.Arguments) == ""
	}
	return c.arguments == "" || beginsWith(x.Arguments, tell(s.facts, c.arguments))
}

// beginsWith compares the first words of a line with those that are wanted. 1 and 01
// are one message-number; a name counts in its own case, since servers may tell mrose
// from MROSE.
func beginsWith(line, wanted string) bool {
	given := strings.Fields(line)
	for i, word := range strings.Fields(wanted) {
		if i >= len(given) || trimZeros(given[i]) != trimZeros(word) {
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
func (c *command) find(s *session) *transcript.Exchange {
	for _, x := range slices.Backward(s.exchanges) {
		if c.is(s, x) {
			return x
		}
	}
	return nil
}

// sent is the goal that a command was sent, however it was answered.
type sent struct{ command }

func (c *sent) judge(q *inquiry) *Verdict {
	for _, s := range q.sessions {
		if x := c.find(s); x != nil {
			return s.met(x.Request, "$ was sent at @", c.String())
		}
	}
	return (&step{command: c.command}).missing(q, q.sessions[0], -1)
}

// never is the goal that the newest session does without a command: a learner who
// sent it can try again in a new one.
type never struct{ command }

func (c *never) judge(q *inquiry) *Verdict {
	if len(q.sessions) > 0 {
		s := q.sessions[0]
		if x := c.find(s); x != nil {
			return s.unmet(x.Request, "$ was sent at @, and this goal wants a session without it"+again, c.String())
		}
	}
	return holds("$ was not sent", c.String())
}

const again = "; end this session and begin a new one"

// neverInClear is the goal that the newest session sends a command inside TLS only.
type neverInClear struct{ command }

func (c *neverInClear) judge(q *inquiry) *Verdict {
	if len(q.sessions) > 0 {
		s := q.sessions[0]
		for _, x := range s.exchanges {
			if c.is(s, x) && (s.secure < 0 || x.Request < s.secure) {
				return s.unmet(x.Request, "$ was sent at @ before TLS, so everybody on the way could read it"+again+", with TLS first", c.String())
			}
		}
	}
	return holds("$ was not sent in clear", c.String())
}

func buildSent(c captured) (judger, error) {
	command := parseCommand(strings.Fields(c["COMMAND"]))
	if command.keyword == "NEVER" {
		return nil, fault("which command? This goal is written \"command COMMAND never sent\", for example \"command DELE never sent\"")
	}
	return &sent{*command}, nil
}

func buildNever(c captured) (judger, error) {
	return &never{*parseCommand(strings.Fields(c["COMMAND"]))}, nil
}

func buildNeverInClear(c captured) (judger, error) {
	return &neverInClear{*parseCommand(strings.Fields(c["COMMAND"]))}, nil
}
