package mailbox

import "bytes"

// Normalise gives a message the one form that size, TOP and RETR are taken
// from: every line ends CRLF, the last one too (RFC 1939 section 11). A
// lone CR or LF ends a line as CRLF does, so that neither goes over the wire. The
// result shares no memory with the message; of no octets it is no octets.
func Normalise(message []byte) []byte {
	out := make([]byte, 0, len(message)+bytes.Count(message, []byte{'\n'})+len("\r\n"))
	for len(message) > 0 {
		end := bytes.IndexAny(message, "\r\n")
		if end < 0 {
			return append(append(out, message...), "\r\n"...)
		}
		out = append(append(out, message[:end]...), "\r\n"...)
		message = afterLineEnd(message[end:])
	}
	return out
}

// afterLineEnd skips one CRLF, CR or LF.
func afterLineEnd(p []byte) []byte {
	if rest, found := bytes.CutPrefix(p, []byte("\r\n")); found {
		return rest
	}
	return p[1:]
}
