package sandbox

import (
	"math/rand/v2"

	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// TLS is drawn: nothing is encrypted, and the learner's own window shows what is
// inside. Who listens gets records of the right form and length, filled with
// octets that mean nothing (RFC 8446 section 5).

// tagOctets is what encryption adds to a record of data: its inner type and a tag.
const tagOctets = 1 + 16

// secure brings TLS up on a connection. The server listens inside it from now on.
func (l *link) secure() {
	l.console.Transcript.Secure(phrase.Say(drawn))
	l.shakeHands()
	l.sealed = true
}

// alert is how a server ends a connection that does not begin with TLS: a fatal
// unexpected_message (RFC 8446 section 6.2).
func (l *link) alert() {
	l.carry(transcript.Server, []byte("\x15\x03\x03\x00\x02\x02\x0a"))
	l.finish(transcript.ServerClosed)
}

// noise is where meaningless octets come from: the same for the same session and
// pieces so far.
func (l *link) noise() *rand.Rand {
	return rand.New(rand.NewPCG(uint64(l.world.sessions), uint64(l.world.pieces)))
}

// draw gives octets with others that mean nothing in the place of each ?.
func draw(random *rand.Rand, octets string) string {
	out := []byte(octets)
	for i, c := range out {
		if c == '?' {
			out[i] = byte(random.Uint32())
		}
	}
	return string(out)
}

// records draws n octets that nobody can read, in as many records as TLS needs.
func records(random *rand.Rand, n int) []byte {
	var out []byte
	for ; n > 0; n -= longestRecord {
		length := min(n, longestRecord)
		out = append(out, 0x17, 3, 3, byte(length>>8), byte(length))
		for range length {
			out = append(out, byte(random.Uint32()))
		}
	}
	return out
}

// shakeHands draws the handshake of TLS 1.3 on the wire (RFC 8446 section 2). The
// name of the host stands in it for all to read.
func (l *link) shakeHands() {
	random := l.noise()
	name := sized(sized("\x00" + sized(l.server.host.domain())))
	client := draw(random, clientHello) + sized(draw(random, clientExtensions)+"\x00\x00"+name)
	l.wire(transcript.Client, []byte("\x16\x03\x01"+sized("\x01\x00"+sized(client))))
	l.wire(transcript.Server, []byte("\x16\x03\x03"+sized("\x02\x00"+sized(draw(random, serverHello)))))
	l.wire(transcript.Server, []byte(changeCipher))
	l.wire(transcript.Server, records(random, certificateOctets))
	l.wire(transcript.Client, []byte(changeCipher))
	l.wire(transcript.Client, records(random, finishedOctets))
}

// sized puts the length of some octets before them, in two octets.
func sized(octets string) string {
	return string([]byte{byte(len(octets) >> 8), byte(len(octets))}) + octets
}

// The messages of a handshake (RFC 8446 section 4.1), up to where lengths follow that
// depend on the host. Each ? is a random octet, of the random values, the session
// and the keys.
const (
	octets32         = "????????????????????????????????"
	clientHello      = "\x03\x03" + octets32 + "\x20" + octets32 + "\x00\x02\x13\x01\x01\x00"
	clientExtensions = "\x00\x2b\x00\x03\x02\x03\x04" + // supported_versions: TLS 1.3
		"\x00\x0a\x00\x04\x00\x02\x00\x1d" + // supported_groups: x25519
		"\x00\x0d\x00\x04\x00\x02\x04\x03" + // signature_algorithms
		"\x00\x33\x00\x26\x00\x24\x00\x1d\x00\x20" + octets32 // key_share
	serverHello = "\x03\x03" + octets32 + "\x20" + octets32 + "\x13\x01\x00\x00\x2e" +
		"\x00\x2b\x00\x02\x03\x04" + "\x00\x33\x00\x24\x00\x1d\x00\x20" + octets32
	changeCipher = "\x14\x03\x03\x00\x01\x01"
)

// Octets of the records that end a handshake: the certificate and its signature, and
// the proof that both sides saw the same (RFC 8446 section 4.4); and the most that
// a record holds.
const (
	certificateOctets = 877
	finishedOctets    = 53
	longestRecord     = 1 << 14
)
