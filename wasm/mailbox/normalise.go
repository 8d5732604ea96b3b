package mailbox

import "bytes"

// Normalise gives a message the one form that size, TOP and RETR are taken
// from: every line ends CRLF, the last one too (RFC 1939 section 11). A
// lone CR or LF ends a line as CRLF does, so that neither goes over the wire. The
// result shares no memory with the message; of no octets it is no octets.
func Normalise(message []byte) []byte {
	size := 0 // known first, so that a large message is not copied while it grows
	for line := range lines(message) {
		size += len(line) + len("\r\n")
	}
	out := make([]byte, 0, size)
	for line := range lines(message) {
		out = append(append(out, line...), "\r\n"...)
	}
	return out
}

// lines gives the lines of a message without their ends.
func lines(message []byte) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for ended := range bytes.Lines(message) {
			for line := range bytes.SplitSeq(unended(ended), []byte("\r")) {
				if !yield(line) {
					return
				}
			}
		}
	}
}
