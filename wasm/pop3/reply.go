package pop3

import "io"

// Reply is one answer of the server as a value. CRLF, byte-stuffing and the
// terminator are applied once, when it is written (RFC 1939 section 3).
type Reply struct {
	OK    bool   // +OK or -ERR
	Code  string // response code without brackets, such as "IN-USE" (RFC 2449 section 8), or ""
	Text  string // free text after the status indicator
	Multi bool   // a multi-line reply: Body and the terminator follow the status line
	Body  []byte // normalised octets, not stuffed: a message, a part of one, or listing lines
	Close bool   // the connection ends after this reply
}

// WriteTo writes the reply as it goes over the wire. It allocates nothing per
// body line, so a message of any size costs the same memory.
func (r Reply) WriteTo(w io.Writer) (int64, error) { panic("engine") }
