package annotate

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// codes are the extended response codes (RFC 2449 section 8, RFC 3206).
var codes = glossary[key]{
	{"IN-USE", codeInUse}, {"LOGIN-DELAY", codeLoginDelay}, {"AUTH", codeAuth},
	{"SYS/TEMP", codeSysTemp}, {"SYS/PERM", codeSysPerm}, {"UTF8", codeUtf8},
}

// refusals are the notes of -ERR where nothing was wrong with the line.
var refusals = glossary[key]{
	{"APOP", errApop}, {"STAT NOOP RSET", errStat}, {"CAPA", errCapa}, {"STLS", errStls},
	{"RETR DELE TOP", errNumber}, {"LANG", errLang}, {"LAST", errLast},
}

// refusal explains -ERR: by its response code, by what was wrong with the line,
// or by what the command asked for.
func (s *session) refusal(l *line, d doubt) remark {
	r := s.reason(l, d)
	s.refused(l, d)
	return r
}

func (s *session) reason(l *line, d doubt) remark {
	a := args{Name: s.user, Word: stateName(l.State)}
	if l.isLogin() && tellsOf(l.text, demands) {
		return remark{key: errNeedsTLS, args: a}
	}
	if l.keyword == "QUIT" && d.mistake == none { // what is left of the mail matters more than a code
		return s.errQuit()
	}
	k := mistakes[d.mistake].refused
	if code, found := responseCode(l.text); found && (code != "AUTH" || k == nothing) {
		return l.coded(code, a)
	}
	if k != nothing && k != errOther {
		d.args.Name = s.user
		return remark{key: k, args: d.args}
	}
	return s.unexpected(l, a)
}

// coded explains a response code. Those of a failed login mean nothing elsewhere,
// and AUTH tells too much at USER (RFC 3206 section 5).
func (l *line) coded(code string, a args) remark {
	k, known := codes.find(code)
	misplaced := !l.isLogin() && pop3.Lookup(l.keyword) != nil
	a.Command = l.keyword
	switch {
	case !known:
		code, _ = responseCode(l.shown)
		a.Word = quote(code)
		return remark{key: codeUnknown, args: a}
	case k == codeAuth && l.keyword == "USER":
		k = codeAuthUser
	case k == codeAuth && misplaced:
		k = codeAuthMisplaced
	case k == codeInUse && misplaced:
		k = codeInUseMisplaced
	}
	return remark{key: k, args: a}
}

// unexpected explains -ERR to a line with which nothing was wrong.
func (s *session) unexpected(l *line, a args) remark {
	a.Command = l.keyword
	switch {
	case l.keyword == "USER":
		return remark{key: errUser, args: a}
	case l.isLogin() && tellsOf(l.text, locks):
		return remark{key: errLocked, args: a}
	case l.keyword == "PASS":
		return remark{key: errPass, args: a}
	case l.keyword == "AUTH":
		return remark{key: s.errAuth(l), args: a}
	case !s.loggedIn && !s.gap && isTransactional(pop3.Lookup(l.keyword)):
		return remark{key: errTooEarly, args: a}
	}
	first, _, _ := strings.Cut(l.arguments, " ")
	n, ok := pop3.Decimal(first)
	a.N = n
	if ok && s.marked[n] {
		return remark{key: errMarked, args: a}
	}
	if _, listed := s.sizes[n]; listed || ok && n <= s.count {
		return remark{key: errOfListed(l), args: a} // the number is not what was wrong
	}
	if l.keyword == "STLS" && s.offersTLS {
		return remark{key: errStlsOffered, args: a}
	}
	if k, known := refusals.find(l.keyword); known {
		return remark{key: k, args: a}
	}
	if ok && (l.keyword == "LIST" || l.keyword == "UIDL") {
		return remark{key: errNumber, args: a}
	}
	return remark{key: errOther, args: a}
}

// errOfListed explains -ERR to a command that names a message that there is. UIDL
// and TOP are optional, so they may be refused as a whole.
func errOfListed(l *line) key {
	_, lines := words(l.arguments)
	many, _ := pop3.Decimal(lines)
	switch {
	case l.keyword == "TOP" && many >= farAbove:
		return errTopMany
	case l.keyword == "RETR", l.keyword == "DELE", l.keyword == "LIST":
		return errGone
	}
	return errOther
}

func (s *session) errAuth(l *line) key {
	if s.cancelled {
		return errAuthCancelled
	}
	if l.mechanism() == oauth {
		return errAuthToken
	}
	return pick(l.arguments == "", errAuthBare, errAuth)
}

func (s *session) errQuit() remark {
	if !s.loggedIn {
		return remark{key: errQuitEarly}
	}
	return s.byMarks(errQuitNothing, errQuit, errQuit)
}

// refused follows what a refusal means for the login, and for lines behind it. A
// QUIT with which nothing was wrong ends the session all the same (RFC 1939 section 6).
func (s *session) refused(l *line, d doubt) {
	s.last = refusedWith
	s.turnedAway = s.turnedAway || l.isLogin() && !s.loggedIn
	switch l.keyword {
	case "USER":
		s.named = false
	case "PASS":
		s.failed, s.named = s.named || s.failed, false
	case "AUTH":
		s.cancelled = false
	case "QUIT":
		if d.mistake == none {
			s.left, s.updated = true, s.loggedIn
		}
		s.leaving = s.left
	}
}

// responseCode reads the "[CODE]" at the beginning of the text; codes are
// compared in any case of letters (RFC 2449 section 3).
func responseCode(text string) (code string, found bool) {
	rest, found := strings.CutPrefix(afterStatus(text), "[")
	code, _, closed := strings.Cut(rest, "]")
	return pop3.Upper(code), found && closed
}

func (l *line) isLogin() bool {
	return l.keyword == "USER" || l.keyword == "PASS" || l.keyword == "APOP" || l.keyword == "AUTH"
}

// Words that tell of a reason. The text of a reply is free, so they only serve to
// choose the better advice.
var (
	demands = []string{"STLS", "TLS", "SSL", "PLAINTEXT", "ENCRYPT"}
	locks   = []string{"MAILDROP ALREADY LOCKED", "LOCK MAILDROP", "MAILDROP IS LOCKED", "MAILBOX IS LOCKED", "MAILBOX LOCKED", "IN USE"}
	idles   = []string{"INACTIV", "IDLE", "TIMEOUT", "TIMED OUT", "TIME OUT", "AUTOLOGOUT"}
)

// tellsOf says whether a text has one of these words.
func tellsOf(text string, words []string) bool {
	text = pop3.Upper(text)
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}
