package annotate

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Of TLS only the frame is read: the type of each record and, until a side encrypts,
// what a listener on the way reads as well (RFC 8446 section 4 and section 5).

// The types of a record, and of a message of the handshake.
const (
	cipherRecord    = 20
	alertRecord     = 21
	handshakeRecord = 22
	dataRecord      = 23

	warningAlert = 1 // the level of an alert behind which the handshake may go on

	clientHello = 1
	serverHello = 2
)

// record explains a record of TLS.
func (s *session) record(l *line) (r remark) {
	first := !s.sealed
	s.sealed, s.starting = true, false
	kind, _, length, ok := l.Record()
	s.shakes = s.shakes || l.Side == transcript.Client
	s.hidden = s.hidden || !ok || kind != handshakeRecord && kind != alertRecord
	came := len(l.Octets) - headerOfRecord
	r.args = args{N: came, M: length}
	switch {
	case !ok:
		r.key = sealed
	case came < length:
		r.key = sealedCut
	case kind == handshakeRecord:
		r = s.handshake(l)
	case kind == cipherRecord:
		r.key, s.enciphered[s.sideOf(l)] = sealedCipher, true
	case kind == alertRecord:
		r.key, r.args.N = alert(l.Octets[headerOfRecord:])
	case kind == dataRecord:
		r.key = pick(s.once(sealedData), sealedData, sealedDataAgain)
	default:
		r.key = sealed
	}
	if first && !s.greeted {
		r.aside = sealedImplicit
	}
	return r
}

// headerOfRecord is how many octets stand before what a record holds.
const headerOfRecord = 5

func (s *session) sideOf(l *line) int { return pick(l.Side == transcript.Client, 0, 1) }

// handshake explains a record of the handshake by its first message.
func (s *session) handshake(l *line) remark {
	message := l.Octets[headerOfRecord:]
	a := args{N: len(message)}
	switch {
	case len(message) == 0 || s.enciphered[s.sideOf(l)]:
	case message[0] == serverHello:
		return remark{key: sealedServerHello}
	case message[0] == clientHello:
		a.Name = quoteUpTo(serverName(message), longestTimestamp)
		return remark{key: pick(a.Name == "", sealedHelloNameless, sealedHello), args: a}
	}
	return remark{key: sealedHandshake, args: a}
}

// alert explains an alert, which has two octets as long as it is readable: the
// level and the description (RFC 8446 section 6).
func alert(octets []byte) (k key, number int) {
	if len(octets) != 2 {
		return sealedAlert, 0
	}
	switch number = int(octets[1]); {
	case number == 0:
		return sealedClose, number
	case number >= 42 && number <= 48 && number != 47: // bad_certificate to unknown_ca
		return sealedCertificate, number
	case octets[0] == warningAlert:
		return sealedWarning, number
	}
	return sealedFailure, number
}

// serverName finds the host that a ClientHello asks for: behind version, random,
// session, ciphers and compression stand the extensions, and server_name is number
// 0. It is "" where there is none, or the message goes on in another record.
func serverName(hello []byte) string {
	_, rest := vector(hello[min(4+2+32, len(hello)):], 1)
	_, rest = vector(rest, 2)
	_, rest = vector(rest, 1)
	extensions, _ := vector(rest, 2)
	for len(extensions) > 2 {
		isName := extensions[0] == 0 && extensions[1] == 0
		var data []byte
		data, extensions = vector(extensions[2:], 2)
		if list, _ := vector(data, 2); isName && len(list) > 0 && list[0] == 0 {
			name, _ := vector(list[1:], 2)
			return string(name)
		}
	}
	return ""
}

// vector parts a list from what follows it; its length stands before it, in one
// octet or two. What is cut short counts as empty.
func vector(p []byte, octets int) (list, rest []byte) {
	if len(p) < octets {
		return nil, nil
	}
	n := int(p[0])
	if octets == 2 {
		n = n<<8 | int(p[1])
	}
	if p = p[octets:]; n > len(p) {
		return nil, nil
	}
	return p[:n], p[n:]
}

// secure follows TLS from inside: all that was said in the clear counts no more
// (RFC 2595 section 4).
func (s *session) secure() {
	if !s.secured {
		s.clear = s.offered
	}
	s.secured, s.starting, s.sealed = true, false, false
	s.offered, s.utf8, s.mechanisms, s.open = nil, false, "", 0
}

// endCapaEarly explains the end of CAPA before the login: the list may be a second
// one, inside TLS, or one from which somebody took STLS.
func (s *session) endCapaEarly(a args) remark {
	before := s.clear
	s.offered = s.body.capabilities
	switch {
	case s.body.unread:
	case s.secured && len(before) > 0:
		a.Word = quote(strings.Join(differences(before, s.offered), ", "))
		return remark{key: pick(a.Word == "", endCapaTLS, endCapaTLSOther), args: a}
	case s.host.tls && !s.secured && !s.eightBit && !slices.Contains(s.offered, "STLS"): // UTF8 excludes it
		return remark{key: endCapaStripped, args: a}
	}
	return remark{key: endCapaEarly, args: a}
}

// differences names the capabilities that stand in one list only, or with other
// parameters. That STLS is gone is no difference.
func differences(before, now []string) (names []string) {
	add := func(list, other []string) {
		for _, line := range list {
			if name := tagOf(line); !slices.Contains(other, line) && !slices.Contains(names, name) && name != "STLS" {
				names = append(names, name)
			}
		}
	}
	add(now, before)
	add(before, now)
	return names
}

// tagOf is the name of a capability, in capitals.
func tagOf(line string) string {
	tag, _, _ := strings.Cut(line, " ")
	return pop3.Upper(tag)
}
