package forward

import (
	"context"
	"net"
	"time"
)

// keepAlive finds out within 75 s that the host of a silent server is gone.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 15 * time.Second, Count: 4}

// dialer connects to a target, past the guard.
func (b *Bridge) dialer(t *Target) *net.Dialer {
	return &net.Dialer{
		Resolver:        b.Resolver,
		KeepAliveConfig: keepAlive,
		ControlContext:  guard{t, b.Listening}.control,
	}
}

// dialTCP is Bridge.dial, but for tests. No resolver is asked for localhost: some would
// ask the network, which may answer anything (RFC 6761 section 6.3).
func dialTCP(ctx context.Context, d *net.Dialer, address string) (net.Conn, error) {
	host, port, _ := net.SplitHostPort(address)
	if !IsLocalhost(host) {
		return d.DialContext(ctx, "tcp", address)
	}
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", port))
	if err == nil {
		return conn, nil
	}
	if other, no := d.DialContext(ctx, "tcp", net.JoinHostPort("::1", port)); no == nil {
		return other, nil
	}
	return nil, err // of the two, what every machine has
}

// dial connects to the server, and tells it who the page is where it wants to know.
func (s *session) dial() *ending {
	ctx, stop := context.WithTimeout(context.Background(), s.bridge.DialTimeout)
	defer stop()
	s.mu.Lock()
	s.stop = stop
	s.mu.Unlock()
	conn, err := s.bridge.dial(ctx, s.bridge.dialer(&s.target), s.target.Address)
	if err != nil {
		return s.unreachable(err)
	}
	tune(conn)
	if why := s.adopt(conn); why != nil {
		conn.Close()
		return why
	}
	if s.target.Proxy {
		_, err = s.server.Write(proxyHeader(s.seat.from, conn.RemoteAddr()))
	}
	return notTaken(err)
}

// adopt makes conn the session's own, unless the session is over already: whoever
// ended it had no connection to close.
func (s *session) adopt(conn net.Conn) *ending {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stop = nil // there is nothing to stop any more, and much to forget
	if s.ended == nil {
		s.server.Conn = conn
	}
	return s.ended
}
