package check

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// step is a command and how it has to be answered.
type step struct {
	command
	want transcript.Outcome
	text string // what has to follow the status indicator, as the goal has it, or ""
	said string // the same with facts in place of their names
	code int    // of SMTP, where a reply begins with three digits; else 0
}

// parseStep reads a command and its reply. The reply begins at the status indicator,
// or is the three digits at the end.
func parseStep(source string) (step, error) {
	words := strings.Fields(source)
	for i := 1; i < len(words); i++ {
		text := strings.Join(words[i+1:], " ")
		s := step{text: text, said: text}
		switch pop3.Upper(words[i]) {
		case "+OK":
			s.want = transcript.OK
		case "-ERR":
			s.want = transcript.Err
		default:
			continue
		}
		s.command = parseCommand(words[:i])
		return s, nil
	}
	if len(words) < 2 {
		return step{}, errors.New("a step is a command and its reply, such as \"USER +OK\"; \"" + strings.TrimSpace(source) + "\" is not")
	}
	last := words[len(words)-1]
	code, ok := pop3.Decimal(last)
	if !ok || len(last) != 3 || code < 200 || code > 599 {
		return step{}, errors.New("a reply is +OK or -ERR, or three digits of SMTP such as 250, not \"" + last + "\"" +
			didYouMean(near.Name(last, []string{"+OK", "-ERR"})))
	}
	return step{command: parseCommand(words[:len(words)-1]), code: code}, nil
}

// reply is the wanted reply as the goal has it.
func (s step) reply() string {
	switch {
	case s.code != 0:
		return strconv.Itoa(s.code)
	case s.want == transcript.Err:
		return strings.TrimSpace("-ERR " + s.text)
	}
	return strings.TrimSpace("+OK " + s.text)
}

// taken says whether an exchange is the step.
func (s step) taken(in *session, x *transcript.Exchange) bool {
	if !s.is(x) || x.Status < 0 {
		return false
	}
	if s.code != 0 {
		return x.Code == s.code
	}
	return x.Outcome == s.want && s.words(in.Transcript.Text(x.Status))
}

// words says whether the words behind the status indicator are those that the step
// wants: all of them, or the response code alone (RFC 2449 section 8).
func (s step) words(reply string) bool {
	words := strings.Fields(reply)
	if s.said == "" || len(words) == 0 {
		return s.said == ""
	}
	if code := s.said; code[0] == '[' && strings.IndexByte(code, ']') == len(code)-1 && len(words) > 1 {
		return pop3.EqualFold(words[1], code)
	}
	return strings.Join(words[1:], " ") == s.said
}

// protocol is what sessions speak in which the step can be taken.
func (s step) protocol() transcript.Protocol {
	if s.code != 0 {
		return transcript.SMTP
	}
	return transcript.POP3
}

// answered judges that the command was answered as wanted in any session.
func (s step) answered(v *View, w scope) Verdict { return steps{s}.answered(v, w) }

// steps are replies that come in order within one session; other exchanges may
// stand between them.
type steps []step

func parseSteps(source string) (steps, error) {
	var list steps
	for part := range strings.SplitSeq(" "+source+" ", " then ") {
		s, err := parseStep(part)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && list[0].protocol() != s.protocol() {
			return nil, errors.New("one session speaks POP3, with +OK and -ERR, or SMTP, with codes; take one of them for all steps")
		}
		list = append(list, s)
	}
	return list, nil
}

func (list steps) answered(v *View, w scope) Verdict {
	list = list.told(v)
	sessions := v.speaking(w, list[0].protocol())
	if len(sessions) == 0 {
		return unmet(-1, w.silence(list[0].protocol()))
	}
	for n := len(sessions) - 1; n >= 0; n-- {
		s := sessions[n]
		if seen := list.follow(s); len(seen) == len(list) {
			return s.met(seen[len(seen)-1].Status, list.seen(s, seen))
		}
	}
	return list.missing(sessions, w)
}

// told are the steps with the facts that they name.
func (list steps) told(v *View) steps {
	with := make(steps, len(list))
	for i, s := range list {
		s.command, s.said = s.command.told(v), v.told(s.text)
		with[i] = s
	}
	return with
}

// follow gives the exchanges of a session that take the steps, as far as it got.
// Where the last step was taken more than once the newest counts.
func (list steps) follow(s *session) []*transcript.Exchange {
	var seen []*transcript.Exchange
	for n := range s.exchanges {
		x := s.at(n)
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
func (list steps) missing(sessions []*session, w scope) Verdict {
	best, progress := sessions[0], []*transcript.Exchange(nil)
	for _, s := range sessions {
		if seen := list.follow(s); len(seen) >= len(progress) {
			best, progress = s, seen
		}
	}
	from := -1
	if len(progress) > 0 {
		from = progress[len(progress)-1].Request
	}
	verdict := list[len(progress)].missing(best, from, w)
	if len(progress) > 0 {
		verdict.Said = list[:len(progress)].seen(best, progress) + "; but then " + verdict.Said
	}
	return verdict
}

func buildReply(c captured) (judge, error) {
	s, err := parseStep(c["COMMAND"] + " " + c["REPLY"])
	return s.answered, err
}

func buildOrder(c captured) (judge, error) {
	list, err := parseSteps(c["STEPS"])
	return list.answered, err
}
