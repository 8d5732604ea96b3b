package transcript

import (
	"strings"

	"poplab/wasm/pop3"
)

// gap is where octets of a side are missing.
type gap struct {
	open     bool // what follows is not in order again
	tail     bool // the next line may be the end of one that was cut
	exchange int  // exchanges from this one on began with the line that was cut, or behind it
}

// resync brings replies and commands together again where a reply is missing: one
// that a capture lost, or that a server never sent. It gives up the commands that
// stand before the one that the line belongs to, and says whether that is a line
// of a multi-line reply whose status line never came.
//
// A line of a listing or of a mail header tells by its form whose it is. A status
// line does not, so of those only the rule of Skip is left.
func (t *Transcript) resync(text string, tail bool) (inBody bool) {
	if outcome(text) != Garbled {
		if t.answeredInGap() {
			t.giveUp(t.waiting[1])
		}
		t.torn.open = false
		return false
	}
	for n, index := range t.waiting {
		x := t.Exchanges[index]
		fits, kind := x.fits(text), x.bodyKind()
		if kind == LocalText || !fits && !(tail && n == 0) {
			continue
		}
		if kind == Header && !fits {
			kind = Text // somewhere within the message
		}
		t.giveUp(index)
		x.Outcome = OK // to judge by what follows
		t.follow(&x)
		t.Exchanges[index].Outcome, t.Exchanges[index].After = Unanswered, t.state
		t.body, t.message = kind, 0
		return true
	}
	return false
}

// answeredInGap says whether exactly one command of those that wait is older than
// the gap in the server's octets.
func (t *Transcript) answeredInGap() bool {
	return t.torn.open && len(t.waiting) > 1 && t.waiting[0] < t.torn.exchange && t.waiting[1] >= t.torn.exchange
}

// giveUp leaves those commands without a reply that wait longer than exchange
// index.
func (t *Transcript) giveUp(index int) {
	for t.waiting[0] != index {
		t.Exchanges[t.waiting[0]].Outcome = Unanswered
		t.leave()
	}
}

// fits says whether a line has the form of a line of the multi-line reply to this
// exchange: "1 120" for LIST and UIDL (RFC 1939 section 5 and section 7), a header
// field for RETR and TOP, and a lone dot for all.
func (x *Exchange) fits(text string) bool {
	if text == "." {
		return true
	}
	switch x.Keyword {
	case "LIST", "UIDL":
		number, value, _ := strings.Cut(text, " ")
		_, isNumber := pop3.Decimal(number)
		return isNumber && value != "" && !strings.Contains(value, " ")
	case "RETR", "TOP":
		name, _, found := strings.Cut(text, ":")
		return found && name != "" && !strings.ContainsAny(name, blanks)
	}
	return false
}
