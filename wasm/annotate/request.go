package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// request explains a command line of the client.
func (s *session) request(l *line) remark {
	s.last = ""
	if s.torn && pop3.Lookup(l.keyword) == nil {
		s.torn = false
		return remark{key: tailClient}
	}
	s.torn = false
	s.open++
	d := s.diagnose(l)
	r := remark{key: mistakes[d.mistake].said, args: d.args}
	if d.mistake == none {
		s.quitting = s.quitting || l.keyword == "QUIT"
		r = s.meaning(l)
		if r.aside == nothing {
			r.aside = s.aside(l)
		}
	} else {
		set(&s.doubts, l.Exchange, d)
	}
	s.sent(l)
	return r
}

// sent follows the order of the commands, which matters for the login.
func (s *session) sent(l *line) {
	switch l.keyword {
	case "USER":
		s.user, s.named, s.failed, s.crossed, s.accepted = l.word(), l.arguments != "", false, false, false
		return
	case "PASS", "APOP", "AUTH":
		s.entering++
		_, initial := words(l.arguments)
		s.answers = pick(initial == "", 0, 1)
	case "QUIT":
		s.leaving = true
	case "STLS":
		s.starting = true
	case "DELE", "RSET":
		s.marking++
	}
	if s.named && !s.loggedIn && l.keyword != "PASS" {
		s.crossed = true
	}
}

// meanings are the commands that are explained by one message, {n} and {m}
// being their numbers.
var meanings = glossary[key]{
	{"STAT", askStat}, {"NOOP", askNoop}, {"CAPA", askCapa}, {"RETR", askRetr},
	{"STLS", askStls}, {"UTF8", askUtf8}, {"LAST", askLast},
}

// meaning explains a command with which nothing is wrong.
func (s *session) meaning(l *line) remark {
	a := args{Command: l.keyword, Name: s.user}
	first, second, _ := strings.Cut(l.arguments, " ")
	a.N, _ = pop3.Decimal(first)
	a.M, _ = pop3.Decimal(second)
	if !s.greeted {
		return remark{key: askEarly, args: a}
	}
	if k, ok := meanings.find(l.keyword); ok {
		return remark{key: k, args: a}
	}
	switch l.keyword {
	case "USER":
		a.Name = l.word()
		return remark{key: askUser, args: a}
	case "PASS":
		return remark{key: pick(!s.secured, askPass, pick(s.exposed, askPassExposed, askPassSecured)), args: a, aside: pick(s.offersTLS && !s.secured, unusedTLS, nothing)}
	case "APOP":
		s.user = l.word()
		a.Name, a.Word = s.user, quoteUpTo(s.timestamp, longestTimestamp)
		return remark{key: askApop, args: a}
	case "TOP":
		return remark{key: topKey(a.M, askTopHeader, askTop, askTopAll), args: a}
	case "LIST":
		return remark{key: pick(first == "", askListAll, askListOne), args: a}
	case "UIDL":
		return remark{key: pick(first == "", askUidlAll, askUidlOne), args: a}
	case "DELE":
		return remark{key: askDele, args: a}
	case "RSET":
		return s.byMarks(askRsetNothing, askRset, askRsetOpen)
	case "AUTH":
		return s.askAuth(l, second)
	case "LANG":
		a.Name = l.word()
		return remark{key: pick(first == "", askLang, pick(first == "*", askLangDefault, askLangOne)), args: a}
	}
	return s.askQuit()
}

func (s *session) askQuit() remark {
	if !s.loggedIn && s.entering == 0 {
		return remark{key: askQuitEarly}
	}
	return s.atUpdate(askQuitExpire, askQuit, askQuitMarks, askQuitOpen)
}

// askAuth explains AUTH: the mechanism, and the fields of a first response.
func (s *session) askAuth(l *line, initial string) remark {
	k, a := s.askMechanism(l, initial)
	a = l.careful(a)
	if a.Name == "" || initial == "" {
		a.Name = pop3.Upper(l.word())
	}
	return remark{key: k, args: a, aside: s.readable(k)}
}

// aside adds, once a session, what is worth knowing of a line that works.
func (s *session) aside(l *line) key {
	switch {
	case l.bareLF() && s.once(clientBareLF):
		return clientBareLF
	case !strings.HasPrefix(l.text, l.keyword) && s.once(keywordCase):
		return keywordCase
	}
	return nothing
}

// word is the first argument as notes may quote it.
func (l *line) word() string {
	_, arguments := transcript.SplitCommand(l.shown)
	word, _, _ := strings.Cut(strings.TrimLeft(arguments, " "), " ")
	return quote(word)
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
