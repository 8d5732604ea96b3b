package practice

import (
	"net"
	"net/netip"
	"time"

	"poplab/wasm/pop3"
)

// admit begins a session, or turns a client away.
func (s *Server) admit(conn net.Conn, secure bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := addressOf(conn)
	if s.closing {
		conn.Close()
	} else if why := s.full(from); why != "" {
		s.running.Go(func() { s.turnAway(conn, secure, why) })
	} else {
		s.conns[conn] = from
		s.from[from]++
		s.running.Go(func() { s.converse(conn, secure) })
	}
}

// full says why there is no room for one more session from an address, or
// nothing. The caller holds mu.
func (s *Server) full(from netip.Addr) string {
	switch {
	case len(s.conns) >= or(s.MaxConns, DefaultMaxConns):
		return "too many connections, try again in a minute"
	case s.from[from] >= or(s.MaxPerAddress, DefaultMaxPerAddress):
		return "too many connections from your address, close one and try again"
	}
	return ""
}

// addressOf is the IP address of a client, or the zero Addr for all that come
// over something else than TCP.
func addressOf(conn net.Conn) netip.Addr {
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		return tcp.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// forget gives the place of a session to others.
func (s *Server) forget(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := s.conns[conn]
	delete(s.conns, conn)
	if s.from[from]--; s.from[from] == 0 {
		delete(s.from, from)
	}
}

// turnAway says why there is no session (RFC 3206 section 4).
func (s *Server) turnAway(conn net.Conn, secure bool, why string) {
	s.log().Warn("turned a client away", "remote", conn.RemoteAddr(), "reason", why)
	c := s.newConnection(conn)
	defer c.Close()
	if secure && c.secure(time.Now().Add(farewell)) != nil {
		return
	}
	c.put(pop3.Reply{Code: "SYS/TEMP", Text: why})
	c.out.patience = farewell
	if c.out.flush() == nil {
		c.hangUp()
	}
}
