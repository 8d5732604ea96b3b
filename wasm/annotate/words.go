package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// instead is what people type, and the keyword that they meant.
var instead = glossary[string]{
	{"DELETE DEL RM REMOVE ERASE", "DELE"},
	{"RETRIEVE RETRIVE READ SHOW OPEN CAT FETCH MAIL", "RETR"},
	{"STATUS STATE COUNT INFO", "STAT"},
	{"LS DIR SCAN", "LIST"},
	{"RESET UNDO UNDELETE", "RSET"},
	{"PASSWORD PASSWD PWD", "PASS"},
	{"NOP", "NOOP"},
	{"UID", "UIDL"},
	{"HEAD", "TOP"},
	{"CAPABILITY", "CAPA"},
	{"STARTTLS TLS SSL", "STLS"},
}

// foreign are words of other protocols and other times.
var foreign = glossary[mistake]{
	{"HELP ? MAN", helpWord},
	{"EXIT BYE LOGOUT LOGOFF CLOSE Q", leaveWord},
	{"LOGIN", loginWord},
	{"HELO EHLO RCPT DATA VRFY", smtpWord},
	{"SELECT EXAMINE EXPUNGE STORE IDLE", imapWord},
	{"GET POST PUT HOST:", httpWord},
	{"RPOP", rpopWord},
	{"+OK -ERR +", serverWord},
	{".", loneDot},
	{"TELNET", telnetWord},
}

// unknownWord explains a line whose first word is no keyword. Where such a line
// may be a secret (a bare password after USER), the words that are shown decide.
func (s *session) unknownWord(l *line, a args) doubt {
	word, arguments, _ := strings.Cut(strings.TrimSpace(l.shown), " ")
	a.Word = quote(word)
	if strings.Contains(word, hidden) {
		return doubt{pick(s.named && !s.loggedIn, bareWordAfterUser, hiddenWord), a}
	}
	keyword := pop3.Upper(word)
	switch {
	case strings.HasPrefix(arguments, "/") || strings.Contains(arguments, "HTTP/"):
		return doubt{httpWord, a}
	case keyword == "MAIL" && strings.HasPrefix(pop3.Upper(arguments), "FROM"):
		return doubt{smtpWord, a}
	case keyword == "GET" && arguments != "":
		return meant("RETR", arguments, a)
	}
	if right, found := instead.find(keyword); found {
		return meant(right, arguments, a)
	}
	if m, found := foreign.find(keyword); found {
		return doubt{m, a}
	}
	if isTagged(arguments) {
		return doubt{imapWord, a}
	}
	if d := glued(keyword, a); d.mistake != none {
		return d
	}
	return s.plainWord(word, a)
}

// meant offers the right keyword in a line that is valid: with the arguments that
// were given, with the last of them ("delete message 2"), or the table's example.
func meant(keyword, arguments string, a args) doubt {
	a.Command, a.Line = keyword, keyword
	if c := pop3.Lookup(keyword); c != nil {
		a.Line = suggest(c, arguments)
		if last := arguments[strings.LastIndexByte(arguments, ' ')+1:]; a.Line == c.Example {
			a.Line = suggest(c, last)
		}
	}
	return doubt{wrongWord, a}
}

// glued finds a keyword that runs into its argument: USER:, RETR(1), LIST#2,
// DELE3.
func glued(keyword string, a args) doubt {
	for _, c := range pop3.Commands() {
		rest, found := strings.CutPrefix(keyword, c.Name)
		if found && strings.Trim(rest, ":=()<>[]#.,;0123456789-") == "" {
			a.Command, a.Line = c.Name, c.Example
			return doubt{gluedKeyword, a}
		}
	}
	return doubt{}
}

// isTagged recognises IMAP, which puts a tag before the command word.
func isTagged(arguments string) bool {
	word, _, _ := strings.Cut(pop3.Upper(arguments), " ")
	switch word {
	case "LOGIN", "SELECT", "FETCH", "LOGOUT", "CAPABILITY", "NOOP", "STORE", "LIST":
		return true
	}
	return false
}

// plainWord explains a word that is nothing known: a number, the name or the
// password on its own, or a typing error.
func (s *session) plainWord(word string, a args) doubt {
	switch _, isNumber := pop3.Decimal(word); {
	case isNumber:
		a.Line = "RETR " + quote(word)
		return doubt{bareNumber, a}
	case s.named && !s.loggedIn && s.entering == 0:
		return doubt{bareWordAfterUser, a}
	case len(word) > 4 || len(word) < 3:
		return doubt{longWord, a}
	}
	return doubt{unknownWord, a}
}
