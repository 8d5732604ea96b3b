package pop3

import (
	"strconv"
	"strings"
)

// Wording is everything that a server says in its own words. Clients read only
// the status indicator (RFC 1939 section 9); people read the rest, so each text
// of a refusal says what was wrong with the line.
//
// The doc of a field names the placeholders that its text may hold. STAT, LIST
// and UIDL of one message are missing here: their fields are fixed.
type Wording struct {
	_ [0]func() // not comparable: nobody compares two, and the code for it is large

	Greeting Template // no placeholder; the timestamp of APOP is added behind it

	User     Template // {name}
	LoggedIn Template // {name} {messages} {octets}
	List     Template // {messages} {octets}
	Retr     Template // {number} {octets}
	Dele     Template // {number}
	Noop     Template
	Rset     Template // {messages} {octets}
	Top      Template // {number}
	Uidl     Template // {messages} {octets}
	Capa     Template

	Quit      Template // before a login
	QuitLeft  Template // {messages} {octets}; messages are left in the maildrop
	QuitEmpty Template
	// QuitRemoved goes before the two above where QUIT removed something, and is
	// "" for a server that does not tell.
	QuitRemoved Template // {messages} {octets}
	NotRemoved  Template // QUIT could not remove all marked messages

	LineTooLong     Template
	Unprintable     Template // {octet} {number}: its position in the line, from 1
	EmptyLine       Template
	ExtraSpace      Template
	UnknownCommand  Template // {argument}: the keyword as typed
	WrongState      Template // {command} {state}
	MissingArgument Template // {command} {wanted}
	NoArgument      Template // {command}; it takes none and got one
	ExtraArgument   Template // {command} {wanted}
	NotANumber      Template // {command} {wanted} {argument}
	NotADigest      Template

	StartTLS  Template // STLS: the handshake begins
	TLSActive Template // STLS inside TLS
	NoTLS     Template // STLS where there is no certificate
	NeedsTLS  Template // a password in the clear where RequireTLS forbids it

	NoUser        Template // PASS without USER straight before it
	SecondUser    Template // USER where PASS was due
	NoSuchUser    Template // {name}; only where the profile refuses unknown names
	WrongPassword Template
	WrongDigest   Template
	NoAPOP        Template
	InUse         Template // behind [IN-USE]
	Unavailable   Template // behind [SYS/TEMP]

	MessageZero Template
	NoMessage   Template // {argument} {messages}: how many there are, marked ones included
	Deleted     Template // {number}
}

// Template is a text with placeholders in braces.
type Template string

// facts are what placeholders stand for.
type facts struct {
	name     string // {name}: mailbox name, as typed
	command  string // {command}: keyword in capitals
	argument string // {argument}: what the client sent
	wanted   string // {wanted}: arguments in words, "a message number"
	octet    string // {octet}: an octet that does not belong into a command
	state    State  // {state}
	number   int    // {number}: a message-number or a position, from 1
	messages int    // {messages}: "1 message", "2 messages"
	octets   int    // {octets}: "120 octets"
}

// value gives the text for a placeholder, and false for an unknown one.
func (f facts) value(placeholder string) (string, bool) {
	switch placeholder {
	case "name":
		return echo(f.name), true
	case "command":
		return f.command, true
	case "argument":
		return echo(f.argument), true
	case "wanted":
		return f.wanted, true
	case "octet":
		return f.octet, true
	case "state":
		return f.state.String(), true
	case "number":
		return strconv.Itoa(f.number), true
	case "messages":
		return plural(f.messages, "message"), true
	case "octets":
		return plural(f.octets, "octet"), true
	}
	return "", false
}

// fill puts facts in the place of placeholders, once: a name that looks like a
// placeholder stays as it is.
func (t Template) fill(f facts) string {
	var b strings.Builder
	rest := string(t)
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		placeholder, behind, _ := strings.Cut(after, "}")
		value, _ := f.value(placeholder)
		b.WriteString(value)
		rest = behind
	}
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}

// maxEcho is how many octets of a client a reply repeats. RFC 1939 section 3
// promises 40 octets to an argument and 512 to a status line.
const maxEcho = 40

// echo makes what a client sent fit to be repeated. It is cut short, and a "["
// at its start is quoted, since a text that starts with one is a response code
// (RFC 2449 section 8).
func echo(s string) string {
	if len(s) > maxEcho {
		s = s[:maxEcho] + "..."
	}
	if strings.HasPrefix(s, "[") {
		s = `"` + s + `"`
	}
	return s
}
