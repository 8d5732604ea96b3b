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

// capability explains an entry of CAPA: a tag, then parameters.
func (s *session) capability(l *line) remark {
	tag, parameters, _ := strings.Cut(l.text, " ")
	tag = pop3.Upper(tag)
	s.body.tags = append(s.body.tags, tag)
	a := args{Name: quote(tag), Word: quote(parameters)}
	a.N, _ = pop3.Decimal(strings.TrimSuffix(parameters, " USER"))
	switch tag {
	case "SASL":
		return remark{key: pick(parameters == "", capaSaslEmpty, capaSasl), args: a}
	case "UTF8":
		s.utf8 = pop3.EqualFold(parameters, "USER")
	case "EXPIRE":
		s.fetchedGo = parameters == "0"
		return remark{key: expire(parameters), args: a}
	case "LOGIN-DELAY":
		return remark{key: pick(strings.HasSuffix(parameters, " USER"), capaLoginDelayUser, capaLoginDelay), args: a}
	}
	if k, ok := tags.find(tag); ok {
		return remark{key: k, args: a}
	}
	return remark{key: pick(strings.HasPrefix(tag, "X-"), capaPrivate, capaUnknown), args: a}
}

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
		s.offered = s.body.tags
		return remark{key: endCapaEarly, args: a}
	}
	for _, tag := range s.offered {
		if tag != "STLS" && !slices.Contains(s.body.tags, tag) {
			a.Name = quote(tag)
			return remark{key: endCapaMissing, args: a}
		}
	}
	return remark{key: endCapa, args: a}
}
