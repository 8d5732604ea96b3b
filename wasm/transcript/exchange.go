package transcript

import (
	"strings"

	"poplab/wasm/pop3"
)

// Exchange is a command and its whole reply. Greetings are exchanges without a
// command.
type Exchange struct {
	Session   int
	Keyword   string // in capitals; "" for a greeting or an empty line
	Arguments string // after the first space, as sent
	Request   int    // entry of the command, or -1 for a greeting
	Outcome   Outcome
	Code      int   // of SMTP: the three digits of the reply (RFC 5321 section 4.2); else 0
	Status    int   // entry of the status line, or -1 while none came
	End       int   // entry of the last line of the reply, or -1 while incomplete
	Before    State // when the command was sent
	After     State // when its status line came
}

// Settled is how many exchanges, from the first on, change no more.
func (t *Transcript) Settled() int {
	n := len(t.Exchanges)
	for _, x := range t.waiting {
		n = min(n, x)
	}
	return n
}

// Outcome is what the status line says.
type Outcome uint8

const (
	Pending    Outcome = iota
	OK                 // "+OK"; a server that writes "+ok" breaks a rule, but is understood
	Err                // "-ERR", in any case of letters too
	Garbled            // neither of the two
	Unanswered         // no status line came: the connection ended first, or it is missing
)

// outcome reads the status indicator of a line (RFC 1939 section 3).
func outcome(text string) Outcome {
	switch {
	case pop3.HasPrefixFold(text, "+OK"):
		return OK
	case pop3.HasPrefixFold(text, "-ERR"):
		return Err
	}
	return Garbled
}

// SplitCommand parts a command line as a lenient server would: telnet sequences
// and blanks before the keyword are skipped, and TAB and NUL count as the space
// behind it. So a reply is understood even where a server forgives what RFC 1939
// section 3 does not allow. The keyword comes in capitals.
func SplitCommand(text string) (keyword, arguments string) {
	text = strings.TrimLeft(withoutTelnet(text), blanks)
	end := strings.IndexAny(text, parting)
	if end < 0 {
		return pop3.Upper(text), ""
	}
	return pop3.Upper(text[:end]), text[end+1:]
}

// bodyKind is what the first line after a +OK to this exchange is, or LocalText
// if the reply is one line. Beside the table it knows one listing: the mechanisms
// that some servers give for a bare AUTH.
func (x *Exchange) bodyKind() Kind {
	arguments := strings.Trim(x.Arguments, blanks)
	switch x.Keyword {
	case "RETR", "TOP":
		return Header
	case "AUTH":
		if arguments == "" {
			return Listing
		}
	}
	if c := pop3.Lookup(x.Keyword); c != nil && c.Multiline(arguments) {
		return Listing
	}
	return LocalText
}

const (
	blanks  = " \t"
	parting = blanks + "\x00" // to servers written in C, a word ends at NUL
)
