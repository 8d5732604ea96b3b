package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// post is what a session of SMTP has told so far.
type post struct {
	hello      bool // EHLO or HELO was accepted
	sender     bool // MAIL was, and no message has ended since
	recipients int  // RCPT was, so often since
	parted     bool // the empty line of the mail at hand came
	swallowed  bool // a line of it before that was no header field
	listed     bool // a line of the reply at hand came, and more follow
}

// smtpLine explains a line of a session of SMTP.
func (s *session) smtpLine(l *line) remark {
	switch l.Kind {
	case transcript.Greeting:
		return s.smtpGreeting(l)
	case transcript.Request:
		return s.smtpRequest(l)
	case transcript.Text:
		return s.smtpText(l)
	case transcript.Terminator:
		return s.smtpEnd()
	case transcript.Listing:
		return s.smtpListing(l)
	case transcript.Status:
		return s.smtpReply(l)
	}
	return s.smtpStray(l)
}

// verbs are the commands of SMTP with what is said of them, in order as a session
// has them.
var verbs = glossary[key]{
	{"EHLO", askEhlo}, {"HELO", askHelo}, {"MAIL", askMail}, {"RCPT", askRcpt}, {"DATA", askData},
	{"RSET", askMailRset}, {"NOOP", askMailNoop}, {"VRFY", askVrfy}, {"QUIT", askMailQuit},
}

// smtpExamples are lines to type.
var smtpExamples = glossary[string]{
	{"EHLO", "EHLO pc.example.org"}, {"HELO", "HELO pc.example.org"},
	{"MAIL", "MAIL FROM:<ann@example.org>"}, {"RCPT", "RCPT TO:<mrose@dewey.example>"},
}

// smtpRequest explains a command.
func (s *session) smtpRequest(l *line) (r remark) {
	d := s.smtpMistake(l)
	if d.mistake == none {
		r = s.smtpMeaning(l)
	} else {
		set(&s.doubts, l.Exchange, d)
		r = remark{key: mistakes[d.mistake].said, args: d.args}
		r.aside = pick(l.keyword == "PASS" && l.arguments != "", saidPOP3Password, nothing)
	}
	s.open++
	if l.keyword == "DATA" {
		s.body, s.post.parted, s.post.swallowed = body{size: unknown, asked: unknown}, false, false
	}
	return r
}

// smtpMeaning explains a command with which nothing is wrong.
func (s *session) smtpMeaning(l *line) remark {
	if !s.greeted {
		return remark{key: askEarly}
	}
	k, _ := verbs.find(l.keyword)
	a := args{Name: l.word()}
	switch l.keyword {
	case "MAIL":
		a.Name, _ = smtpPath("FROM:", l.smtpArguments())
		k = pick(a.Name == "", askMailNobody, k)
	case "RCPT":
		a.Name, _ = smtpPath("TO:", l.smtpArguments())
	case "QUIT":
		s.quitting = true
	}
	return remark{key: k, args: a}
}

// smtpArguments are what follows the command, as notes may quote it.
func (l *line) smtpArguments() string {
	_, arguments := transcript.SplitCommand(l.shown)
	return arguments
}

// smtpPath is the address in angle brackets behind a word such as "FROM:".
func smtpPath(word, arguments string) (address string, ok bool) {
	if !pop3.HasPrefixFold(arguments, word+"<") {
		return "", false
	}
	address, _, ok = strings.Cut(arguments[len(word)+1:], ">")
	return quoteUpTo(address, longestTimestamp), ok
}

// smtpMistake finds the first thing that is wrong with a command: the moment, the
// octets, the word, its argument, and its place in the order.
func (s *session) smtpMistake(l *line) doubt {
	word, _, _ := strings.Cut(strings.TrimSpace(l.shown), " ")
	a := args{Command: l.keyword, Word: quote(word)}
	if m := s.smtpWord(l); m != none {
		return doubt{m, a}
	}
	a.Line, _ = smtpExamples.find(l.keyword)
	if m := smtpArgument(l); m != none {
		return doubt{m, a}
	}
	m, missing := s.smtpOrder(l)
	a.Line = missing
	return doubt{m, a}
}

// smtpWord looks at the moment, the octets and the word.
func (s *session) smtpWord(l *line) mistake {
	_, known := verbs.find(l.keyword)
	switch {
	case s.left, s.quitting:
		return mailLate
	case l.text == "":
		return mailEmpty
	case l.text == ".":
		return mailDot
	case !isPrintable(l.shown) && !strings.Contains(l.shown, hidden):
		return mailOctets
	case known:
		return none
	case isPOP3(l.keyword):
		return popWord
	case strings.HasSuffix(l.keyword, ":"):
		return mailHeaderLine
	case strings.Contains(" HELP EXPN TURN SEND SOML SAML AUTH BDAT STARTTLS ETRN ", " "+l.keyword+" "):
		return mailOptional
	}
	return mailUnknown
}

// smtpArgument looks at what follows the word.
func smtpArgument(l *line) mistake {
	ok, bare := true, strings.TrimSpace(l.arguments) == ""
	switch l.keyword {
	case "EHLO", "HELO":
		return pick(bare, mailNameless, none)
	case "DATA", "RSET", "QUIT":
		return pick(bare, none, mailAlone)
	case "MAIL":
		_, ok = smtpPath("FROM:", l.arguments)
	case "RCPT":
		_, ok = smtpPath("TO:", l.arguments)
	}
	return pick(ok, none, mailPathForm)
}

// smtpOrder looks for a command that had to come before, and names it (RFC 5321
// section 4.1.4). While replies are awaited nobody knows what was accepted.
func (s *session) smtpOrder(l *line) (m mistake, missing string) {
	p := &s.post
	begins, adds, sends := l.keyword == "MAIL", l.keyword == "RCPT", l.keyword == "DATA"
	switch {
	case s.open > 0 || s.gap || !begins && !adds && !sends:
	case begins && p.sender:
		return mailTwice, ""
	case !p.hello:
		return mailOrder, "EHLO"
	case !begins && !p.sender:
		return mailOrder, "MAIL"
	case sends && p.recipients == 0:
		return mailOrder, "RCPT"
	}
	return none, ""
}
