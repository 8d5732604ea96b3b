package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// challenge explains "+ ", with which the server asks for a line within AUTH.
func (s *session) challenge(l *line) (r remark) {
	data := strings.TrimPrefix(strings.TrimPrefix(l.text, "+"), " ")
	octets, ok := transcript.DecodeBase64(data)
	decoded := string(octets)
	r.args.Word = quoteUpTo(decoded, longestTimestamp)
	r.aside = pick(s.doubts[l.Exchange].mistake == serverFirst, challengeAnyway, nothing)
	switch r.key, r.args.N = challengeOf(l.mechanism(), decoded); {
	case data == "":
		r.key = challengeEmpty
	case !ok:
		r.key = challengeMalformed
	case r.key != nothing:
		r.args = l.careful(r.args)
	case isPrintable(decoded) && (!l.masked || strings.HasSuffix(decoded, ":")):
		// To a masked reader only a prompt is quoted, since a server might
		// send back what it was told.
		r.key = challengeText
	default:
		r.key, r.args.N = challengeData, len(decoded)
	}
	return r
}

// careful hides what was in base64 from a masked reader: each field of it, since
// a secret may stand in the wrong one.
func (l *line) careful(a args) args {
	if l.masked {
		a.Word, a.Name, a.Line = hidden, hidden, hidden
	}
	return a
}

// response explains a client's line within AUTH by the fields that are in it.
func (s *session) response(l *line) (r remark) {
	if l.text == "*" {
		s.cancelled = true
		delete(s.doubts, l.Exchange)
		r.key = responseCancel
		return r
	}
	octets, isBase64 := transcript.DecodeBase64(l.text)
	mechanism, _ := words(l.arguments)
	s.answers++
	k, a, m := fieldsOf(l.mechanism(), string(octets), s.answers)
	switch {
	case isMask(l.text):
		k, a, m = response, args{}, none
	case pop3.EqualFold(l.text, "QUIT"):
		m = quitWithin
	case !isBase64:
		m = notBase64
	}
	r.key, r.aside, r.args = k, s.readable(k), l.careful(a)
	if m != none {
		set(&s.doubts, l.Exchange, doubt{mistake: m})
		r.key, r.aside, r.args = mistakes[m].said, nothing, args{Word: pop3.Upper(mechanism)}
	}
	return r
}
