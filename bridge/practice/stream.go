package practice

import "net"

// Stream stands between the engine and one connection: the engine reads from it
// and writes to it, and it reads from the connection and writes to that as it
// likes. So a program can watch sessions, or be an unkind network to them. Each
// Write is what would leave together; the status line of a message comes alone.
//
// Where POP3 ends, Close is called once, on every way to the end. The last reply
// of a session has to leave within its Write, since TCP is closed behind it.
type Stream interface {
	net.Conn
	// Secured tells that TLS has begun, by STLS or before the first octet: from
	// now on POP3 goes over conn.
	Secured(conn net.Conn)
}

// secured turns to what POP3 goes over inside TLS.
func (c *connection) secured(conn net.Conn) {
	if c.stream != nil {
		c.stream.Secured(conn)
		return
	}
	c.Conn, c.out.conn = conn, conn
}
