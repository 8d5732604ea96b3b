package sandbox

import (
	"math/rand/v2"

	"poplab/wasm/transcript"
)

// TLS is drawn: nothing is encrypted, and the learner's own window shows what is
// inside. Who listens gets records of the right form and length, filled with
// octets that mean nothing (RFC 8446 section 5).

// Types of records, and the octets that encryption adds to each.
const (
	cipherRecord    = 20
	alertRecord     = 21
	handshakeRecord = 22
	dataRecord      = 23
	tagOctets       = 16
)

// secure brings TLS up on a connection. The server listens inside it from now on.
func (l *link) secure() {
	l.console.Transcript.Secure(drawn)
	if l.world.tapped == l {
		l.world.shakeHands(l.server.host.domain())
	}
	l.sealed = true
}

// alert is how a server ends a connection that does not begin with TLS: a fatal
// unexpected_message (RFC 8446 section 6.2).
func (l *link) alert() {
	l.carry(transcript.Server, []byte{alertRecord, 3, 3, 0, 2, 2, 10})
	l.finish(transcript.ServerClosed)
}

// noise is where meaningless octets come from: the same for the same session and
// octets so far.
func (w *World) noise() *rand.Rand {
	return rand.New(rand.NewPCG(uint64(w.sessions), uint64(len(w.tap.Transcript.Entries))))
}

// record draws one record of n octets; longer ones are cut as TLS cuts them.
func record(random *rand.Rand, kind byte, n int) []byte {
	var out []byte
	for n > 0 {
		part := min(n, 1<<14)
		out = append(out, kind, 3, 3, byte(part>>8), byte(part))
		out = append(out, scribble(random, part)...)
		n -= part
	}
	return out
}

func scribble(random *rand.Rand, n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(random.Uint32())
	}
	return out
}

// shakeHands draws the handshake of TLS 1.3 for the tap (RFC 8446 section 2). The
// name of the host stands in it for all to read.
func (w *World) shakeHands(host string) {
	t, random := w.tap.Transcript, w.noise()
	cipher := []byte{cipherRecord, 3, 3, 0, 1, 1}
	t.Client(hello(1, 1, vector(1, scribble(random, 32)), []byte{0, 2, 0x13, 1}, []byte{1, 0}, vector(2,
		extension(0, vector(2, append([]byte{0}, vector(2, []byte(host))...))),
		extension(43, []byte{2, 3, 4}),
		extension(10, []byte{0, 2, 0, 29}),
		extension(13, []byte{0, 2, 4, 3}),
		extension(51, vector(2, []byte{0, 29}, vector(2, scribble(random, 32)))),
	), random))
	t.Server(hello(2, 3, vector(1, scribble(random, 32)), []byte{0x13, 1}, []byte{0}, vector(2,
		extension(43, []byte{3, 4}),
		extension(51, []byte{0, 29}, vector(2, scribble(random, 32))),
	), random))
	t.Server(append(cipher, record(random, dataRecord, certificateOctets+tagOctets)...))
	t.Client(append(cipher, record(random, dataRecord, finishedOctets+1+tagOctets)...))
}

// What the encrypted end of a handshake has, in octets: the certificate and its
// signature, and the proof that both sides saw the same (RFC 8446 section 4.4).
const (
	certificateOctets = 861
	finishedOctets    = 36
)

// hello draws a ClientHello or ServerHello (RFC 8446 section 4.1) in a record of
// that version.
func hello(kind, version byte, id, cipher, compression, extensions []byte, random *rand.Rand) []byte {
	body := append([]byte{3, 3}, scribble(random, 32)...)
	for _, part := range [][]byte{id, cipher, compression, extensions} {
		body = append(body, part...)
	}
	message := append([]byte{kind, 0}, vector(2, body)...)
	return append([]byte{handshakeRecord, 3, version}, vector(2, message)...)
}

func extension(number byte, parts ...[]byte) []byte {
	return append([]byte{0, number}, vector(2, parts...)...)
}

// vector puts the length of some octets before them, in so many octets.
func vector(width int, parts ...[]byte) []byte {
	var body []byte
	for _, part := range parts {
		body = append(body, part...)
	}
	if width == 1 {
		return append([]byte{byte(len(body))}, body...)
	}
	return append([]byte{byte(len(body) >> 8), byte(len(body))}, body...)
}
