package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// codeOf is the reply code of a line, or 0, and the text behind it.
func codeOf(text string) (code int, rest string) {
	if len(text) < 3 || len(text) > 3 && text[3] != ' ' && text[3] != '-' {
		return 0, text
	}
	code, _ = pop3.Decimal(text[:3])
	return code, text[min(4, len(text)):]
}

// smtpGreeting explains the first line of the server.
func (s *session) smtpGreeting(l *line) remark {
	s.greeted = true
	code, _ := codeOf(l.text)
	switch {
	case code == 220 && len(l.text) > 3 && l.text[3] == '-':
		s.post.listed = true
		return remark{key: mailMore}
	case code/100 == 2:
		return remark{key: mailGreeting}
	case code != 0:
		return remark{key: mailTurnedAway, args: args{N: code}}
	}
	return remark{key: smtpGarbled(l)}
}

func smtpGarbled(l *line) key { return pick(indicator(l.text) == 0, mailGarbled, mailGarbledPOP3) }

// smtpListing explains a line of a reply behind which more follow, and the last of
// a long greeting. The first line of a reply to EHLO names the server, the others its
// extensions.
func (s *session) smtpListing(l *line) remark {
	first := !s.post.listed
	s.post.listed = len(l.text) > 3 && l.text[3] == '-'
	_, text := codeOf(l.shown)
	switch {
	case !s.post.listed:
		return s.smtpGreeting(l)
	case l.keyword == "EHLO" && !first:
		return smtpExtension(text, mailSize, mailExtension)
	}
	return remark{key: mailMore}
}

// smtpReply explains the last line of a reply, which is mostly the only one.
func (s *session) smtpReply(l *line) remark {
	d := s.settle(l)
	listed := s.post.listed
	s.post.listed = false
	code, _ := codeOf(l.text)
	_, text := codeOf(l.shown)
	yes := code < 400
	s.smtpFollow(l.keyword, yes)
	switch k := mistakes[d.mistake].refused; {
	case !yes && k != nothing:
		return remark{key: k, args: d.args}
	case !yes:
		return remark{key: smtpRefusal(l.keyword, code), args: args{N: code}}
	case l.keyword == "EHLO" && listed:
		return smtpExtension(text, mailSizeLast, mailExtensionLast)
	}
	return remark{key: smtpSuccess(l.keyword, code), args: args{N: code}}
}

// smtpExtension explains a line of the reply to EHLO.
func smtpExtension(text string, size, other key) remark {
	name, value := words(text)
	if n, ok := pop3.Decimal(value); ok && pop3.EqualFold(name, "SIZE") {
		return remark{key: size, args: args{N: n}}
	}
	return remark{key: other, args: args{Name: quote(name)}}
}

// smtpFollow follows the order of the commands by their replies.
func (s *session) smtpFollow(keyword string, yes bool) {
	p := &s.post
	switch {
	case keyword == ".": // the message has ended, one way or the other
		p.sender, p.recipients = false, 0
	case !yes:
		s.quitting = s.quitting && keyword != "QUIT"
	case keyword == "EHLO", keyword == "HELO", keyword == "RSET":
		p.hello = p.hello || keyword != "RSET"
		p.sender, p.recipients = false, 0
	case keyword == "MAIL":
		p.sender = true
	case keyword == "RCPT":
		p.recipients++
	case keyword == "QUIT":
		s.left = true
	}
}

// smtpSuccesses are the replies that begin with 2 or 3.
var smtpSuccesses = glossary[key]{
	{"EHLO HELO", okHello}, {"MAIL", okMail}, {"RCPT", okRcpt}, {"DATA", goData}, {".", okMessage},
	{"RSET", okMailRset}, {"NOOP", okMailNoop}, {"VRFY", okVrfy}, {"QUIT", okMailQuit},
}

func smtpSuccess(keyword string, code int) key {
	k, known := smtpSuccesses.find(keyword)
	usual := pick(keyword == "DATA", 354, pick(keyword == "QUIT", 221, 250))
	switch {
	case code == 252 && keyword == "VRFY":
		return okVrfyHidden
	case code == 251 && keyword == "RCPT":
		return okRcptElsewhere
	case known && code == usual:
		return k
	}
	return okMailOther
}

// smtpRefusal is what is said of a reply that begins with 4 or 5 (RFC 5321 section
// 4.2.3).
func smtpRefusal(keyword string, code int) key {
	switch {
	case code == 421:
		return mailClosing
	case code < 500:
		return errMailLater
	case keyword == "RCPT" && (code == 550 || code == 551 || code == 553):
		return errMailNobody
	case keyword == "DATA" && code == 554:
		return errMailNoRecipient
	}
	switch code {
	case 500:
		return errMailUnknown
	case 501:
		return errMailSyntax
	case 502:
		return errMailNotHere
	case 503:
		return errMailOrder
	case 552:
		return errMailTooLarge
	}
	return errMailNever
}

// smtpStray explains a line that nothing asked for, or that has no code.
func (s *session) smtpStray(l *line) remark {
	if l.Exchange >= 0 {
		s.settle(l)
		return remark{key: smtpGarbled(l)}
	}
	if strings.HasPrefix(l.text, "421") {
		return remark{key: mailClosing}
	}
	return remark{key: mailStray}
}

// smtpEnding explains the end of the connection.
func (s *session) smtpEnding() remark {
	switch {
	case s.left:
		return remark{key: mailClosed}
	case s.post.sender:
		return remark{key: mailLeftOpen}
	}
	return remark{key: mailLeft}
}
