package sandbox

import "poplab/wasm/transcript"

// Piece is what one side sent at a time, as whoever sits on the line sees it.
type Piece struct {
	Window string
	Side   transcript.Side
	At     int64 // microseconds since 1970
	Octets int
	Head   []byte // the first octets of it
	Secure bool   // it is records of TLS
}

// How many pieces a world remembers, and how many octets of each.
const (
	mostPieces = 100
	headOctets = 64
)

// Wire are the newest pieces that went over the wires of the world, the oldest first.
func (w *World) Wire() []Piece { return w.newest }

// wire takes octets past whoever listens.
func (l *link) wire(side transcript.Side, octets []byte) {
	w := l.world
	w.pieces++
	if len(w.newest) == mostPieces {
		w.newest = append(w.newest[:0], w.newest[1:]...)
	}
	head := octets[:min(len(octets), headOctets)]
	w.newest = append(w.newest, Piece{
		l.by, side, l.console.Transcript.Now, len(octets), append([]byte(nil), head...), isTLS(octets),
	})
	if w.tapped == l {
		feed(w.tap.Transcript, side, octets)
	}
}

// isTLS says whether octets begin with a record of TLS 1.0 to 1.3: its type and the
// version that all of them write there (RFC 8446 section 5.1).
func isTLS(octets []byte) bool {
	return len(octets) > 1 && octets[0] >= 0x14 && octets[0] <= 0x17 && octets[1] == 3
}
