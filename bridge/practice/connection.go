package practice

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"poplab/wasm/pop3"
)

const (
	// farewell is how long a client has to take the last reply and close.
	farewell = time.Second
	// chunk is how many octets the write timeout is for, so that a long message
	// may take long and a reader that stopped may not.
	chunk = 64 << 10
)

// connection is one client and its session.
type connection struct {
	net.Conn
	session  *pop3.Session
	out      *bufio.Writer // over Write, so that replies leave in few packets
	idle     time.Duration
	patience time.Duration // for one chunk
	over     bool          // the last reply was written
}

func newConnection(conn net.Conn, session *pop3.Session, idle, patience time.Duration) *connection {
	c := &connection{Conn: conn, session: session, idle: idle, patience: patience}
	c.out = bufio.NewWriterSize(c, 32<<10)
	return c
}

// serve talks until the session ends, and says how it ended, in words for a log.
// Replies leave when all octets that came in together are answered: a client
// that sends many commands at once gets its replies at once (RFC 2449 section
// 6.6).
func (c *connection) serve() string {
	defer c.session.Drop()
	c.reply(c.session.Greeting())
	octets := make([]byte, 4096)
	for {
		if err := c.out.Flush(); err != nil {
			return reason(err)
		}
		if c.over {
			hangUp(c.Conn)
			return "QUIT"
		}
		c.SetReadDeadline(time.Now().Add(c.idle))
		n, err := c.Read(octets)
		c.session.Feed(octets[:n], c.reply)
		if err != nil {
			c.out.Flush()
			return reason(err)
		}
	}
}

// reply puts a reply into the buffer. Its errors come back from Flush.
func (c *connection) reply(r pop3.Reply) {
	r.WriteTo(c.out)
	c.over = c.over || r.Close
}

// Write gives the client a new deadline for every chunk.
func (c *connection) Write(p []byte) (written int, err error) {
	for len(p) > 0 && err == nil {
		c.SetWriteDeadline(time.Now().Add(c.patience))
		var n int
		n, err = c.Conn.Write(p[:min(len(p), chunk)])
		written, p = written+n, p[n:]
	}
	return written, err
}

// hangUp ends a connection so that the last reply arrives: closing at once, with
// octets of the client still unread, would make TCP reset the connection and
// could take the reply with it.
func hangUp(conn net.Conn) {
	defer conn.Close()
	if half, ok := conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		conn.SetReadDeadline(time.Now().Add(farewell))
		io.Copy(io.Discard, conn)
	}
}

// reason says why a connection ended without QUIT.
func reason(err error) string {
	switch {
	case errors.Is(err, io.EOF):
		return "client closed"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "timeout"
	}
	return err.Error()
}
