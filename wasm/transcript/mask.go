package transcript

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"unicode/utf8"

	"poplab/wasm/pop3"
)

// The rule of this file: when in doubt, hide. A secret that is typed wrongly is
// a secret all the same, so it is looked for in lines that no server would
// accept: PASS in any case, glued to its argument, behind a telnet sequence; a
// password behind the name of USER; a bare word where PASS should stand.

// Mark stands for a secret, whatever its length.
const Mark = "••••••"

// span is a part of a line, in octets; empty if from == to.
type span struct{ from, to int32 }

// Masked is the line of entry i without its line end, with the secrets of
// PASS, APOP and AUTH replaced by "•" (six, whatever their length). What was a
// secret once is hidden where it stands again: in a status line that quotes it, in
// another command, in another session. Lists and mail stay as they are.
func (t *Transcript) Masked(i int) string {
	e, text := &t.Entries[i], t.Text(i)
	if h := e.hidden; h.from < h.to {
		text = text[:h.from] + Mark + text[h.to:]
	}
	isReply := e.Kind == Listing && t.Protocol(e.Session) == SMTP
	if e.isBody() && !isReply || e.Side == Local && e.Topic != Typed {
		return text
	}
	return t.Hide(text)
}

// Hide replaces in a text, of whatever origin, what was a secret in any session so far.
func (t *Transcript) Hide(text string) string {
	upper := pop3.Upper(text)
	for _, secret := range t.secrets {
		if strings.Contains(upper, secret) {
			text = replaceFold(text, secret)
			upper = pop3.Upper(text)
		}
	}
	return text
}

// memory is how many secrets are kept. A server quotes what it was sent last, so
// the oldest may go, and a long session stays cheap.
const memory = 64

// remember keeps the secret of a line, and what its words say where they are base64,
// as in AUTH. Some servers read it without its padding, so this does too. The
// password of PLAIN stands behind the last NUL (RFC 4616 section 2).
func (t *Transcript) remember(text string, h span) {
	if h.from == h.to {
		return
	}
	hidden := text[h.from:h.to]
	t.keepWords(hidden)
	for _, word := range strings.Fields(hidden) {
		if decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(word, "=")); err == nil {
			t.keepWords(string(decoded[bytes.LastIndexByte(decoded, 0)+1:]))
		}
	}
	t.secrets = t.secrets[max(0, len(t.secrets)-memory):]
}

// keepWords adds a secret as a whole and, as servers quote words, each of its
// words without the marks around it.
func (t *Transcript) keepWords(hidden string) {
	t.keep(strings.Trim(hidden, blanks))
	for _, word := range strings.FieldsFunc(hidden, isMark) {
		t.keep(word)
	}
}

// keep adds one secret. One of less than three octets is part of so many words
// that hiding it would rather point it out.
func (t *Transcript) keep(word string) {
	upper := pop3.Upper(word)
	if len(word) >= 3 && pop3.Lookup(word) == nil && !slices.Contains(t.secrets, upper) {
		t.secrets = append(t.secrets, upper)
	}
}

// isMark says whether r parts words. What is not ASCII belongs to a word, of
// whatever language.
func isMark(r rune) bool {
	return r < utf8.RuneSelf && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// hiddenInLocal finds the secret in a line of the learner's own program: one
// that was typed while nothing was connected.
func hiddenInLocal(topic Topic, text string) span {
	if topic != Typed && topic != Offline {
		return span{}
	}
	return hiddenInCommand(text, true, false)
}

// hiddenInCommand finds the secret in a command line.
func hiddenInCommand(text string, loggedIn, tried bool) span {
	keyword, arguments := SplitCommand(text)
	if i := strings.Index(pop3.Upper(text), "PASS"); i >= 0 {
		return hideFrom(text, separated(text, i+len("PASS")))
	}
	switch {
	case keyword == "AUTH" && !isMechanism(arguments):
		return hideFrom(text, behind(text, 1))
	case keyword == "AUTH", keyword == "APOP", keyword == "USER", keyword == "LOGIN":
		return hideFrom(text, behind(text, 2))
	case keyword == "MD5": // whose text ends with a secret
		return hideFrom(text, behind(text, 1))
	case loggedIn, slices.Contains(harmless, keyword), pop3.Lookup(keyword) != nil:
		return span{}
	case tried:
		return hideFrom(text, 0)
	}
	return hideFrom(text, behind(text, 1))
}

// hiddenInMail finds the secret in a command of SMTP: one that a learner means for
// POP3, as its own commands have none.
func hiddenInMail(text, keyword string) span {
	if slices.Contains(mailCommands, keyword) {
		return span{}
	}
	return hiddenInCommand(text, false, false)
}

// mailCommands are those of SMTP (RFC 5321 section 4.1.1).
var mailCommands = []string{"EHLO", "HELO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "VRFY", "EXPN", "QUIT"}

// harmless are words that a learner may well type before the login, and that
// are no password.
var harmless = []string{"", "RPOP", "HELP", "EXIT", "BYE"}

// mechanisms are the SASL names that are shown; what else follows AUTH may be a
// response in the wrong place.
var mechanisms = []string{
	"", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "GSSAPI", "EXTERNAL", "ANONYMOUS",
	"XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS",
}

func isMechanism(arguments string) bool {
	name, _ := SplitCommand(arguments)
	return slices.Contains(mechanisms, name)
}

func hideFrom(text string, from int) span {
	return span{int32(min(from, len(text))), int32(len(text))}
}

// behind is the offset after n words and the one blank that ends the last.
func behind(text string, n int) int {
	i := 0
	for ; n > 0; n-- {
		i += len(text[i:]) - len(strings.TrimLeft(text[i:], parting))
		if end := strings.IndexAny(text[i:], parting); end >= 0 {
			i += end
		} else {
			i = len(text)
		}
	}
	return separated(text, i)
}

// separated steps over one octet that parts a keyword from its argument.
func separated(text string, i int) int {
	if i < len(text) && strings.IndexByte(parting+":=", text[i]) >= 0 {
		return i + 1
	}
	return i
}

// replaceFold hides every occurrence of secret, which is in capitals.
func replaceFold(text, secret string) string {
	var b strings.Builder
	for {
		i := strings.Index(pop3.Upper(text), secret)
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i] + Mark)
		text = text[i+len(secret):]
	}
}
