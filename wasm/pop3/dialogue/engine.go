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
	})}
	e.send(e.session.Greeting())
	return e, nil
}

// engine is a session behind the methods of a connection.
type engine struct {
	session *pop3.Session
	out     bytes.Buffer
	closed  bool
}

var errSilent = errors.New("dialogue: the server says nothing")

func (e *engine) send(r pop3.Reply) {
	r.WriteTo(&e.out) // writing to a bytes.Buffer cannot fail
	e.closed = e.closed || r.Close
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

func (e *engine) CloseWrite() error { return e.Close() }

func (e *engine) Close() error {
	e.session.Drop()
	e.closed = true
	return nil
}
