package annotate

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// tags are the capabilities that are explained one by one (RFC 2449 section 6
// and the documents that added to it).
var tags = glossary[key]{
	{"TOP", capaTop}, {"USER", capaUser}, {"UIDL", capaUidl}, {"RESP-CODES", capaRespCodes},
	{"PIPELINING", capaPipelining}, {"AUTH-RESP-CODE", capaAuthRespCode},
	{"STLS", capaStls}, {"LANG", capaLang}, {"UTF8", capaUtf8}, {"CAPA", capaCapa}, {"APOP", capaApop},
}

// longestCapa is how many capabilities are compared between two lists, and far more
// than any server has.
const longestCapa = 64

// capability explains an entry of CAPA: a tag, then parameters.
func (s *session) capability(l *line) remark {
	tag, parameters, _ := strings.Cut(l.text, " ")
	tag = pop3.Upper(tag)
	if len(s.body.capabilities) < longestCapa {
		s.body.capabilities = append(s.body.capabilities, pop3.Upper(l.text))
	}
	a := args{Name: quote(tag), Word: quote(parameters)}
	switch tag {
	case "SASL":
		s.mechanisms = " " + pop3.Upper(parameters) + " "
		return remark{key: pick(parameters == "", capaSaslEmpty, capaSasl), args: a}
	case "STLS":
		if s.secured || s.loggedIn {
			return remark{key: capaStlsLate}
		}
		s.offersTLS = true
	case "UTF8":
		s.utf8 = pop3.EqualFold(parameters, "USER")
	case "EXPIRE":
		s.fetchedGo = parameters == "0"
	}
	k, n := needing(tag, parameters)
	if a.N = n; k != nothing {
		return remark{key: k, args: a}
	}
	if k, ok := tags.find(tag); ok {
		return remark{key: k, args: a}
	}
	for _, whole := range []string{"EXPIRE", "LOGIN-DELAY", "IMPLEMENTATION", "SASL"} {
		if rest, found := strings.CutPrefix(tag, whole); found && isWordOctet(rest[0]) {
			return remark{key: capaGlued, args: args{Name: whole}}
		}
	}
	return remark{key: pick(strings.HasPrefix(tag, "X-"), capaPrivate, capaUnknown), args: a}
}

// needing explains the capabilities that need a parameter, a number for most. In any
// case of letters "USER" behind it says that it is the extreme of all users.
func needing(tag, parameters string) (k key, n int) {
	number, isUser := strings.CutSuffix(pop3.Upper(parameters), " USER")
	n, isNumber := pop3.Decimal(number)
	switch {
	case tag == "IMPLEMENTATION" && parameters != "":
		k = capaImplementation
	case tag == "LOGIN-DELAY" && isNumber:
		k = loginDelay(n, isUser)
	case tag == "EXPIRE" && (isNumber || number == "NEVER"):
		k = expire(number, isUser)
	case tag == "" || tag == "IMPLEMENTATION" || tag == "LOGIN-DELAY" || tag == "EXPIRE":
		k = capaMalformed
	}
	return k, n
}

// loginDelay explains the seconds between logins (RFC 2449 section 6.5).
func loginDelay(seconds int, isUser bool) key {
	if seconds == 0 && !isUser {
		return capaLoginDelayNone
	}
	return pick(isUser, capaLoginDelayUser, capaLoginDelay)
}

// isWordOctet says whether c, which is in capitals, is a letter or a digit.
func isWordOctet(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' }

// expire explains the retention that the server announces (RFC 2449 section
// 6.7).
func expire(days string, isUser bool) key {
	switch {
	case isUser:
		return capaExpireUser
	case days == "NEVER":
		return capaExpireNever
	case days == "0":
		return capaExpireZero
	}
	return capaExpire
}

// endCapa explains the end of CAPA. What was announced before the login must be
// announced after it too (RFC 2449 section 5), but for STLS, which is then of no
// use (RFC 2595 section 4).
func (s *session) endCapa(l *line) remark {
	a := args{N: s.body.entries}
	if l.isBeforeLogin() {
		return s.endCapaEarly(a)
	}
	if s.body.unread {
		return remark{key: endCapa, args: a}
	}
	if gone := firstBeside(s.offered, s.body.capabilities); gone != "" {
		a.Name = quote(gone)
		return remark{key: pick(gone == "USER" || gone == "SASL", endCapaLogin, endCapaMissing), args: a}
	}
	if more := firstBeside(s.body.capabilities, s.offered); more != "" && len(s.offered) > 0 {
		a.Name = quote(more)
		return remark{key: endCapaMore, args: a}
	}
	return remark{key: endCapa, args: a}
}

// firstBeside is the first tag of a list that the other has not, STLS left out.
func firstBeside(list, other []string) string {
	for _, line := range list {
		tag := tagOf(line)
		has := func(line string) bool { return tagOf(line) == tag }
		if tag != "STLS" && !slices.ContainsFunc(other, has) {
			return tag
		}
	}
	return ""
}
