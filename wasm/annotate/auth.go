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
	r.args.Word = quote(decoded)
	switch r.key, r.args.N = challengeOf(l.mechanism(), decoded); {
	case data == "":
		r.key = challengeEmpty
	case !ok:
		r.key = challengeMalformed
	case r.key != nothing:
		r.args.Word = l.careful(decoded)
	case isPrintable(decoded) && (!l.masked || strings.HasSuffix(decoded, ":")):
		// To a masked reader only a prompt is quoted, since a server might
		// send back what it was told.
		r.key = challengeText
	default:
		r.key, r.args.N = challengeData, len(decoded)
	}
	return r
}

// careful quotes what was in base64, and hides it from a masked reader.
func (l *line) careful(decoded string) string { return pick(l.masked, hidden, quote(decoded)) }

// response explains a client's line within AUTH. Of what is in it, a note may
// quote the name.
func (s *session) response(l *line) (r remark) {
	if l.text == "*" {
		s.cancelled = true
		delete(s.doubts, l.Exchange)
		r.key = responseCancel
		return r
	}
	octets, isBase64 := transcript.DecodeBase64(l.text)
	k, name, m := responseOf(l.mechanism(), string(octets))
	switch {
	case pop3.EqualFold(l.text, "QUIT"):
		m = quitWithin
	case !isBase64:
		m = notBase64
	}
	r.key, r.aside, r.args.Word = k, s.readable(k), l.careful(name)
	if m != none {
		set(&s.doubts, l.Exchange, doubt{mistake: m})
		r.key, r.aside = mistakes[m].said, nothing
	}
	return r
}
