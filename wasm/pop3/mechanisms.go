package pop3

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// mechanisms are those that need nothing from outside.
var mechanisms = []Mechanism{
	{Name: "PLAIN", Cleartext: true, Start: func(string) Exchange { return plain{} }},
	{Name: "CRAM-MD5", ServerFirst: true, Start: func(challenge string) Exchange { return cram(challenge) }},
}

// errUnreadable ends an exchange whose response has not the form that its
// mechanism asks for.
var errUnreadable = errors.New("pop3: response in a wrong form")

// plain is PLAIN (RFC 4616 section 2): the client goes first, and sends who it
// wants to be, NUL, its name, NUL and its password, in UTF-8.
type plain struct{}

func (plain) Step(response []byte) ([]byte, *Proof, error) {
	parts := strings.Split(string(response), "\x00")
	if len(parts) != 3 || !isName(parts[1]) || parts[2] == "" || !utf8.Valid(response) {
		return nil, nil, errUnreadable
	}
	if as := parts[0]; as != "" && as != parts[1] {
		return nil, nil, ErrCredentials // nobody may read the mail of somebody else
	}
	return nil, &Proof{Name: parts[1], Password: parts[2]}, nil
}

// cram is CRAM-MD5 (RFC 2195 section 2), and its value is the challenge. The
// client answers with its name, a space and 32 hexadecimal digits.
type cram string

func (challenge cram) Step(response []byte) ([]byte, *Proof, error) {
	if response == nil {
		return []byte(challenge), nil, nil
	}
	space := strings.LastIndexByte(string(response), ' ') // a name may hold some
	if space < 0 {
		return nil, nil, errUnreadable
	}
	name, digest := string(response[:space]), string(response[space+1:])
	if !isName(name) || !isDigest(digest) {
		return nil, nil, errUnreadable
	}
	return nil, &Proof{Name: name, Method: ByCRAM, Challenge: string(challenge), Digest: digest}, nil
}

// isName says whether a text may stand in a reply as a name.
func isName(s string) bool {
	_, position := unprintable(s, utf8.ValidString(s))
	return s != "" && position == 0
}
