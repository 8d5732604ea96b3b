package annotate

import (
	"encoding/base64"
	"strings"

	"poplab/wasm/pop3"
)

// challenge explains "+ ", with which the server asks for a line within AUTH.
func (s *session) challenge(l line) remark {
	data := strings.TrimPrefix(strings.TrimPrefix(l.text, "+"), " ")
	if data == "" {
		return remark{key: challengeEmpty}
	}
	decoded, err := base64.StdEncoding.DecodeString(data)
	switch {
	case err != nil:
		return remark{key: challengeMalformed}
	case isPrintable(string(decoded)) && (!l.masked || strings.HasSuffix(string(decoded), ":")):
		// To a masked reader only a prompt is quoted, since a server might
		// send back what it was told.
		return remark{key: challengeText, args: args{Word: quote(string(decoded))}}
	}
	return remark{key: challengeData, args: args{N: len(decoded)}}
}

// response explains a client's line within AUTH. It never quotes it.
func (s *session) response(l line) remark {
	if l.text == "*" {
		s.cancelled = true
		return remark{key: responseCancel}
	}
	_, err := base64.StdEncoding.DecodeString(l.text)
	switch {
	case pop3.EqualFold(l.text, "QUIT"):
		return remark{key: responseQuit}
	case err != nil:
		return remark{key: responseNotBase64}
	}
	return remark{key: response}
}
