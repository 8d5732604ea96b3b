package practice

import (
	"crypto/tls"
	"errors"
	"fmt"
	"time"
)

// handshakeTimeout is how long a client has for the handshake of TLS, which
// programs do and not people.
const handshakeTimeout = 30 * time.Second

// errHandshake is in the error of every handshake that failed. Such a session is
// over: what comes next from the client cannot be told from what somebody put in
// between (RFC 2595 section 4).
var errHandshake = errors.New("practice: TLS handshake failed")

// secure does the handshake as the server, and from then on all goes over TLS. A
// client that fails gets no word of POP3.
func (c *connection) secure(deadline time.Time) error {
	secured := tls.Server(c.raw, c.tls)
	c.raw.SetDeadline(deadline)
	if err := secured.Handshake(); err != nil {
		return fmt.Errorf("%w: %w", errHandshake, err)
	}
	c.layer = secured
	c.secured(secured)
	return nil
}
