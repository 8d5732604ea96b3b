package pop3

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// AUTH (RFC 5034): a mechanism of SASL asks and the client answers, each in one
// line of base64, until there is a proof or one of them gives up. While an
// exchange runs every line of the client belongs to it.

// Mechanism is a SASL mechanism of AUTH (RFC 5034 section 4).
type Mechanism struct {
	Name string // in capitals, such as "SCRAM-SHA-256"
	// ServerFirst: the server begins with a challenge made from
	// Config.Timestamp, without which the mechanism is not there. An initial
	// response is refused.
	ServerFirst bool
	Cleartext   bool // it sends a password that can be read: announced inside TLS only
	Start       func(challenge string) Exchange
}

// Exchange is one run of a mechanism.
type Exchange interface {
	// Step takes a response of the client, decoded, and gives what comes next:
	// a challenge, not yet encoded, or the finished proof. Where the server goes
	// first the first response is nil. Its error is ErrCredentials, or any other
	// for a response that the mechanism cannot read.
	Step(response []byte) (challenge []byte, proof *Proof, err error)
}

// MaxResponse is the longest line of a client within AUTH, in octets with its
// CRLF. RFC 5034 section 4 frees those lines from the 255 octets of a command and
// sets no limit. No mechanism here needs a tenth of this one, which keeps the
// memory of a session small.
const MaxResponse = 8192

// strict decodes as RFC 4648 section 3 wants: padded, and nothing left over.
var strict = base64.StdEncoding.Strict()

// auth is AUTH. Who types a mechanism that CAPA keeps for TLS is served as USER
// and PASS are.
func (s *Session) auth(a args) (Reply, error) {
	name, initial := a.text[0], a.text[1]
	var fault Template
	m := s.mechanism(name)
	switch {
	case m == nil:
		fault = s.words.NoMechanism
	case m.Cleartext && s.exposed():
		fault = s.words.NeedsTLS
	case m.ServerFirst && initial != "":
		fault = s.words.ServerFirst
	default:
		return s.begin(m, initial)
	}
	return Reply{}, s.no(fault, facts{argument: name})
}

// begin starts an exchange. An equals sign is a response without octets, which is
// not the same as none (RFC 5034 section 4).
func (s *Session) begin(m *Mechanism, initial string) (Reply, error) {
	s.exchange = m.Start(s.challenge())
	switch {
	case m.ServerFirst:
		return s.step(nil)
	case initial == "":
		return Reply{Challenge: true}, nil
	case initial == "=":
		initial = ""
	}
	return s.respond(initial, false)
}

// respond is a line of the client within AUTH. One that cannot be read ends the
// exchange, and then it is as if AUTH had not been sent (RFC 5034 section 4).
func (s *Session) respond(line string, tooLong bool) (Reply, error) {
	switch {
	case tooLong:
		return s.fail("", s.words.ResponseTooLong)
	case line == "*":
		return s.fail("", s.words.Cancelled)
	}
	response, err := strict.DecodeString(line)
	if err != nil || strings.Contains(line, "\r") { // which the decoder skips
		return s.fail("", s.words.NotBase64)
	}
	return s.step(response)
}

// step hands a response to the mechanism. Data never comes with the final +OK: a
// mechanism that ends with some sends it as one more challenge.
func (s *Session) step(response []byte) (Reply, error) {
	challenge, proof, err := s.exchange.Step(response)
	switch {
	case err == ErrCredentials:
		return s.fail("AUTH", s.words.WrongPassword)
	case err != nil:
		return s.fail("", s.words.BadResponse)
	case proof == nil:
		return Reply{Challenge: true, Text: base64.StdEncoding.EncodeToString(challenge)}, nil
	}
	s.exchange = nil
	return s.login(*proof, s.words.WrongPassword)
}

// fail ends the exchange.
func (s *Session) fail(code string, text Template) (Reply, error) {
	s.exchange = nil
	return Reply{}, s.coded(code, text, facts{})
}

// challenge is the text with which a mechanism challenges: the timestamp, and for
// every further exchange of the session a different one.
func (s *Session) challenge() string {
	s.exchanges++
	if s.exchanges == 1 || s.timestamp == "" {
		return s.timestamp
	}
	return "<" + strconv.Itoa(s.exchanges) + "." + s.timestamp[1:]
}

// mechanism finds a mechanism by its name in any case, or gives nil.
func (s *Session) mechanism(name string) *Mechanism {
	for _, list := range [][]Mechanism{s.mechanisms, mechanisms} {
		for i := range list {
			if m := &list[i]; EqualFold(m.Name, name) && (!m.ServerFirst || s.timestamp != "") {
				return m
			}
		}
	}
	return nil
}

// announcedMechanisms are the parameters of SASL in CAPA: what is safe to use
// now, each behind a space (RFC 5034 section 3).
func (s *Session) announcedMechanisms() string {
	var names string
	for _, list := range [][]Mechanism{s.mechanisms, mechanisms} {
		for _, m := range list {
			if s.mechanism(m.Name) != nil && (!m.Cleartext || s.tls == TLSActive) {
				names += " " + m.Name
			}
		}
	}
	return names
}
