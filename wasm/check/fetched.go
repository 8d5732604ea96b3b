package check

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// retrs gives the exchanges of a session that fetched a message whole.
func (s *session) retrs() []*transcript.Exchange {
	var list []*transcript.Exchange
	for _, x := range s.exchanges {
		if x.Keyword == "RETR" && x.Outcome == transcript.OK && x.End >= 0 {
			list = append(list, x)
		}
	}
	return list
}

// body is the message that a RETR fetched.
func (s *session) body(x *transcript.Exchange) []byte {
	return s.Transcript.Body(s.Transcript.Entries[x.Request].Exchange)
}

// best is the first verdict that is met, or else that of the newest session.
func (q *inquiry) best(judge func(s *session) *Verdict) *Verdict {
	var newest *Verdict
	for _, s := range q.sessions {
		verdict := judge(s)
		if verdict.Met {
			return verdict
		}
		if newest == nil {
			newest = verdict
		}
	}
	return newest
}

// smaller is the goal that one session fetches every message under a size, in
// octets, before any that is not. Messages are told apart by their octets, since a
// number means another message in another session.
type smaller int

func (limit smaller) judge(q *inquiry) *Verdict {
	drop := q.Maildrop(q.host, q.user)
	messages := drop.Messages()
	return q.best(func(s *session) *Verdict {
		if m := s.marks(); s.state == transcript.Updated && len(m.standing) > 0 {
			messages = drop.Delivered() // what it removed was there until then
		}
		return limit.inSession(s, limit.of(messages))
	})
}

// of gives those of the messages that are under the size.
func (limit smaller) of(messages []pop3.Message) [][]byte {
	var list [][]byte
	for _, m := range messages {
		if m.Size() < int(limit) {
			list = append(list, m.Octets)
		}
	}
	return list
}

// inSession follows the RETRs of one session.
func (limit smaller) inSession(s *session, wanted [][]byte) *Verdict {
	under := phrase.Count(int(limit), "under 1 octet", "under $ octets")
	count, last := len(wanted), -1
	if count == 0 {
		return missing("the maildrop has no message $", under)
	}
	for _, x := range s.retrs() {
		body := s.body(x)
		if len(body) >= int(limit) {
			return s.unmet(x.Request, "$ at @ fetched $, which is not $"+again, s.shown(x), octetsOf(len(body)), under)
		}
		for n, octets := range wanted {
			if bytes.Equal(octets, body) {
				wanted, last = append(wanted[:n], wanted[n+1:]...), x.End
				break
			}
		}
		if len(wanted) == 0 {
			return s.met(last, "every message $ ($) was fetched by @, and no larger one before", under, strconv.Itoa(count))
		}
	}
	return s.unmet(last, "$ of $ $ fetched $; LIST shows which are small$",
		strconv.Itoa(count-len(wanted)), messagesOf(count), under, s.until(last), s.over())
}

// numbered is the goal that one session fetches the messages with these numbers
// before any other. The numbers may be a fact.
type numbered string

func (want numbered) judge(q *inquiry) *Verdict {
	numbers, err := parseNumbers(tell(q.Facts, string(want)))
	if err != nil {
		return missing("this world cannot tell which messages are $", string(want))
	}
	return q.best(func(s *session) *Verdict { return fetchedOnly(s, numbers) })
}

// fetchedOnly follows the RETRs of one session.
func fetchedOnly(s *session, numbers []int) *Verdict {
	got, last := map[int]bool{}, -1
	for _, x := range s.retrs() {
		number, _ := pop3.Decimal(strings.TrimSpace(x.Arguments))
		if !slices.Contains(numbers, number) {
			return s.unmet(x.Request, "$ at @ fetched a message that this goal leaves out"+again, s.shown(x))
		}
		got[number], last = true, x.End
		if len(got) == len(numbers) {
			return s.met(last, "$ wanted, and fetched by @ with no other message before", messagesOf(len(numbers)))
		}
	}
	return s.unmet(last, "$ of $ fetched $$", strconv.Itoa(len(got)), messagesOf(len(numbers)), s.until(last), s.over())
}

// until tells how far a session has come with something.
func (s *session) until(entry int) string {
	if entry < 0 {
		return say("so far")
	}
	return say("by $", s.line(entry))
}

// parseNumbers reads message-numbers, such as "1, 3" or "1 3".
func parseNumbers(text string) ([]int, error) {
	var numbers []int
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, ok := pop3.Decimal(word)
		if !ok || n == 0 {
			return nil, fault("\"$\" is no message-number; write numbers such as \"1, 3\", or a fact such as \"the small\"", word)
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if numbers == nil {
		return nil, fault("write the numbers of messages, such as \"1, 3\"")
	}
	return numbers, nil
}

// copies is the goal that a window fetches so many messages with a subject, whole.
type copies struct {
	subject, window string
	count           int
}

func (want *copies) judge(q *inquiry) *Verdict {
	if said := q.noWindow(want.window); said != "" {
		return missing("$", said)
	}
	count := 0
	var verdict *Verdict
	for _, s := range q.sessions {
		for _, x := range s.retrs() {
			if !pop3.EqualFold(s.Name, want.window) || !sameWords(headerField(s.body(x), "Subject"), want.subject) {
				continue
			}
			if count++; verdict == nil || verdict.Entry < x.Request && verdict.Window == s.Name {
				verdict = s.unmet(x.Request, "$ at @ fetched the newest", s.shown(x))
			}
		}
	}
	if verdict == nil {
		verdict = missing("RETR fetches one")
	}
	verdict.Met = count == want.count
	have := say("$ has $ of \"$\"", want.window, copiesOf(count), want.subject)
	if !verdict.Met {
		have = say("$, and this goal wants $", have, copiesOf(want.count))
	}
	verdict.Said = have + "; " + verdict.Said
	return verdict
}

func copiesOf(n int) string { return phrase.Count(n, "1 copy", "$ copies") }

// headerField is the value of the first field of that name in a message, unfolded.
func headerField(message []byte, name string) string {
	var value []string
	for line := range bytes.Lines(message) {
		text := strings.TrimRight(string(line), "\r\n")
		key, rest, found := strings.Cut(text, ":")
		switch {
		case text == "" || len(value) > 0 && text[0] != ' ' && text[0] != '\t':
			return strings.Join(value, " ")
		case len(value) > 0:
			value = append(value, strings.TrimSpace(text))
		case found && pop3.EqualFold(key, name):
			value = append(value, strings.TrimSpace(rest))
		}
	}
	return strings.Join(value, " ")
}

// sameWords compares without regard to case and blanks.
func sameWords(a, b string) bool {
	return pop3.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

func buildSmaller(c captured) (judger, error) {
	limit, err := number(c["OCTETS"])
	return smaller(limit), err
}

func buildNumbered(c captured) (judger, error) {
	want := c["NUMBERS"]
	if pop3.HasPrefixFold(want, "the ") {
		return numbered(want), nil
	}
	_, err := parseNumbers(want)
	return numbered(want), err
}

func buildCopies(c captured) (judger, error) {
	count, err := number(c["COUNT"])
	if err == nil && count == 0 {
		err = fault("no copy at all is there from the start; count 1 or more")
	}
	return &copies{c["SUBJECT"], c["WINDOW"], count}, err
}
