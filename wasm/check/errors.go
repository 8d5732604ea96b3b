package check

import (
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/phrase"
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
// server mean nothing (RFC 1939 section 9). before is the exchange before it.
func (s *session) kindOf(before, x *transcript.Exchange) kind {
	if x.Outcome != transcript.Err || x.Request < 0 {
		return noKind
	}
	switch x.Code { // of SMTP: RFC 5321 section 4.2.2
	case 0:
	case 500, 502:
		return unknownCommand
	case 503:
		return wrongState
	case 501:
		return wrongArgument
	case 550:
		return wrongSecret
	default:
		return noKind
	}
	c := pop3.Lookup(x.Keyword)
	switch {
	case c == nil || c.Removed != "":
		return unknownCommand
	case (c.States&pop3.Transaction == 0) == (x.After == transcript.Transaction) && c.States != pop3.Authorization|pop3.Transaction,
		c.Name == "PASS" && !(before != nil && before.Keyword == "USER" && before.Outcome == transcript.OK):
		return wrongState // PASS comes straight behind USER: RFC 1939 section 7
	case !fits(c, x.Arguments):
		return wrongArgument
	}
	return kindOfGood(c, s.Transcript.Text(x.Status))
}

// kindOfGood tells the kind where the line was one that the server might have taken.
// A response code says that it had another reason, such as a lock (RFC 2449 section
// 8), unless that is AUTH.
func kindOfGood(c *pop3.Command, reply string) kind {
	switch c.Name {
	case "USER", "PASS", "APOP", "AUTH":
		if !strings.Contains(reply, " [") || strings.Contains(reply, "[AUTH]") {
			return wrongSecret
		}
	case "LIST", "RETR", "DELE", "TOP", "UIDL":
		return wrongArgument // no such message, or one that is marked
	}
	return noKind
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

// refusals is the goal that commands are refused for so many reasons.
type refusals int

func (want refusals) judge(q *inquiry) *Verdict {
	var where [len(kinds)]string
	verdict := missing("")
	for _, s := range slices.Backward(q.sessions) {
		var before *transcript.Exchange
		for _, x := range s.exchanges {
			if k := s.kindOf(before, x); k != noKind {
				where[k] = say("$ at $", say(kinds[k].name), s.line(x.Request))
				verdict = s.unmet(x.Request, "")
			}
			before = x
		}
	}
	return want.count(verdict, &where)
}

// count tells which kinds there were, and how to make one that is missing.
func (want refusals) count(v *Verdict, where *[len(kinds)]string) *Verdict {
	var seen []string
	next := noKind
	for k := wrongSecret; k > noKind; k-- {
		if where[k] == "" {
			next = k
		}
	}
	for _, text := range where {
		if text != "" {
			seen = append(seen, text)
		}
	}
	switch v.Met = len(seen) >= int(want); {
	case v.Met:
		v.Said = phrase.Count(len(seen), "1 kind of error: $", "$ kinds of error: $", strings.Join(seen, ", "))
	case len(seen) == 0:
		v.Said = say("no command was refused yet; $", say(kinds[next].make))
	default:
		v.Said = say("$ of $ kinds of error so far: $; for another, $",
			strconv.Itoa(len(seen)), strconv.Itoa(int(want)), strings.Join(seen, ", "), say(kinds[next].make))
	}
	return v
}

func buildErrors(c captured) (judger, error) {
	n, err := number(c["COUNT"])
	if err == nil && (n < 1 || n >= len(kinds)) {
		err = fault("errors are of 4 kinds: unknown command, wrong state, wrong argument, wrong name or secret; write a count from 1 to 4")
	}
	return refusals(n), err
}
