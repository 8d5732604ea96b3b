package dialogue

import (
	"bytes"
	"errors"

	"poplab/wasm/pop3"
)

// Dial connects to the engine itself, without a network.
func (w *World) Dial() (Conn, error) {
	e := &engine{session: pop3.NewSession(pop3.Config{
		Profile: w.Profile, Accounts: w.Accounts, Timestamp: w.Timestamp,
		TLS: w.TLS, RequireTLS: w.RequireTLS,
	})}
	e.send(e.session.Greeting())
	return e, nil
}

// engine is a session behind the methods of a connection.
type engine struct {
	session *pop3.Session
	out     bytes.Buffer
	closed  bool
	waiting bool // for the handshake behind STLS
}

var (
	errSilent = errors.New("dialogue: the server says nothing")
	errNoTLS  = errors.New("dialogue: the server waits for no handshake")
)

func (e *engine) send(r pop3.Reply) {
	r.WriteTo(&e.out) // writing to a bytes.Buffer cannot fail
	e.closed = e.closed || r.Close
	e.waiting = e.waiting || r.StartTLS
}

func (e *engine) Write(p []byte) (int, error) {
	e.session.Feed(p, e.send)
	return len(p), nil
}

func (e *engine) Read(p []byte) (int, error) {
	if e.out.Len() == 0 && !e.closed {
		return 0, errSilent
	}
	return e.out.Read(p)
}

// StartTLS tells the session of a handshake. Nothing is encrypted here.
func (e *engine) StartTLS() error {
	if !e.waiting {
		return errNoTLS
	}
	e.waiting = false
	e.session.TLSStarted()
	return nil
}

func (e *engine) CloseWrite() error { return e.Close() }

func (e *engine) Close() error {
	e.session.Drop()
	e.closed = true
	return nil
}
