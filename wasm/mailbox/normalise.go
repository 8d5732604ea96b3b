package mailbox

import "bytes"

// Normalise gives a message the one form that size, TOP and RETR are taken
// from: every line ends CRLF, the last one too (RFC 1939 section 11). A
// lone CR or LF ends a line as CRLF does, so that neither goes over the wire. The
// result shares no memory with the message; of no octets it is no octets.
func Normalise(message []byte) []byte {
	size := 0 // known first, so that a large message is not copied while it grows
	eachLine(message, func(line []byte) { size += len(line) + len("\r\n") })
	out := make([]byte, 0, size)
	eachLine(message, func(line []byte) { out = append(append(out, line...), "\r\n"...) })
	return out
}

// eachLine gives the lines of a message without their ends.
func eachLine(message []byte, do func(line []byte)) {
	for len(message) > 0 {
		var line []byte
		line, message, _ = bytes.Cut(message, []byte("\n"))
		for rest, more := trimCR(line), true; more; {
			line, rest, more = bytes.Cut(rest, []byte("\r"))
			do(line)
		}
	}
}
