package practice

import (
	"crypto/tls"
	"net"
	"testing"
	"time"

	"poplab/wasm/pop3"
	"poplab/wasm/pop3/dialogue"
)

// TestDialogues plays the dialogues of the engine over TCP: what holds for the
// engine holds for the server.
func TestDialogues(t *testing.T) {
	cases, err := dialogue.Read("../../wasm/pop3/testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) { play(t, c) })
	}
}

func play(t *testing.T, c dialogue.Case) {
	w, err := c.World()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{
		Accounts:   w.Accounts,
		Profile:    w.Profile,
		RequireTLS: w.RequireTLS,
		Timestamp:  func() string { return w.Timestamp },
		Mechanisms: []pop3.Mechanism{}, // those of the engine, since the dialogues print CAPA
	}
	if err := c.Run(w, dialer(t, s, w.TLS)); err != nil {
		t.Error(err)
	}
}

// dialer starts the server of a dialogue and gives what connects to it: in clear
// text, or inside TLS with a real handshake.
func dialer(t *testing.T, s *Server, level pop3.TLS) func() (dialogue.Conn, error) {
	if level == pop3.NoTLS {
		address := start(t, s)
		return func() (dialogue.Conn, error) { return dial(address) }
	}
	plain, secure, config := startTLS(t, s)
	if level == pop3.TLSOffered {
		return func() (dialogue.Conn, error) { return dialSecured(plain, config) }
	}
	return func() (dialogue.Conn, error) {
		conn, err := dialSecured(secure, config)
		if err != nil {
			return nil, err
		}
		return conn, conn.StartTLS()
	}
}

// secured is a connection that may go over to TLS.
type secured struct {
	closeWriter
	raw    net.Conn
	config *tls.Config
}

// closeWriter is a TCP or TLS connection.
type closeWriter interface {
	net.Conn
	CloseWrite() error
}

func dialSecured(address string, config *tls.Config) (*secured, error) {
	conn, err := dial(address)
	return &secured{conn, conn, config}, err
}

// StartTLS is dialogue.TLSConn.
func (s *secured) StartTLS() error {
	inside := tls.Client(s.raw, s.config)
	s.closeWriter = inside
	return inside.Handshake()
}

// dial connects with a deadline, so that a server that says nothing fails a test
// and does not hang it.
func dial(address string) (*net.TCPConn, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), conn.SetDeadline(time.Now().Add(5 * time.Second))
}
