package practice

import (
	"context"
	"net"
	"sync"
	"testing"
	"testing/synctest"
)

// pipes is a listener in memory. With testing/synctest minutes pass in no time.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes"} }

func (p *pipes) dial() net.Conn {
	client, server := net.Pipe()
	p.conns <- server
	return client
}

// inBubble runs a test whose clock stands still while anybody has something to
// do. It serves in clear text, and inside TLS where the server has a certificate.
func inBubble(t *testing.T, s *Server, test func(t *testing.T, plain, secure *pipes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		plain := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		secure := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		go s.Serve(plain)
		if s.TLS != nil {
			go s.ServeTLS(secure)
		}
		synctest.Wait()
		defer s.Shutdown(context.Background())
		test(t, plain, secure)
	})
}
