package pop3

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Template is a text with placeholders in braces.
type Template string

// facts are what placeholders stand for.
type facts struct {
	name     string // {name}: mailbox name, as typed
	command  string // {command}: keyword in capitals
	argument string // {argument}: what the client sent
	wanted   string // {wanted}: arguments in words, "a message number"
	octet    byte   // {octet}: one that does not belong into a command
	state    State  // {state}
	number   int    // {number}: a message-number or a position, from 1
	messages int    // {messages}: "1 message", "2 messages"
	octets   int    // {octets}: "120 octets"
}

// fill puts facts in the place of placeholders, once: a name that looks like a
// placeholder stays as it is.
func (w *Wording) fill(t Template, f facts) string {
	var b strings.Builder
	rest := string(t)
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		placeholder, behind, _ := strings.Cut(after, "}")
		value, _ := w.value(placeholder, f)
		b.WriteString(value)
		rest = behind
	}
}

// value gives the text for a placeholder, and false for an unknown one.
func (w *Wording) value(placeholder string, f facts) (string, bool) {
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
		return w.octet(f.octet), true
	case "state":
		return f.state.String(), true
	case "number":
		return strconv.Itoa(f.number), true
	case "messages":
		return w.plural(f.messages, w.OneMessage, w.Messages), true
	case "octets":
		return w.plural(f.octets, w.OneOctet, w.Octets), true
	}
	return "", false
}

func (w *Wording) plural(n int, one, many Template) string {
	if n == 1 {
		many = one
	}
	return w.fill(many, facts{number: n})
}

// octet names an unprintable octet as the key is labelled that sends it, since
// people press it without knowing that it sends anything.
func (w *Wording) octet(c byte) string {
	switch c {
	case 0x00:
		return "NUL"
	case 0x08, 0x7F:
		return string(w.Backspace)
	case '\t':
		return "TAB"
	case '\r':
		return string(w.LoneCR)
	case 0x1B:
		return "ESC"
	}
	return w.fill(w.OtherOctet, facts{number: int(c)})
}

// wanted names arguments in words: "a message number and a number of lines".
func (w *Wording) wanted(list []Arg) string {
	var text Template
	for i, a := range list {
		if i > 0 {
			text += w.And
		}
		text += w.phrase(a)
	}
	return string(text)
}

// phrase names one argument in words.
func (w *Wording) phrase(a Arg) Template {
	switch a.Name {
	case "message":
		return w.AMessage
	case "lines":
		return w.ALineCount
	case "name":
		return w.AName
	case "password":
		return w.APassword
	case "digest":
		return w.ADigest
	case "mechanism":
		return w.AMechanism
	case "initial-response":
		return w.AResponse
	case "language":
		return w.ATongue
	}
	return ""
}

// maxEcho is how many octets of a client a reply repeats. RFC 1939 section 3
// promises 40 octets to an argument and 512 to a status line.
const maxEcho = 40

// echo makes what a client sent fit to be repeated. It is cut short between
// characters, and a "[" at its start is quoted, since a text that starts with one
// is a response code (RFC 2449 section 8).
func echo(s string) string {
	if len(s) > maxEcho {
		end := maxEcho
		for end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end] + "..."
	}
	if strings.HasPrefix(s, "[") {
		s = `"` + s + `"`
	}
	return s
}
