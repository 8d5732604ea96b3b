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
	{"PIPELINING", capaPipelining}, {"IMPLEMENTATION", capaImplementation}, {"AUTH-RESP-CODE", capaAuthRespCode},
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
	a.N, _ = pop3.Decimal(strings.TrimSuffix(parameters, " USER"))
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
		return remark{key: expire(parameters), args: a}
	case "LOGIN-DELAY":
		return remark{key: loginDelay(parameters), args: a}
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

// loginDelay explains the seconds between logins (RFC 2449 section 6.5).
func loginDelay(parameters string) key {
	switch {
	case parameters == "0":
		return capaLoginDelayNone
	case strings.HasSuffix(parameters, " USER"):
		return capaLoginDelayUser
	}
	return capaLoginDelay
}

// isWordOctet says whether c, which is in capitals, is a letter or a digit.
func isWordOctet(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' }

// expire explains the retention that the server announces (RFC 2449 section
// 6.7).
func expire(parameters string) key {
	switch {
	case pop3.EqualFold(parameters, "NEVER"):
		return capaExpireNever
	case parameters == "0":
		return capaExpireZero
	case strings.HasSuffix(parameters, " USER"):
		return capaExpireUser
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
