package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// What is said of a login by AUTH depends on its mechanism. Those that have notes
// of their own: PLAIN (RFC 4616 section 2), LOGIN, CRAM-MD5 (RFC 2195 section 2),
// the family of SCRAM (RFC 5802 section 3), and the two that carry an access token,
// OAUTHBEARER (RFC 7628 section 3.1) and its forerunner XOAUTH2. Of the others only
// the form that all share is explained.

// mechanism is that of the AUTH command a line belongs to, in capitals. All of
// the family of SCRAM are one, and so are those of tokens.
func (l *line) mechanism() string {
	first, _ := words(l.arguments)
	switch name := pop3.Upper(first); {
	case strings.HasPrefix(name, scram):
		return scram
	case name == "XOAUTH2" || name == "OAUTHBEARER":
		return oauth
	default:
		return name
	}
}

const (
	scram = "SCRAM-"
	oauth = "OAUTH"
)

// asks are the notes of the AUTH command, alone and with a first response.
var asks = []struct {
	mechanism      string
	alone, initial key
}{
	{"", askAuthBare, askAuthBare},
	{"PLAIN", askAuthPlain, askAuthInitialPlain},
	{"LOGIN", askAuthLogin, askAuthInitialLogin},
	{"CRAM-MD5", askAuthCram, askAuthInitial},
	{scram, askAuthScram, askAuthInitialScram},
	{oauth, askAuthToken, askAuthInitialToken},
}

// askMechanism explains the AUTH command, alone or with what its first response
// says.
func (s *session) askMechanism(l *line, initial string) (k key, a args) {
	alone, with := askAuth, askAuthInitial
	for _, a := range asks {
		if a.mechanism == l.mechanism() {
			alone, with = a.alone, a.initial
		}
	}
	switch {
	case initial == "":
		return alone, a
	case initial == "=":
		return askAuthInitialEmpty, a
	case isMask(initial):
		return askAuthInitial, a
	}
	octets, _ := transcript.DecodeBase64(initial)
	k, a, _ = fieldsOf(l.mechanism(), string(octets), 1)
	if k == responsePlainAs {
		with = askAuthInitialPlainAs
	}
	return with, a
}

// authMistake finds what is wrong with an AUTH command: with the response that
// it brings along, if it does.
func (s *session) authMistake(l *line) (m mistake) {
	name, response, found := strings.Cut(l.arguments, " ")
	octets, isBase64 := transcript.DecodeBase64(response)
	switch mechanism := l.mechanism(); {
	case name != "" && s.mechanisms != "" && !strings.Contains(s.mechanisms, " "+pop3.Upper(name)+" "):
		return notOffered
	case !found, isMask(response):
		return none
	case strings.Contains(response, " "):
		return tooManyWords
	case mechanism == "CRAM-MD5":
		return serverFirst
	case response == "=":
		return none
	case !isBase64:
		return notBase64
	default:
		_, _, m = fieldsOf(mechanism, string(octets), 1)
	}
	return m
}

// challengeOf explains a challenge of a mechanism that is known, decoded. The
// count is that of SCRAM's rounds.
func challengeOf(mechanism, decoded string) (k key, count int) {
	switch {
	case mechanism == "CRAM-MD5" && strings.HasPrefix(decoded, "<"):
		return challengeCram, 0
	case mechanism == oauth && strings.HasPrefix(decoded, "{"):
		return challengeTokenError, 0
	case mechanism == scram && strings.HasPrefix(decoded, "v="):
		return challengeScramProof, 0
	case mechanism == scram && strings.HasPrefix(decoded, "r="):
		_, rounds, _ := strings.Cut(decoded, ",i=")
		count, _ = pop3.Decimal(rounds)
		return challengeScram, count
	}
	return nothing, 0
}

// fieldsOf explains a response, decoded: the nth of its login. It finds the fields that
// are in it, and what is wrong with them.
func fieldsOf(mechanism, decoded string, nth int) (k key, a args, m mistake) {
	switch {
	case mechanism == "PLAIN":
		return plainFields(decoded)
	case decoded == "":
		return responseEmpty, a, none
	case mechanism == "LOGIN" && nth <= 2:
		a.Word = quote(decoded)
		return pick(nth == 1, responseName, responsePassword), a, none
	case mechanism == "CRAM-MD5":
		return cramFields(decoded)
	case mechanism == oauth:
		return tokenFields(decoded)
	case mechanism == scram && strings.HasPrefix(decoded, "c="):
		return responseScramProof, a, none
	case mechanism == scram:
		_, attributes, _ := strings.Cut(decoded, "n=")
		name, _, _ := strings.Cut(attributes, ",")
		a.Name = quote(name)
		return responseScram, a, none
	}
	return response, a, none
}

// plainFields parts a message of PLAIN into whose mailbox to open, mostly left
// empty, the name, and the password.
func plainFields(decoded string) (k key, a args, m mistake) {
	fields := strings.Split(decoded, "\x00")
	if len(fields) != 3 || fields[1] == "" || fields[2] == "" {
		return responsePlain, a, plainForm
	}
	a = args{Word: quote(fields[0]), Name: quote(fields[1]), Line: quote(fields[2])}
	return pick(fields[0] == "", responsePlain, responsePlainAs), a, none
}

// cramFields parts the name, which may have spaces, from the digest.
func cramFields(decoded string) (k key, a args, m mistake) {
	space := max(0, strings.LastIndexByte(decoded, ' '))
	name, digest := decoded[:space], decoded[min(space+1, len(decoded)):]
	if name == "" || len(digest) != 32 || strings.Trim(digest, "0123456789abcdef") != "" {
		m = cramForm
	}
	return responseCram, args{Name: quote(name), Word: quote(digest)}, m
}

// tokenFields finds the user and the access token, of which a note shows as much as
// tells it from others. The two mechanisms write the user in different ways.
func tokenFields(decoded string) (k key, a args, m mistake) {
	if decoded == "\x01" {
		return responseTokenEnd, a, none
	}
	head, _, _ := strings.Cut(decoded, "\x01")
	_, bearer, found := strings.Cut(decoded, "\x01auth=Bearer ")
	bearer, _, ended := strings.Cut(bearer, "\x01")
	name, isXOAUTH2 := strings.CutPrefix(head, "user=")
	if !isXOAUTH2 {
		_, name, _ = strings.Cut(head, "a=")
		name = strings.TrimSuffix(name, ",")
	}
	if !found || !ended || bearer == "" {
		m = tokenForm
	}
	a = args{Name: quote(name), Word: quote(bearer[:min(len(bearer), shownOfToken)]) + "…"}
	return responseToken, a, m
}

// shownOfToken is how many octets of an access token a note shows.
const shownOfToken = 6

// readable adds to a password in base64 that this is no protection, unless TLS
// was seen.
func (s *session) readable(k key) key {
	switch k {
	case responsePlain, responsePlainAs, responsePassword, responseToken,
		askAuthInitialPlain, askAuthInitialPlainAs, askAuthInitialToken:
		return pick(s.secured && !s.exposed, nothing, pick(s.offersTLS && !s.exposed, unusedTLS, readableAnyway))
	}
	return nothing
}
