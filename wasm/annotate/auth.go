package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// challenge explains "+ ", with which the server asks for a line within AUTH.
func (s *session) challenge(l *line) remark {
	data := strings.TrimPrefix(strings.TrimPrefix(l.text, "+"), " ")
	if data == "" {
		return remark{key: challengeEmpty}
	}
	decoded, ok := decodeBase64(data)
	switch {
	case !ok:
		return remark{key: challengeMalformed}
	case isPrintable(string(decoded)) && (!l.masked || strings.HasSuffix(string(decoded), ":")):
		// To a masked reader only a prompt is quoted, since a server might
		// send back what it was told.
		return remark{key: challengeText, args: args{Word: quote(string(decoded))}}
	}
	return remark{key: challengeData, args: args{N: len(decoded)}}
}

// response explains a client's line within AUTH. It never quotes it.
func (s *session) response(l *line) remark {
	if l.text == "*" {
		s.cancelled = true
		return remark{key: responseCancel}
	}
	_, isBase64 := decodeBase64(l.text)
	switch {
	case pop3.EqualFold(l.text, "QUIT"):
		return remark{key: responseQuit}
	case !isBase64:
		return remark{key: responseNotBase64}
	}
	return remark{key: response}
}

// decodeBase64 reads base64 with its padding (RFC 2045 section 6.8). The page
// has no other use for base64, and encoding/base64 is ten times as large.
func decodeBase64(text string) (octets []byte, ok bool) {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	if len(text)%4 != 0 {
		return nil, false
	}
	bits, n := 0, 0 // what is read and not yet given out
	for _, c := range []byte(strings.TrimSuffix(strings.TrimSuffix(text, "="), "=")) {
		digit := strings.IndexByte(digits, c)
		if digit < 0 {
			return nil, false
		}
		if bits, n = bits<<6|digit, n+6; n >= 8 {
			n -= 8
			octets = append(octets, byte(bits>>n))
		}
	}
	return octets, true
}
