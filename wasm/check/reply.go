package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// step is a command and how it has to be answered.
type step struct {
	command
	want transcript.Outcome
	text string // what has to follow the status indicator, or ""
	code int    // of SMTP, where a reply begins with three digits; else 0
}

// parseStep reads a command and its reply. The reply begins at the status indicator,
// or is the three digits at the end.
func parseStep(source string) (*step, error) {
	words := strings.Fields(source)
	for i := 1; i < len(words); i++ {
		want := transcript.OK
		switch pop3.Upper(words[i]) {
		case "-ERR":
			want = transcript.Err
			fallthrough
		case "+OK":
			return &step{*parseCommand(words[:i]), want, strings.Join(words[i+1:], " "), 0}, nil
		}
	}
	if len(words) < 2 {
		return nil, fault("a step is a command and its reply, such as \"USER +OK\"; \"$\" is not", strings.TrimSpace(source))
	}
	last := words[len(words)-1]
	code, ok := pop3.Decimal(last)
	if !ok || len(last) != 3 || code < 200 || code > 599 {
		return nil, fault("a reply is +OK or -ERR, or three digits of SMTP such as 250, not \"$\"$",
			last, didYouMean(last, []string{"+OK", "-ERR"}))
	}
	return &step{command: *parseCommand(words[:len(words)-1]), code: code}, nil
}

// reply is the wanted reply as the goal has it.
func (s *step) reply() string {
	switch {
	case s.code != 0:
		return strconv.Itoa(s.code)
	case s.want == transcript.Err:
		return strings.TrimSpace("-ERR " + s.text)
	}
	return strings.TrimSpace("+OK " + s.text)
}

// taken says whether an exchange is the step.
func (s *step) taken(in *session, x *transcript.Exchange) bool {
	if x.Status < 0 || !s.is(in, x) {
		return false
	}
	if s.code != 0 {
		return x.Code == s.code
	}
	return x.Outcome == s.want && (s.text == "" || s.words(in, x))
}

// words says whether the words behind the status indicator are those that the step
// wants: all of them, or the response code alone (RFC 2449 section 8).
func (s *step) words(in *session, x *transcript.Exchange) bool {
	_, text, _ := strings.Cut(in.Transcript.Text(x.Status), " ")
	if s.text[0] == '[' && strings.IndexByte(s.text, ']') == len(s.text)-1 {
		return pop3.EqualFold(firstWord(text), s.text)
	}
	return strings.Join(strings.Fields(text), " ") == tell(in.facts, s.text)
}

// protocol is what sessions speak in which the step can be taken.
func (s *step) protocol() transcript.Protocol {
	if s.code != 0 {
		return transcript.SMTP
	}
	return transcript.POP3
}

// steps are replies that come in order within one session; other exchanges may
// stand between them.
type steps []*step

func (list steps) judge(q *inquiry) *Verdict {
	protocol := list[0].protocol()
	var sessions []*session
	for _, s := range q.sessions {
		if s.protocol() == protocol {
			sessions = append(sessions, s)
		}
	}
	for _, s := range sessions {
		if seen := list.follow(s); len(seen) == len(list) {
			return s.met(seen[len(seen)-1].Status, "$", list.seen(s, seen))
		}
	}
	if len(sessions) > 0 {
		return list.missing(q, sessions)
	}
	return q.silent(protocol)
}

// silent says that no session of the scope speaks a protocol.
func (q *inquiry) silent(p transcript.Protocol) *Verdict {
	port := "110"
	if p == transcript.SMTP {
		port = "25"
	} else if len(q.sessions) == 0 {
		return missing("$", q.nobody())
	}
	return missing("there was no session of $$ yet; type telnet $ $", p.String(), q.at(), cmp.Or(q.host, "HOST"), port)
}

// follow gives the exchanges of a session that take the steps, as far as it got.
// Where the last step was taken more than once the newest counts.
func (list steps) follow(s *session) []*transcript.Exchange {
	var seen []*transcript.Exchange
	for _, x := range s.exchanges {
		switch done := len(seen); {
		case done < len(list) && list[done].taken(s, x):
			seen = append(seen, x)
		case done == len(list) && list[done-1].taken(s, x):
			seen[done-1] = x
		}
	}
	return seen
}

// seen tells the steps that were taken, such as "STAT was answered at line 9:
// +OK 2 320".
func (list steps) seen(in *session, exchanges []*transcript.Exchange) string {
	var parts []string
	for n, x := range exchanges {
		parts = append(parts, list[n].tell(in, x))
	}
	return strings.Join(parts, "; ")
}

// missing explains the first step that the session which got furthest lacks;
// of equals the newest counts.
func (list steps) missing(q *inquiry, sessions []*session) *Verdict {
	best, progress := sessions[0], list.follow(sessions[0])
	for _, s := range sessions[1:] {
		if seen := list.follow(s); len(seen) > len(progress) {
			best, progress = s, seen
		}
	}
	if len(progress) == 0 {
		return list[0].missing(q, best, -1)
	}
	verdict := list[len(progress)].missing(q, best, progress[len(progress)-1].Request)
	verdict.Said = say("$; but then $", list.seen(best, progress), verdict.Said)
	return verdict
}

func buildReply(c captured) (judger, error) {
	s, err := parseStep(c["COMMAND"] + " " + c["REPLY"])
	return steps{s}, err
}

func buildOrder(c captured) (judger, error) {
	var list steps
	for _, part := range strings.Split(" "+c["STEPS"]+" ", " then ") {
		s, err := parseStep(part)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	if slices.ContainsFunc(list, func(s *step) bool { return s.protocol() != list[0].protocol() }) {
		return nil, fault("one session speaks POP3, with +OK and -ERR, or SMTP, with codes; take one of them for all steps")
	}
	return list, nil
}
