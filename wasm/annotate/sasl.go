package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// What is said of a login by AUTH depends on its mechanism. Three have notes of
// their own: PLAIN (RFC 4616), CRAM-MD5 (RFC 2195), and the family of SCRAM (RFC
// 5802). Of the others only the form that all share is explained.

// mechanism is that of the AUTH command a line belongs to, in capitals. All of
// the family of SCRAM are one.
func (l *line) mechanism() string {
	first, _ := words(l.arguments)
	if name := pop3.Upper(first); !strings.HasPrefix(name, scram) {
		return name
	}
	return scram
}

const scram = "SCRAM-"

// asks are the notes of the AUTH command, alone and with a first response.
var asks = []struct {
	mechanism      string
	alone, initial key
}{
	{"", askAuthBare, askAuthBare},
	{"PLAIN", askAuthPlain, askAuthInitialPlain},
	{"CRAM-MD5", askAuthCram, askAuthInitial},
	{scram, askAuthScram, askAuthInitialScram},
}

// askMechanism explains the AUTH command, and finds the name that a first response
// may hold.
func askMechanism(l *line, initial string) (k key, name string) {
	alone, with := askAuth, askAuthInitial
	for _, a := range asks {
		if a.mechanism == l.mechanism() {
			alone, with = a.alone, a.initial
		}
	}
	switch initial {
	case "":
		return alone, ""
	case "=":
		return askAuthInitialEmpty, ""
	}
	octets, _ := transcript.DecodeBase64(initial)
	name, _ = plainName(string(octets))
	return with, name
}

// authMistake finds what is wrong with an AUTH command: with the response that
// it brings along, if it does.
func (l *line) authMistake() (m mistake) {
	_, response, found := strings.Cut(l.arguments, " ")
	octets, isBase64 := transcript.DecodeBase64(response)
	switch mechanism := l.mechanism(); {
	case !found:
		return none
	case strings.Contains(response, " "):
		return tooManyWords
	case mechanism == "CRAM-MD5":
		return serverFirst
	case response == "=":
		return none
	case !isBase64:
		return notBase64
	case mechanism == "PLAIN":
		_, m = plainName(string(octets))
	}
	return m
}

// challengeOf explains a challenge of a mechanism that is known, decoded. The
// count is that of SCRAM's rounds.
func challengeOf(mechanism, decoded string) (k key, count int) {
	switch {
	case mechanism == "CRAM-MD5" && strings.HasPrefix(decoded, "<"):
		return challengeCram, 0
	case mechanism == scram && strings.HasPrefix(decoded, "v="):
		return challengeScramProof, 0
	case mechanism == scram && strings.HasPrefix(decoded, "r="):
		_, rounds, _ := strings.Cut(decoded, ",i=")
		count, _ = pop3.Decimal(rounds)
		return challengeScram, count
	}
	return nothing, 0
}

// responseOf explains a response, decoded, and finds what is wrong with it and
// the name that it may hold.
func responseOf(mechanism, decoded string) (k key, name string, m mistake) {
	switch {
	case mechanism == "PLAIN":
		name, m = plainName(decoded)
		return responsePlain, name, m
	case decoded == "":
		return responseEmpty, "", none
	case mechanism == "CRAM-MD5":
		return responseCram, "", none
	case mechanism == scram && strings.HasPrefix(decoded, "c="):
		return responseScramProof, "", none
	case mechanism == scram:
		return responseScram, "", none
	}
	return response, "", none
}

// plainName finds the name in a message of PLAIN. Before it stands whose mailbox
// to open, mostly left empty, and behind it the password.
func plainName(decoded string) (name string, m mistake) {
	fields := strings.Split(decoded, "\x00")
	if len(fields) != 3 || fields[1] == "" || fields[2] == "" {
		return "", plainForm
	}
	return fields[1], none
}

// readable adds to a password in base64 that this is no protection, unless STLS
// was seen.
func (s *session) readable(k key) key {
	if (k == responsePlain || k == askAuthInitialPlain) && !s.secured {
		return readableAnyway
	}
	return nothing
}
