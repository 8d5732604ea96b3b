package check

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
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
type remains func(facts map[string]string, d *mailbox.Maildrop, whose string) (said string, f fate)

// judge looks at the maildrop once a session is over, because marks become deletions
// at QUIT (RFC 1939 section 6); one that is still open has changed nothing yet.
func (want remains) judge(q *inquiry) *Verdict {
	i := slices.IndexFunc(q.sessions, func(s *session) bool { return s.ending != stillOpen })
	if i < 0 {
		return q.sessions[0].unsettled(q)
	}
	whose := "the maildrop of " + q.user + " on " + q.host
	said, f := want(q.Facts, q.Maildrop(q.host, q.user), whose)
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
		return s.unmet(standing[0].Request, "the session of $$ is still open, and $ only at QUIT; send it",
			q.user, q.at(), s.marked(standing)+goes(standing))
	}
	return missing("the session of $$ is still open; end it, then the maildrop is looked at", q.user, q.at())
}

// amount wants so many messages and octets.
func amount(count, octets int) remains {
	return func(_ map[string]string, d *mailbox.Maildrop, whose string) (string, fate) {
		n, size := d.Stat()
		said := messagesOf(n, size) + be(n) + "left in " + whose
		if n == count && size == octets {
			return said, asWanted
		}
		said += ", and this goal wants " + messagesOf(count, octets)
		if n > count {
			return said, tooMuch
		}
		return said, tooLittle
	}
}

func messagesOf(count, octets int) string {
	if count == 0 {
		return "no message"
	}
	return plural(count, "message") + " of " + plural(octets, "octet")
}

func be(count int) string {
	if count > 1 {
		return " are "
	}
	return " is "
}

// untouched wants every message that ever came.
func untouched(_ map[string]string, d *mailbox.Maildrop, whose string) (string, fate) {
	came, there := len(d.Delivered()), len(d.Messages())
	if came == there {
		return "nothing is gone from " + whose, asWanted
	}
	return strconv.Itoa(came-there) + " of " + plural(came, "message") + be(came-there) + "gone from " + whose, tooLittle
}

// onlyFrom wants every message of a person and none of others. The person may be a
// fact.
func onlyFrom(who string) remains {
	return func(facts map[string]string, d *mailbox.Maildrop, whose string) (string, fate) {
		who := tell(facts, who)
		came, there := 0, 0
		for _, m := range d.Delivered() {
			if isFrom(m, who) {
				came++
			}
		}
		for _, m := range d.Messages() {
			if !isFrom(m, who) {
				return "a message from " + sender(m) + " is left in " + whose, tooMuch
			}
			there++
		}
		switch {
		case came == 0:
			return "no message from " + who + " ever came into " + whose, tooLittle
		case there < came:
			return strconv.Itoa(came-there) + " of " + plural(came, "message") + " from " + who + be(came-there) +
				"gone from " + whose, tooLittle
		}
		return "all that is left in " + whose + " is from " + who, asWanted
	}
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

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
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

func buildOnlyFrom(c captured) (judger, error) { return onlyFrom(c["WHO"]), nil }

func number(word string) (int, error) {
	n, ok := pop3.Decimal(word)
	if !ok {
		return 0, errors.New("\"" + word + "\" is no count; write digits alone, such as 320")
	}
	return n, nil
}
