package mailbox

// Normalise gives a message the one form that size, TOP and RETR are taken
// from: every line ends CRLF, the last one too (RFC 1939 section 11). A
// lone CR or LF ends a line as CRLF does, so that neither goes over the wire. The
// result shares no memory with the message; of no octets it is no octets.
func Normalise(message []byte) []byte {
	out := make([]byte, 0, len(message)+len("\r\n"))
	begin := 0 // of the line at hand
	for i, c := range message {
		if c == '\n' && i > 0 && message[i-1] == '\r' {
			begin = i + 1 // the CR has ended this line
		} else if c == '\r' || c == '\n' {
			out = append(append(out, message[begin:i]...), "\r\n"...)
			begin = i + 1
		}
	}
	if begin < len(message) {
		out = append(append(out, message[begin:]...), "\r\n"...)
	}
	return out
}
