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
	arguments string // "" is any
	alone     bool   // none at all
}

func parseCommand(words []string) command {
	c := command{keyword: pop3.Upper(words[0]), arguments: strings.Join(words[1:], " ")}
	if pop3.EqualFold(c.arguments, "alone") {
		c.arguments, c.alone = "", true
	}
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
	wanted := strings.Fields(c.arguments)
	return len(wanted) == 0 || equalArguments(wanted, given)
}

// equalArguments compares word by word. 1 and 01 are one message-number; a name
// counts in its own case, since servers may tell mrose from MROSE.
func equalArguments(a, b []string) bool {
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
	if strings.Trim(word, "0123456789") != "" {
		return word
	}
	return strings.TrimLeft(word, "0")
}

// never judges that the newest session did without the command: a learner who
// sent it can try again in a new one.
func (c command) never(v *View, s scope) Verdict {
	if list := v.in(s); len(list) > 0 {
		newest := list[len(list)-1]
		for _, i := range newest.exchanges {
			if x := &newest.Transcript.Exchanges[i]; c.is(x) {
				return newest.unmet(x.Request, c.String()+" was sent at "+newest.line(x.Request)+
					", and this goal wants a session without it; end this session and begin a new one")
			}
		}
	}
	return met(-1, c.String()+" was not sent")
}

// step is a command and how it has to be answered.
type step struct {
	command
	want transcript.Outcome
}

func parseStep(source string) (step, error) {
	words := strings.Fields(source)
	if len(words) < 2 {
		return step{}, errors.New("a step is a command and its reply, such as \"USER +OK\"; \"" + strings.TrimSpace(source) + "\" is not")
	}
	last := len(words) - 1
	s := step{command: parseCommand(words[:last])}
	switch pop3.Upper(words[last]) {
	case "+OK":
		s.want = transcript.OK
	case "-ERR":
		s.want = transcript.Err
	default:
		return s, errors.New("a reply is +OK or -ERR, not \"" + words[last] + "\"")
	}
	return s, nil
}

// answered judges that the command was answered as wanted in any session.
func (s step) answered(v *View, where scope) Verdict {
	return steps{s}.answered(v, where)
}

// steps are replies that come in order within one session; other exchanges may
// stand between them.
type steps []step

func (list steps) answered(v *View, where scope) Verdict {
	sessions := v.in(where)
	if len(sessions) == 0 {
		return unmet(-1, where.nobody())
	}
	for _, s := range sessions {
		if seen := list.follow(s); len(seen) == len(list) {
			return s.met(s.Transcript.Exchanges[seen[len(seen)-1]].Status, list.seen(s, seen))
		}
	}
	return list.missing(sessions, where)
}

// follow gives the exchanges of a session that take the steps, as far as it got.
func (list steps) follow(s *session) []int {
	var seen []int
	for _, i := range s.exchanges {
		x := &s.Transcript.Exchanges[i]
		if len(seen) < len(list) && list[len(seen)].is(x) && list[len(seen)].want == x.Outcome {
			seen = append(seen, i)
		}
	}
	return seen
}

// seen tells the steps that were taken, such as "STAT was answered at line 9:
// +OK 2 320".
func (list steps) seen(s *session, exchanges []int) string {
	var parts []string
	for n, i := range exchanges {
		parts = append(parts, list[n].tell(s, &s.Transcript.Exchanges[i]))
	}
	return strings.Join(parts, "; ")
}

// missing explains the first step that the session which got furthest lacks;
// of equals the newest counts.
func (list steps) missing(sessions []*session, where scope) Verdict {
	best, progress := sessions[0], []int(nil)
	for _, s := range sessions {
		if seen := list.follow(s); len(seen) >= len(progress) {
			best, progress = s, seen
		}
	}
	from := -1
	if len(progress) > 0 {
		from = progress[len(progress)-1]
	}
	verdict := list[len(progress)].missing(best, from, where)
	if len(progress) > 0 {
		verdict.Said = list[:len(progress)].seen(best, progress) + "; but then " + verdict.Said
	}
	return verdict
}
