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

// verbs are the commands of SMTP with what is said of them.
var verbs = glossary[key]{
	{"EHLO", askEhlo}, {"HELO", askHelo}, {"MAIL", askMail}, {"RCPT", askRcpt}, {"DATA", askData},
	{"RSET", askMailRset}, {"NOOP", askMailNoop}, {"VRFY", askVrfy}, {"QUIT", askMailQuit},
	{"HELP EXPN TURN AUTH BDAT STARTTLS", saidMailOptional},
}

// smtpRequest explains a command: by the first thing that is wrong with it, the
// moment, the word, its argument, or its place in the order; else by what it asks.
func (s *session) smtpRequest(l *line) remark {
	word, _, _ := strings.Cut(strings.TrimSpace(l.shown), " ")
	r := remark{args: args{Command: l.keyword, Word: quote(word)}}
	asks, _ := verbs.find(l.keyword)
	if r.key = s.smtpWord(l, asks); r.key == nothing {
		r.key = smtpArgument(l, &r.args)
	}
	if r.key == nothing {
		r.key = s.smtpOrder(l.keyword, &r.args)
	}
	if r.key == nothing {
		r.key = pick(s.greeted, asks, askEarly)
		s.quitting = l.keyword == "QUIT"
	}
	switch {
	case r.key == askMail && r.args.Name == "":
		r.key = askMailNobody
	case l.keyword == "PASS" && l.arguments != "":
		r.aside = saidPOP3Password
	case l.keyword == "DATA":
		s.body, s.post.parted, s.post.swallowed = body{}, false, false
	}
	s.open++
	return r
}

// smtpWord looks at the moment, the octets and the word, of which verbs says what it
// asks.
func (s *session) smtpWord(l *line, asks key) key {
	switch {
	case s.left, s.quitting:
		return saidMailLate
	case l.text == "":
		return saidMailEmpty
	case l.text == ".":
		return saidMailDot
	case !isPrintable(l.text) && !strings.Contains(l.text, hidden):
		return saidMailOctets
	case asks == saidMailOptional:
		return asks
	case asks != nothing:
		return nothing
	case pop3.Lookup(l.keyword) != nil:
		return saidPOP3
	case strings.HasSuffix(l.keyword, ":"):
		return saidMailHeader
	}
	return saidMailUnknown
}

// smtpArgument looks at what follows the word, and gives a line to type where that
// is wrong.
func smtpArgument(l *line, a *args) key {
	_, shown := transcript.SplitCommand(l.shown)
	bare := strings.Trim(shown, " ") == ""
	word := "TO:<"
	a.Name, a.Line = quote(shown), l.keyword+" pc.example.org"
	switch l.keyword {
	case "EHLO", "HELO":
		return pick(bare, saidMailName, nothing)
	case "DATA", "RSET", "QUIT":
		return pick(bare, nothing, saidMailAlone)
	case "MAIL":
		word = "FROM:<"
	case "RCPT":
	default:
		return nothing
	}
	address, _, closed := strings.Cut(shown, ">")
	a.Line = l.keyword + " " + word + "name@host.example>"
	if !closed || !pop3.HasPrefixFold(address, word) {
		return saidMailPath
	}
	a.Name = quoteUpTo(address[len(word):], longestTimestamp)
	return nothing
}

// smtpOrder looks for a command that had to come before, and names it (RFC 5321
// section 4.1.4). While replies are awaited nobody knows what was accepted.
func (s *session) smtpOrder(keyword string, a *args) key {
	p, begins, sends := &s.post, keyword == "MAIL", keyword == "DATA"
	switch {
	case s.open > 0 || s.gap || !begins && !sends && keyword != "RCPT":
		return nothing
	case begins && p.sender:
		return saidMailTwice
	case !p.hello:
		a.Line = "EHLO"
	case !begins && !p.sender:
		a.Line = "MAIL"
	case sends && p.recipients == 0:
		a.Line = "RCPT"
	default:
		return nothing
	}
	return saidMailOrder
}
