package check

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// retrs gives the exchanges of a session that fetched a message whole, by index in
// the transcript.
func (s *session) retrs() []int {
	var list []int
	for _, i := range s.exchanges {
		x := &s.Transcript.Exchanges[i]
		if x.Keyword == "RETR" && x.Outcome == transcript.OK && x.End >= 0 {
			list = append(list, i)
		}
	}
	return list
}

// smaller judges that one session fetched every message under a size, in octets,
// before any that is not. Messages are told apart by their octets, since a number
// means another message in another session.
type smaller int

func (limit smaller) judge(v *View, w scope) Verdict {
	drop := v.Maildrop(w.host, w.user)
	list, messages := v.in(w), drop.Messages()
	var newest Verdict
	for n := len(list) - 1; n >= 0; n-- {
		if removes, _ := list[n].removed(); removes {
			messages = drop.Delivered() // before that, what it removed was there
		}
		verdict := limit.inSession(list[n], limit.of(messages))
		if verdict.Met {
			return verdict
		}
		if n == len(list)-1 {
			newest = verdict
		}
	}
	return newest
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
func (limit smaller) inSession(s *session, wanted [][]byte) Verdict {
	under := "under " + plural(int(limit), "octet")
	if len(wanted) == 0 {
		return unmet(-1, "the maildrop has no message "+under)
	}
	count, last := len(wanted), -1
	for _, i := range s.retrs() {
		x := &s.Transcript.Exchanges[i]
		body := s.Transcript.Body(i)
		if len(body) >= int(limit) {
			return s.unmet(x.Request, s.shown(x)+" at "+s.line(x.Request)+" fetched "+plural(len(body), "octet")+
				", which is not "+under+"; "+again)
		}
		if n := slices.IndexFunc(wanted, func(octets []byte) bool { return bytes.Equal(octets, body) }); n >= 0 {
			wanted, last = slices.Delete(wanted, n, n+1), x.End
		}
		if len(wanted) == 0 {
			return s.met(last, "every message "+under+" ("+strconv.Itoa(count)+") was fetched by "+s.line(last)+", and no larger one before")
		}
	}
	return s.unmet(last, strconv.Itoa(count-len(wanted))+" of "+plural(count, "message")+" "+under+" fetched so far; LIST shows which are small"+s.over())
}

// over says that a session is over, so that what it lacks needs another one.
func (s *session) over() string {
	if s.ending == stillOpen {
		return ""
	}
	return "; the session " + told[s.ending] + " at " + s.line(s.end) + ", so connect again"
}

// numbered judges that one session fetched the messages with these numbers before
// any other. The numbers may be a fact.
type numbered string

func (want numbered) judge(v *View, w scope) Verdict {
	numbers, err := parseNumbers(v.told(string(want)))
	if err != nil {
		return unmet(-1, "this world has no "+strings.TrimPrefix(string(want), "the ")+" to ask for")
	}
	list := v.speaking(w, transcript.POP3)
	if len(list) == 0 {
		return unmet(-1, w.nobody())
	}
	for n := len(list) - 1; n >= 0; n-- {
		if verdict := fetchedOnly(list[n], numbers); verdict.Met {
			return verdict
		}
	}
	return fetchedOnly(list[len(list)-1], numbers)
}

// fetchedOnly follows the RETRs of one session.
func fetchedOnly(s *session, numbers []int) Verdict {
	missing := slices.Clone(numbers)
	for _, i := range s.retrs() {
		x := &s.Transcript.Exchanges[i]
		number, _ := pop3.Decimal(strings.TrimSpace(x.Arguments))
		if !slices.Contains(numbers, number) {
			return s.unmet(x.Request, s.shown(x)+" at "+s.line(x.Request)+" fetched a message that this goal leaves out; "+again)
		}
		missing = slices.DeleteFunc(missing, func(n int) bool { return n == number })
		if len(missing) == 0 {
			return s.met(x.End, "what was wanted was fetched by "+s.line(x.End)+", and no other message before")
		}
	}
	got := len(numbers) - len(missing)
	return unmet(-1, strconv.Itoa(got)+" of "+plural(len(numbers), "message")+" fetched so far"+s.over())
}

// parseNumbers reads message-numbers, such as "1, 3" or "1 3".
func parseNumbers(text string) ([]int, error) {
	var numbers []int
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, ok := pop3.Decimal(word)
		if !ok || n == 0 {
			return nil, errors.New("\"" + word + "\" is no message-number; write numbers such as \"1, 3\", or a fact such as \"the small\"")
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if numbers == nil {
		return nil, errors.New("write the numbers of messages, such as \"1, 3\"")
	}
	return numbers, nil
}

// copies judges how many messages with a subject a window has fetched whole.
type copies struct {
	subject, window string
	count           int
}

func (want copies) judge(v *View, w scope) Verdict {
	if said := v.noWindow(want.window); said != "" {
		return unmet(-1, said)
	}
	w.window = want.window
	count := 0
	said, newest := "", unmet(-1, "")
	for _, s := range v.in(w) {
		for _, i := range s.retrs() {
			x := &s.Transcript.Exchanges[i]
			if sameWords(headerField(s.Transcript.Body(i), "Subject"), want.subject) {
				count++
				newest, said = s.unmet(x.End, ""), "; "+s.shown(x)+" at "+s.line(x.Request)+" fetched the newest"
			}
		}
	}
	newest.Met = count == want.count
	newest.Said = want.window + " keeps " + copiesOf(count) + " of \"" + want.subject + "\"" + said
	if !newest.Met {
		newest.Said += "; this goal wants " + copiesOf(want.count)
	}
	return newest
}

func copiesOf(count int) string {
	if count == 1 {
		return "1 copy"
	}
	return strconv.Itoa(count) + " copies"
}

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

func buildSmaller(c captured) (judge, error) {
	limit, err := number(c["OCTETS"])
	return smaller(limit).judge, err
}

func buildNumbered(c captured) (judge, error) {
	want := c["NUMBERS"]
	if _, isFact := strings.CutPrefix(pop3.Lower(want), "the "); isFact {
		return numbered(want).judge, nil
	}
	_, err := parseNumbers(want)
	return numbered(want).judge, err
}

func buildCopies(c captured) (judge, error) {
	count, err := number(c["COUNT"])
	return copies{c["SUBJECT"], c["WINDOW"], count}.judge, err
}
