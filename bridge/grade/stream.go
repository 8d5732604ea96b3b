package grade

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"poplab/wasm/transcript"
)

// stream is a practice.Stream: it notes what both sides say and makes the trouble
// of the account that has logged in.
type stream struct {
	net.Conn // what POP3 goes over: raw, or TLS on it
	raw      net.Conn
	seen     *connection
	secure   bool

	mu      sync.Mutex
	held    []byte // of a joined reply, still here
	pieces  int    // how many Writes are in it
	release *time.Timer
}

// Secured is practice.Stream.
func (s *stream) Secured(conn net.Conn) {
	s.Conn, s.secure = conn, true
	s.seen.secured()
}

// errWild ends the session of a client that never stops.
var errWild = errors.New("grade: too much was said in one connection")

// Read notes what the client says before the engine hears it.
func (s *stream) Read(p []byte) (int, error) {
	if s.seen.wild() {
		s.seen.end(transcript.Lost, "The server ended a connection in which too much was said.")
		return 0, errWild
	}
	n, err := s.Conn.Read(p)
	if n > 0 {
		s.seen.client(p[:n])
	}
	if err != nil {
		s.seen.end(ending(err))
	}
	return n, err
}

// ending says in words and as a topic why nothing more is heard of a client.
func ending(err error) (transcript.Topic, string) {
	switch {
	case errors.Is(err, io.EOF):
		return transcript.LearnerClosed, "The client closed the connection."
	case errors.Is(err, os.ErrDeadlineExceeded):
		return transcript.ServerClosed, "The server closed the connection: nothing came for ten minutes."
	case errors.Is(err, net.ErrClosed):
		return transcript.Lost, "The server was stopped."
	}
	return transcript.LearnerClosed, "The client broke the connection."
}

// Write sends a reply, with the trouble that is due.
func (s *stream) Write(p []byte) (int, error) {
	if s.seen.cuts() {
		return s.cutWithin(p)
	}
	t := s.seen.server(p)
	switch {
	case t.OneOctet:
		return s.dribble(p)
	case t.Joined:
		return s.join(p)
	}
	return s.Conn.Write(p)
}

// Close is called once, at the end of the session.
func (s *stream) Close() error {
	s.seen.end(transcript.ServerClosed, "The server closed the connection.")
	return s.Conn.Close()
}
