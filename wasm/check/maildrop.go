package check

import (
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
)

// fate is how a maildrop differs from the one that is wanted.
type fate uint8

const (
	asWanted  fate = iota
	tooMuch        // something should have gone
	tooLittle      // something should have stayed
)

// remains compares what is left in a maildrop with what is wanted, and says it.
type remains func(d *mailbox.Maildrop, whose string) (said string, f fate)

// judge looks at the maildrop once a session is over, because marks become deletions
// at QUIT (RFC 1939 section 6); one that is still open has changed nothing yet.
func (want remains) judge(q *inquiry) *Verdict {
	i := slices.IndexFunc(q.sessions, func(s *session) bool { return s.ending != stillOpen })
	if i < 0 {
		return q.sessions[0].unsettled(q)
	}
	whose := say("the maildrop of $ on $", q.user, q.host)
	said, f := want(q.Maildrop(q.host, q.user), whose)
	if f == asWanted {
		return q.sessions[i].met(q.sessions[i].end, "$", said)
	}
	verdict := q.deed(f)
	verdict.Said = said + ": " + verdict.Said
	return verdict
}

// unsettled says that no session is over yet, and what this one has only marked.
func (s *session) unsettled(q *inquiry) *Verdict {
	if standing := s.marks().standing; len(standing) > 0 {
		return s.unmet(standing[0].Request, areOrIs(len(standing), "the session of $$ is still open, and $ go only at QUIT; send it", "the session of $$ is still open, and $ goes only at QUIT; send it"), q.user, q.at(), s.marked(standing))
	}
	return missing("the session of $$ is still open; end it, then the maildrop is looked at", q.user, q.at())
}

// amount wants so many messages and octets.
func amount(count, octets int) remains {
	return func(d *mailbox.Maildrop, whose string) (string, fate) {
		n, size := d.Stat()
		said := say(areOrIs(n, "$ are left in $", "$ is left in $"), amountOf(n, size), whose)
		if n == count && size == octets {
			return said, asWanted
		}
		said = say("$, and this goal wants $", said, amountOf(count, octets))
		if n > count {
			return said, tooMuch
		}
		return said, tooLittle
	}
}

func amountOf(count, octets int) string {
	if count == 0 {
		return say("no message")
	}
	return messagesOf(count) + " " + phrase.Count(octets, "of 1 octet", "of $ octets")
}

// untouched wants every message that ever came.
func untouched(d *mailbox.Maildrop, whose string) (string, fate) {
	came, there := len(d.Delivered()), len(d.Messages())
	if came == there {
		return say("nothing is gone from $", whose), asWanted
	}
	gone := came - there
	return say(areOrIs(gone, "$ of $ are gone from $", "$ of $ is gone from $"), strconv.Itoa(gone), messagesOf(came), whose), tooLittle
}

// selection is some messages of a maildrop. Either these stay and all others go, or
// it is the other way round.
type selection struct {
	which string // "from WHO", or numbers; either may have a fact in it
	stay  bool
}

func (want *selection) judge(q *inquiry) *Verdict {
	from, numbers, err := parseWhich(tell(q.Facts, want.which))
	if err != nil {
		return missing("this world cannot tell which messages are $", want.which)
	}
	return remains(func(d *mailbox.Maildrop, whose string) (string, fate) {
		return compare(d, whose, func(i int, m pop3.Message) bool {
			chosen := slices.Contains(numbers, i+1) || from != "" && isFrom(m, from)
			return chosen == want.stay
		})
	}).judge(q)
}

// compare looks for messages that are not where they belong, in the order in which
// they came.
func compare(d *mailbox.Maildrop, whose string, stays func(i int, m pop3.Message) bool) (said string, f fate) {
	left := d.Messages()
	for i, m := range d.Delivered() {
		there := len(left) > 0 && left[0].UID == m.UID
		if there {
			left = left[1:]
		}
		switch stay := stays(i, m); {
		case there && !stay:
			return say("a message from $ is left in $, and was to go", sender(m), whose), tooMuch
		case !there && stay:
			return say("a message from $ is gone from $, and was to stay", sender(m), whose), tooLittle
		}
	}
	return say("what was to stay is left in $, and nothing else", whose), asWanted
}

// parseWhich reads which messages a goal means: those from a person, or those with
// numbers. The numbers are those of a session that began when nothing was gone yet.
func parseWhich(which string) (from string, numbers []int, err error) {
	if word, who, _ := strings.Cut(which, " "); pop3.EqualFold(word, "from") && who != "" {
		return who, nil, nil
	}
	numbers, err = parseNumbers(which)
	return "", numbers, err
}

// sender is the address of the person who wrote a message.
func sender(m pop3.Message) string {
	from := headerField(m.Octets, "From")
	if _, behind, found := strings.Cut(from, "<"); found {
		from, _, _ = strings.Cut(behind, ">")
	}
	return strings.TrimSpace(from)
}

// isFrom says whether a person wrote a message; a name without an at sign is the
// part before it.
func isFrom(m pop3.Message, who string) bool {
	address := sender(m)
	if !strings.Contains(who, "@") {
		address, _, _ = strings.Cut(address, "@")
	}
	return pop3.EqualFold(address, who)
}

func buildLeft(c captured) (judger, error) {
	count, err := number(c["COUNT"])
	if err != nil {
		return nil, err
	}
	octets, err := number(c["OCTETS"])
	return amount(count, octets), err
}

func buildEmpty(captured) (judger, error) { return buildLeft(captured{"COUNT": "0", "OCTETS": "0"}) }

func buildUntouched(captured) (judger, error) { return remains(untouched), nil }

func buildOnly(c captured) (judger, error) { return selected(c["WHICH"], true) }

func buildWithout(c captured) (judger, error) { return selected(c["WHICH"], false) }

func selected(which string, stay bool) (judger, error) {
	if pop3.HasPrefixFold(which, "the ") {
		return &selection{which, stay}, nil
	}
	_, _, err := parseWhich(which)
	return &selection{which, stay}, err
}

func number(word string) (int, error) {
	n, ok := pop3.Decimal(word)
	if !ok {
		return 0, fault("\"$\" is no count; write digits alone, such as 320", word)
	}
	return n, nil
}
