package practice

import (
	"errors"
	"io"
	"os"
	"time"
)

// farewell is how long a client has to take the last reply and close.
const farewell = time.Second

// hangUp ends a connection so that the last reply arrives: closing at once, with
// octets of the client still unread, would make TCP reset the connection and
// could take the reply with it. TLS ends before TCP does (RFC 8314 section 3.4).
func (c *connection) hangUp() {
	c.raw.SetDeadline(time.Now().Add(farewell))
	if c.layer != nil {
		c.layer.CloseWrite()
	}
	half, ok := c.raw.(interface{ CloseWrite() error })
	if !ok || half.CloseWrite() != nil {
		return
	}
	for err := error(nil); err == nil; {
		_, err = c.raw.Read(c.in[:])
	}
}

// handshakeFailed is the end of a client that asked for TLS and did not do it.
const handshakeFailed = "TLS handshake failed"

// reason says why a connection ended without QUIT.
func reason(err error) string {
	switch {
	case errors.Is(err, errHandshake):
		return handshakeFailed
	case errors.Is(err, io.EOF):
		return "client closed"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "timeout"
	}
	return err.Error()
}
