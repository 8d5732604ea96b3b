package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// longestStatus is how many octets a status line may have, its CR LF included
// (RFC 1939 section 3).
const longestStatus = 512

// greeting explains the first line of the server.
func (s *session) greeting(l *line) remark {
	s.greeted = true
	known := greetingOf(l.text)
	s.estimates = known == greetingExchange
	s.timestamp = timestampOf(l.text)
	switch indicator(l.text) {
	case '+':
		if s.timestamp != "" {
			known = pick(s.host.timestamps[s.timestamp], greetingTimestampAgain, greetingTimestamp)
		}
		return s.violation(l, remark{key: known})
	case '-':
		s.turnedAway = true
		return s.violation(l, remark{key: greetingRefused})
	}
	switch {
	case strings.HasPrefix(l.text, "220"):
		return remark{key: greetingSMTP}
	case strings.HasPrefix(l.text, "* "):
		return remark{key: greetingIMAP}
	}
	return remark{key: greetingForeign}
}

// timestampOf is the first "<...@...>" of a greeting, or "" (RFC 1939 section 7).
func timestampOf(text string) string {
	for {
		_, rest, found := strings.Cut(text, "<")
		if !found {
			return ""
		}
		inside, _, closed := strings.Cut(rest, ">")
		if closed && strings.Contains(inside, "@") && !strings.Contains(inside, "<") {
			return "<" + inside + ">"
		}
		text = rest
	}
}

// greetingOf is the note of a greeting without timestamp: some sites have ways of
// their own that explain what comes later.
func greetingOf(text string) key {
	switch {
	case strings.Contains(text, "Gpop ready"):
		return greetingGmail
	case strings.Contains(text, "Microsoft Exchange"):
		return greetingExchange
	}
	return greetingPlain
}

// indicator is '+' or '-' for the status indicators in any case of letters, else
// 0.
func indicator(text string) byte {
	switch {
	case len(text) >= 3 && pop3.EqualFold(text[:3], "+OK"):
		return '+'
	case len(text) >= 4 && pop3.EqualFold(text[:4], "-ERR"):
		return '-'
	}
	return 0
}

// violation replaces the meaning of a status line by the rule that its form
// breaks, if it breaks one.
func (s *session) violation(l *line, r remark) remark {
	head, _, _ := strings.Cut(l.text, " ")
	switch {
	case len(l.Octets) > longestStatus:
		return remark{key: statusTooLong, args: args{N: len(l.Octets)}}
	case strings.Contains(l.text, "\r"):
		return remark{key: statusCR}
	case head == "+OK" || head == "-ERR":
		return r
	case strings.HasPrefix(head, "+OK") || strings.HasPrefix(head, "-ERR"):
		return remark{key: statusGlued}
	}
	head, _, _ = strings.Cut(l.shown, " ")
	return remark{key: statusCase, args: args{Word: quote(head)}}
}

// status explains a status line. One that follows a list shows that the dot
// behind the list is missing, unless it came.
func (s *session) status(l *line) remark {
	unended := s.body.entries > 0 && !s.body.ended
	s.body.ended = true
	r := s.violation(l, s.reply(l))
	if unended {
		r.aside = missingDot
	}
	return r
}

// reply explains what a status line tells, and remembers it.
func (s *session) reply(l *line) remark {
	d := s.answered(l)
	if indicator(l.text) == '-' {
		return s.refusal(l, d)
	}
	r := s.success(l)
	if l.State == transcript.Transaction && !s.loggedIn {
		if s.entering > 0 && !l.isLogin() {
			r.aside = pick(s.gap, okAfterGap, okAfterAll)
		}
		s.loggedIn, s.failed, s.turnedAway, s.entering = true, false, false, 0
	}
	switch let := mistakes[d.mistake]; {
	case r.key == okWrapped:
	case let.accepted == letPass:
		r.aside, r.let = letPass, let.said
	case let.accepted == okLenient:
		r = remark{key: okLenient, let: let.said}
	case let.accepted != nothing:
		r = remark{key: let.accepted, args: d.args}
	case r.aside == nothing && l.text == "+OK" && s.once(bareOK):
		r.aside = bareOK
	}
	return r
}

// answered closes the books on a command, and gives what was wrong with it.
func (s *session) answered(l *line) doubt {
	d := s.settle(l)
	switch l.keyword {
	case "PASS", "APOP", "AUTH":
		s.entering = max(0, s.entering-1)
	case "STLS":
		s.starting = false
	}
	return d
}

// settle counts a reply, of whatever form.
func (s *session) settle(l *line) doubt {
	d := s.doubts[l.Exchange]
	delete(s.doubts, l.Exchange)
	s.open = max(0, s.open-1)
	if l.keyword == "DELE" || l.keyword == "RSET" {
		s.marking = max(0, s.marking-1)
	}
	return d
}

// words gives the first two arguments as a server finds them that forgives blanks.
func words(arguments string) (first, second string) {
	first, rest := nextWord(arguments)
	second, _ = nextWord(rest)
	return first, second
}

func nextWord(text string) (first, rest string) {
	text = strings.TrimLeft(text, " \t")
	if end := strings.IndexAny(text, " \t"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

// successes are the positive replies that need no figures.
var successes = glossary[key]{
	{"NOOP", okNoop}, {"CAPA", okCapa}, {"UTF8", okUtf8}, {"LAST", okLast}, {"STLS", okStls},
}

// success explains +OK.
func (s *session) success(l *line) remark {
	text := afterStatus(l.text)
	first, second := words(l.arguments)
	n, _ := pop3.Decimal(first)
	switch l.keyword {
	case "USER":
		s.accepted = true
		return remark{key: okUser, args: args{Name: s.user}}
	case "PASS", "APOP", "AUTH":
		return s.entered(l.keyword, first)
	case "STAT":
		return s.stat(text)
	case "LIST":
		return s.okList(first, n, text)
	case "UIDL":
		return s.okUidl(first, n, text)
	case "RETR":
		return s.okRetr(n, text)
	case "TOP":
		return s.okTop(n, second)
	case "DELE":
		return s.okDele(n)
	case "RSET":
		return s.okRset()
	case "QUIT":
		return s.okQuit()
	case "STLS":
		s.secure()
	case "CAPA":
		s.body = body{}
	case "UTF8":
		s.eightBit = true
	case "LANG":
		s.body = body{}
		return remark{key: pick(first == "", okLangList, okLang)}
	}
	if k, ok := successes.find(l.keyword); ok {
		return remark{key: k}
	}
	s.last = extension
	return remark{key: okUnknown}
}

// entered explains a login. A bare AUTH only asked for mechanisms.
func (s *session) entered(keyword, argument string) remark {
	switch {
	case keyword == "AUTH" && argument == "":
		s.body = body{}
		return remark{key: okAuthBare}
	case s.left:
		return remark{key: okUnknown}
	}
	switch keyword {
	case "APOP":
		return remark{key: okApop}
	case "AUTH":
		return remark{key: okAuth}
	}
	return remark{key: okPass}
}

func (s *session) okDele(n int) remark {
	if s.marked[n] {
		return remark{key: okDeleAgain, args: args{N: n}}
	}
	if n == 0 { // the server read a number that nobody else does
		s.loseMarks()
		return remark{key: okDele}
	}
	s.mark(n)
	s.forgetStat()
	return remark{key: okDele, args: args{N: n}}
}

func (s *session) okRset() remark {
	r := s.byMarks(okRsetNothing, okRset, okRsetOpen)
	s.unmark()
	s.forgetStat()
	return r
}

func (s *session) okQuit() remark {
	s.left = true
	if !s.loggedIn {
		return remark{key: okQuitEarly}
	}
	s.updated, s.clean = true, true
	return s.atUpdate(okQuitExpire, okQuit, okQuitMarks, okQuitOpen)
}

// stat explains "+OK count octets", the one form of it (RFC 1939 section 5).
func (s *session) stat(text string) remark {
	first, rest, _ := strings.Cut(text, " ")
	second, more, _ := strings.Cut(rest, " ")
	n, ok := pop3.Decimal(first)
	total, ok2 := pop3.Decimal(second)
	a := args{N: n, Total: total, M: len(s.marked)}
	if !ok || !ok2 {
		return remark{key: statMalformed}
	}
	if a.M > 0 && s.count != unknown && n == s.count {
		return remark{key: statCountsMarked, args: a}
	}
	if want := s.present(); want != unknown && n != want {
		return remark{key: statCountMoved, args: args{N: n, M: want}}
	}
	before := s.statTotal
	moved := s.statCount != unknown && before != total
	s.statCount, s.statTotal = n, total
	s.counted(n)
	if a.M == 0 && !s.unsure {
		s.whole = total
	}
	switch {
	case more != "":
		return remark{key: statExtra, args: a}
	case moved:
		return remark{key: statSizeMoved, args: args{M: before, Total: total}}
	case n == 0 && a.M == 0:
		return remark{key: okStatEmpty}
	}
	return s.statSum(a)
}

// statSum compares the total of STAT, which is in a, with what LIST told.
func (s *session) statSum(a args) remark {
	octets, less, known := s.remaining()
	off := apart(octets, a.Total)
	switch {
	case known && off > 0 && a.M > 0:
		return remark{key: statNotLess, args: args{N: off, Total: a.Total, Sum: less}}
	case known && off > 0:
		return remark{key: statNotList, args: args{N: off, M: octets, Total: a.Total}}
	case known && a.M > 0:
		a.Sum = less
		return remark{key: okStatLess, args: a}
	case a.M > 0:
		return remark{key: okStatMarked, args: a}
	case s.listed():
		a.Sum = sumOf(s.first(), a.Total)
		return remark{key: okStatSum, args: a}
	}
	return remark{key: okStat, args: a}
}

// isBeforeLogin says whether a command was sent in AUTHORIZATION.
func (l *line) isBeforeLogin() bool { return l.before < transcript.Transaction }
