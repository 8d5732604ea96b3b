package smtp

import (
	"strconv"
	"strings"
)

// MaxSize is how many octets a message may have (RFC 1870 section 3).
const MaxSize = 1 << 20

// MaxRecipients is how many a message may have, at least 100 (RFC 5321 section
// 4.5.3.1.8).
const MaxRecipients = 100

// command answers a command. Blanks at the end of a line mean nothing (RFC 5321
// section 4.1.1).
func (s *Session) command(line string) string {
	line = strings.TrimRight(line, " \t")
	verb, arguments, _ := strings.Cut(line, " ")
	if !isPrintable(line) {
		return "500 Only printable ASCII may stand in a command"
	}
	switch verb = upper(verb); verb {
	case "EHLO", "HELO":
		return s.hello(verb, arguments)
	case "MAIL":
		return s.mail(arguments)
	case "RCPT":
		return s.rcpt(arguments)
	case "VRFY": // tells nobody who has a mailbox (RFC 5321 section 7.3)
		if arguments == "" {
			return "501 Syntax: VRFY name"
		}
		return "252 Not told; send the mail and see"
	case "NOOP": // which may have an argument that means nothing
		return ok
	case "DATA", "RSET", "QUIT":
		if arguments != "" {
			return "501 Syntax: " + verb + " stands alone"
		}
		return s.alone(verb)
	case "HELP", "EXPN", "AUTH", "STARTTLS":
		return "502 Command not implemented"
	}
	return "500 Command not recognized"
}

const ok = "250 OK"

// hello takes the name of the client. It also ends a message that was begun (RFC
// 5321 section 4.1.4).
func (s *Session) hello(verb, name string) string {
	if name == "" || strings.Contains(name, " ") {
		return "501 Syntax: " + verb + " name.of.your.host"
	}
	s.reset()
	s.client, s.extended = name, verb == "EHLO"
	if !s.extended {
		return "250 " + s.config.Host
	}
	return "250-" + s.config.Host + "\r\n250 SIZE " + strconv.Itoa(MaxSize)
}

// mail begins a message (RFC 5321 section 4.1.1.2).
func (s *Session) mail(arguments string) string {
	switch {
	case s.client == "":
		return "503 Send EHLO first"
	case s.begun:
		return "503 A message is begun already; RSET drops it"
	}
	from, parameters, right := path("FROM:", arguments)
	if !right || from != "" && !isAddress(from) {
		return "501 Syntax: MAIL FROM:<name@host.example>"
	}
	if refusal := s.parameters(parameters); refusal != "" {
		return refusal
	}
	s.begun, s.from = true, from
	return ok
}

// parameters checks what follows the sender: nothing or SIZE, of who said EHLO (RFC
// 1870 section 6.1). It gives "" where nothing is wrong.
func (s *Session) parameters(parameters string) string {
	name, value, _ := strings.Cut(parameters, "=")
	size, ok := decimal(value)
	switch {
	case parameters == "":
	case upper(name) != "SIZE" || !s.extended:
		return "555 Only SIZE may follow, behind EHLO"
	case !ok:
		return "501 Syntax: SIZE=octets"
	case size > MaxSize:
		return tooLarge
	}
	return ""
}

// decimal reads a number of at most 20 digits (RFC 1870 section 5); what is larger
// than any mail counts as one octet more than the largest.
func decimal(digits string) (n int, ok bool) {
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		n = min(n*10+int(digits[i]-'0'), MaxSize+1)
	}
	return n, digits != "" && len(digits) <= 20
}

const tooLarge = "552 Message too large"

// rcpt adds a recipient (RFC 5321 section 4.1.1.3).
func (s *Session) rcpt(arguments string) string {
	to, parameters, right := path("TO:", arguments)
	switch {
	case !s.begun:
		return "503 Send MAIL first"
	case !right || !isAddress(to) && upper(to) != "POSTMASTER":
		return "501 Syntax: RCPT TO:<name@host.example>"
	case parameters != "":
		return "555 RCPT has no parameters here"
	case len(s.to) == MaxRecipients:
		return "452 Too many recipients"
	case !s.config.Knows(to):
		return "550 No such user here"
	}
	s.to = append(s.to, to)
	return ok
}

// alone answers the commands that have no argument.
func (s *Session) alone(verb string) string {
	switch verb {
	case "RSET":
		s.reset()
		return ok
	case "QUIT":
		s.closed = true
		return "221 " + s.config.Host + " closing connection"
	}
	switch {
	case !s.begun:
		return "503 Send MAIL and RCPT first"
	case len(s.to) == 0:
		return "554 No valid recipients"
	}
	s.sending = true
	return "354 Start mail input; end with <CRLF>.<CRLF>"
}

// reset drops the message that was begun.
//
//go:noinline
func (s *Session) reset() { s.letter = letter{} }
