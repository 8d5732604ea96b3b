package practice

import (
	"crypto/tls"
	"net"
	"time"

	"poplab/wasm/pop3"
)

// connection is one client and its session.
type connection struct {
	net.Conn             // what POP3 goes over: raw, TLS on it, or the stream before them
	raw      net.Conn    // as it was accepted
	stream   Stream      // of Server.Through; nil without
	layer    *tls.Conn   // on raw; nil before the handshake
	tls      *tls.Config // nil where there is no TLS
	session  *pop3.Session
	out      output
	idle     time.Duration

	over, upgrade bool          // the last reply says that the session ends, or that TLS begins
	in            [1 << 10]byte // some commands: none is longer than 255 octets
}

func (s *Server) newConnection(conn net.Conn) *connection {
	c := &connection{
		Conn: conn, raw: conn, tls: s.TLS,
		out:  output{conn: conn, patience: or(s.WriteTimeout, DefaultWriteTimeout)},
		idle: or(s.IdleTimeout, DefaultIdleTimeout),
	}
	if s.Through != nil {
		c.stream = s.Through(conn)
		c.Conn, c.out.conn = c.stream, c.stream
	}
	return c
}

// converse runs one session and is the fence behind which a bug of ours ends
// that session only.
func (s *Server) converse(conn net.Conn, secure bool) {
	began := time.Now()
	c := s.newConnection(conn)
	defer s.forget(conn)
	defer func() { c.Close() }() // of the Conn that it has by then
	defer s.fence()
	c.session = pop3.NewSession(s.config(secure))
	end := handshakeFailed
	if !secure || c.secure(began.Add(handshakeTimeout)) == nil {
		end = c.serve()
	}
	s.told(conn, c.session.State(), end, began)
}

// config is what the engine needs for one session.
func (s *Server) config(secure bool) pop3.Config {
	level := pop3.NoTLS
	switch {
	case secure:
		level = pop3.TLSActive
	case s.TLS != nil:
		level = pop3.TLSOffered
	}
	return pop3.Config{
		Profile: s.Profile, Accounts: s.Accounts, Habits: s.Habits,
		TLS: level, RequireTLS: s.RequireTLS,
		Timestamp: s.timestamp(), Mechanisms: s.Mechanisms, Prepare: Prepare,
	}
}

// serve talks until the session ends, and says how it ended, in words for a log.
// Replies leave when all octets that came in together are answered: a client
// that sends many commands at once gets its replies at once (RFC 2449 section
// 6.6).
func (c *connection) serve() (end string) {
	defer c.session.Drop()
	c.reply(c.session.Greeting())
	for {
		if err := c.settle(); err != nil {
			return reason(err)
		}
		if c.over {
			c.hangUp()
			return "QUIT"
		}
		n, err := c.Read(c.in[:])
		c.session.Feed(c.in[:n], c.reply)
		if err != nil {
			c.out.flush()
			return reason(err)
		}
	}
}

// settle sends the replies that wait and begins what they promise. Whoever got a
// reply has sent a command, so the idle time begins anew; octets that are no
// command yet do not lengthen it (RFC 1939 section 3).
func (c *connection) settle() error {
	if !c.out.waits() {
		return c.out.err
	}
	if err := c.out.flush(); err != nil {
		return err
	}
	if c.upgrade {
		c.upgrade = false
		if err := c.secure(time.Now().Add(handshakeTimeout)); err != nil {
			return err
		}
		c.session.TLSStarted()
	}
	return c.SetDeadline(time.Now().Add(c.idle))
}

// reply puts a reply into the buffer, and ends the session of a client that cannot
// be reached: the commands behind a message that did not get through may delete it.
// What went wrong comes back from settle.
func (c *connection) reply(r pop3.Reply) {
	c.over, c.upgrade = r.Close, r.StartTLS
	c.put(r)
	if c.out.err != nil {
		c.session.Drop()
	}
}

// put lets the status line of a message travel alone.
func (c *connection) put(r pop3.Reply) {
	if !r.Message {
		r.WriteTo(&c.out)
		return
	}
	c.out.flush()
	r.WriteStatus(&c.out)
	c.out.flush()
	r.WriteBody(&c.out)
}
