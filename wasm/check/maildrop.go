package check

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// unvisited says which of the two there is not: the maildrop of a scope, or a
// session in it. The goals about a maildrop are judged only when there are both.
func (v *View) unvisited(w scope) string {
	if v.Maildrop == nil || v.Maildrop(w.host, w.user) == nil {
		return "there is no maildrop of " + w.user + w.at()
	}
	if len(v.in(w)) == 0 {
		return w.nobody()
	}
	return ""
}

// fate is how a maildrop differs from the one that is wanted.
type fate uint8

const (
	asWanted  fate = iota
	tooMuch        // something should have gone
	tooLittle      // something should have stayed
)

// remains compares what is left in a maildrop with what is wanted, and says it.
type remains func(v *View, d *mailbox.Maildrop, whose string) (said string, f fate)

// judge looks at the maildrop once a session is over, because marks become deletions
// at QUIT (RFC 1939 section 6); one that is still open has changed nothing yet.
func (want remains) judge(v *View, w scope) Verdict {
	newest, open := v.settled(w)
	if newest == nil {
		return open
	}
	said, f := want(v, v.Maildrop(w.host, w.user), "the maildrop of "+w.user+w.on())
	if f == asWanted {
		return newest.met(newest.end, said)
	}
	d := v.deed(w, f)
	return d.unmet(d.entry, said+": "+d.said)
}

// settled gives the newest session of a scope that is over, or says why there is
// none.
func (v *View) settled(w scope) (*session, Verdict) {
	list := v.in(w)
	for n := len(list) - 1; n >= 0; n-- {
		if list[n].ending != stillOpen {
			return list[n], Verdict{}
		}
	}
	s := list[len(list)-1]
	open := "the session of " + w.user + w.at() + " is still open"
	if standing := s.marks().standing; len(standing) > 0 {
		return nil, s.unmet(standing[0].Request, open+", and "+s.marked(standing)+" goes only at QUIT; send it")
	}
	return nil, unmet(-1, open+"; end it, then the maildrop is looked at")
}

// amount wants so many messages and octets.
func amount(count, octets int) remains {
	return func(_ *View, d *mailbox.Maildrop, whose string) (string, fate) {
		n, size := d.Stat()
		said := messagesOf(n, size) + be(n) + "left in " + whose
		switch {
		case n == count && size == octets:
			return said, asWanted
		case n > count:
			return said + ", and this goal wants " + messagesOf(count, octets), tooMuch
		}
		return said + ", and this goal wants " + messagesOf(count, octets), tooLittle
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
func untouched(_ *View, d *mailbox.Maildrop, whose string) (string, fate) {
	came, there := len(d.Delivered()), len(d.Messages())
	if came == there {
		return "nothing is gone from " + whose, asWanted
	}
	return strconv.Itoa(came-there) + " of " + plural(came, "message") + be(came-there) + "gone from " + whose, tooLittle
}

// onlyFrom wants every message of a person and none of others. The person may be a
// fact.
func onlyFrom(who string) remains {
	return func(v *View, d *mailbox.Maildrop, whose string) (string, fate) {
		who := v.told(who)
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

func buildLeft(c captured) (judge, error) {
	count, err := number(c["COUNT"])
	if err != nil {
		return nil, err
	}
	octets, err := number(c["OCTETS"])
	return amount(count, octets).judge, err
}

func buildEmpty(captured) (judge, error) { return amount(0, 0).judge, nil }

func buildUntouched(captured) (judge, error) { return remains(untouched).judge, nil }

func buildOnlyFrom(c captured) (judge, error) { return onlyFrom(c["WHO"]).judge, nil }

func number(word string) (int, error) {
	n, ok := pop3.Decimal(word)
	if !ok {
		return 0, errors.New("\"" + word + "\" is no count; write digits alone, such as 320")
	}
	return n, nil
}
