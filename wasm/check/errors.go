package check

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// kind is what was wrong with a command that the server refused.
type kind uint8

const (
	noKind kind = iota // the server had another reason, such as a lock
	unknownCommand
	wrongState
	wrongArgument
	wrongSecret
)

// kinds names each, and says how to make one.
var kinds = [...]struct{ name, make string }{
	unknownCommand: {"unknown command", "send a word that is no command"},
	wrongState:     {"wrong state", "send a command before its time"},
	wrongArgument:  {"wrong argument", "ask for a message that is not there"},
	wrongSecret:    {"wrong name or secret", "log in with a wrong password"},
}

// kindOf tells the kind of a refusal by what was asked for, since the words of the
// server mean nothing (RFC 1939 section 9).
func (s *session) kindOf(n int) kind {
	x := s.at(n)
	switch {
	case x.Outcome != transcript.Err || x.Request < 0:
		return noKind
	case x.Code != 0:
		return kindOfCode(x.Code)
	}
	c := pop3.Lookup(x.Keyword)
	switch {
	case c == nil || c.Removed != "":
		return unknownCommand
	case c.States&engineState(x.After) == 0, c.Name == "PASS" && !s.named(n):
		return wrongState
	case !fits(c, x.Arguments):
		return wrongArgument
	}
	return s.kindOfGood(n, c)
}

// kindOfGood tells the kind where the line was one that the server might have taken.
func (s *session) kindOfGood(n int, c *pop3.Command) kind {
	coded := strings.Contains(s.Transcript.Text(s.at(n).Status), " [") // a lock, a delay: RFC 2449 section 8
	switch c.Name {
	case "USER", "PASS", "APOP", "AUTH":
		if !coded || strings.Contains(s.Transcript.Text(s.at(n).Status), "[AUTH]") {
			return wrongSecret
		}
	case "LIST", "RETR", "DELE", "TOP", "UIDL":
		return wrongArgument // no such message, or one that is marked
	}
	return noKind
}

// kindOfCode tells the kind in SMTP (RFC 5321 section 4.2.2).
func kindOfCode(code int) kind {
	switch code {
	case 500, 502:
		return unknownCommand
	case 503:
		return wrongState
	case 501:
		return wrongArgument
	case 550:
		return wrongSecret
	}
	return noKind
}

// named says whether an accepted USER stands straight before the nth exchange, as
// PASS wants it (RFC 1939 section 7).
func (s *session) named(n int) bool {
	return n > 0 && s.at(n-1).Keyword == "USER" && s.at(n-1).Outcome == transcript.OK
}

func engineState(state transcript.State) pop3.State {
	if state == transcript.Transaction {
		return pop3.Transaction
	}
	return pop3.Authorization
}

// fits says whether arguments have the form that the command asks for.
func fits(c *pop3.Command, arguments string) bool {
	words := strings.Fields(arguments)
	if len(c.Args) > 0 && c.Args[0].Kind == pop3.Rest {
		return arguments != ""
	}
	for i, a := range c.Args {
		if i >= len(words) {
			return a.Optional
		}
		if _, number := pop3.Decimal(words[i]); !number && (a.Kind == pop3.Number || a.Kind == pop3.Lines) {
			return false
		}
	}
	return len(words) <= len(c.Args)
}

// refusals judges that errors of so many kinds were seen.
type refusals int

func (want refusals) judge(v *View, w scope) Verdict {
	sessions := v.about(w)
	if len(sessions) == 0 {
		return unmet(-1, w.nobody())
	}
	var where [len(kinds)]string
	newest := unmet(-1, "")
	for _, s := range sessions {
		for n := range s.exchanges {
			if k := s.kindOf(n); k != noKind {
				where[k] = kinds[k].name + " at " + s.line(s.at(n).Request)
				newest = s.unmet(s.at(n).Status, "")
			}
		}
	}
	return want.count(newest, where)
}

// count tells which kinds there were, and how to make one that is missing.
func (want refusals) count(v Verdict, where [len(kinds)]string) Verdict {
	var seen []string
	missing := ""
	for k := unknownCommand; k <= wrongSecret; k++ {
		if where[k] != "" {
			seen = append(seen, where[k])
		} else if missing == "" {
			missing = kinds[k].name + " (" + kinds[k].make + ")"
		}
	}
	v.Met = len(seen) >= int(want)
	switch {
	case len(seen) == 0:
		v.Said = "no command was refused yet; try a " + missing
	case v.Met:
		v.Said = plural(len(seen), "kind") + " of errors: " + strings.Join(seen, ", ")
	default:
		v.Said = strconv.Itoa(len(seen)) + " of " + plural(int(want), "kind") + " of errors so far: " +
			strings.Join(seen, ", ") + "; not yet a " + missing
	}
	return v
}

func buildErrors(c captured) (judge, error) {
	n, err := number(c["COUNT"])
	if err == nil && (n < 1 || n >= len(kinds)) {
		err = errors.New("there are 4 kinds of errors: " + kindNames() + "; write a count from 1 to 4")
	}
	return refusals(n).judge, err
}

func kindNames() string {
	var names []string
	for _, k := range kinds[unknownCommand:] {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}
