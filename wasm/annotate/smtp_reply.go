package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// smtpGreeting explains the greeting, or the last line of it.
func (s *session) smtpGreeting(l *line) remark {
	s.greeted, s.post.listed = true, false
	code, _ := transcript.ReplyCode(l.text)
	switch {
	case code/100 == 2:
		return remark{key: mailGreeting}
	case code == 0:
		return s.smtpGarbled(l)
	}
	return remark{key: mailTurnedAway, args: args{N: code}}
}

// smtpGarbled explains a line without a code where one is due.
func (s *session) smtpGarbled(l *line) remark {
	return remark{key: pick(indicator(l.text) == 0, mailGarbled, mailGarbledPOP3)}
}

// smtpListing explains a line of a reply behind which more follow. The first of a
// reply to EHLO names the server, the others its extensions.
func (s *session) smtpListing(l *line) remark {
	first := !s.post.listed
	s.post.listed = true
	if l.keyword == "EHLO" && !first {
		return smtpExtension(l, mailSize, mailExtension)
	}
	return remark{key: mailMore}
}

// smtpReply explains the last line of a reply, which is mostly the only one.
func (s *session) smtpReply(l *line) remark {
	listed := s.post.listed
	s.post.listed = false
	s.settle(l)
	code, _ := transcript.ReplyCode(l.text)
	s.smtpFollow(l.keyword, code < 400)
	_, known := verbs.find(l.keyword)
	switch {
	case code == 250 && l.keyword == "EHLO" && listed:
		return smtpExtension(l, mailSizeLast, mailExtensionLast)
	case code == 500 && !known && pop3.Lookup(l.keyword) != nil:
		return remark{key: errPOP3}
	}
	digits := l.text[:3]
	for _, sign := range [3]string{digits + l.keyword, digits, digits[:1]} {
		if k, ok := smtpReplies.find(sign); ok {
			return remark{key: k, args: args{N: code}}
		}
	}
	return remark{key: okMailOther, args: args{N: code}}
}

// smtpReplies are what replies mean: by code and command, else by code, else by the
// first digit (RFC 5321 section 4.2.1).
var smtpReplies = glossary[key]{
	{"250EHLO 250HELO", okHello}, {"250MAIL", okMail}, {"250RCPT", okRcpt}, {"251RCPT", okRcptElsewhere}, {"354DATA", goData},
	{"250.", okMessage}, {"250RSET", okMailRset}, {"250NOOP", okMailNoop}, {"250VRFY", okVrfy}, {"252VRFY", okVrfyHidden},
	{"221QUIT", okMailQuit}, {"550RCPT 551RCPT 553RCPT", errMailNobody}, {"554DATA", errMailNoRecipient},
	{"421", mailClosing}, {"500", errMailUnknown}, {"501", errMailSyntax}, {"502", errMailNotHere}, {"503", errMailOrder},
	{"552", errMailTooLarge}, {"4", errMailLater}, {"5", errMailNever},
}

// smtpExtension explains a line of the reply to EHLO.
func smtpExtension(l *line, size, other key) remark {
	name, value := words(l.shown[min(len("250-"), len(l.shown)):])
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

// smtpStray explains a line that nothing asked for, or that has no code.
func (s *session) smtpStray(l *line) remark {
	if l.Exchange >= 0 {
		s.settle(l)
		return s.smtpGarbled(l)
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
