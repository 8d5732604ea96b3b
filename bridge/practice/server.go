// Package practice is a POP3 server on TCP for real clients: telnet, curl, mail
// programs, and the one that a student writes. It is a listener loop around the
// engine of wasm/pop3, so it keeps the same rules as the server in the page.
//
//	s := &practice.Server{Accounts: accounts}
//	go s.Serve(listener)
//	...
//	s.Shutdown(ctx)
//
// A session ends in one of four ways, and only the first removes messages: the
// client sends QUIT, the client goes away, it says nothing for IdleTimeout, or
// the server shuts down (RFC 1939 section 6).
//
// What goes over a connection is never logged.
package practice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// Defaults of the options of Server.
const (
	DefaultMaxConns     = 1000
	DefaultIdleTimeout  = 10 * time.Minute
	DefaultWriteTimeout = time.Minute
)

// Server is a POP3 server. Only Accounts is needed; do not change a field after
// Serve.
type Server struct {
	// Accounts are the users, shared by all sessions.
	Accounts *mailbox.Accounts
	// Profile is the wording; nil means that of RFC 1939.
	Profile *pop3.Profile
	// MaxConns is how many sessions there may be at a time; a further client is
	// told to come back. 0 means DefaultMaxConns.
	MaxConns int
	// IdleTimeout ends a session, without a word and without removing anything,
	// after so much silence of the client. RFC 1939 section 3 wants at least ten
	// minutes. 0 means DefaultIdleTimeout.
	IdleTimeout time.Duration
	// WriteTimeout is how long a client may take none of the octets that wait for
	// it. 0 means DefaultWriteTimeout.
	WriteTimeout time.Duration
	// Timestamp gives the timestamp of a greeting, or "" for none. It must never
	// give the same twice. nil means one of the server's own where an account has
	// a secret, else none (RFC 1939 section 7).
	Timestamp func() string
	// Log gets a line per session. nil means no log.
	Log *slog.Logger

	mu        sync.Mutex
	listeners map[net.Listener]bool
	conns     map[net.Conn]bool // of sessions
	closing   bool              // Shutdown was called
	running   sync.WaitGroup    // one goroutine per connection
	stamps    atomic.Uint64     // how many timestamps were given
}

// Serve accepts connections until Shutdown, and then gives nil; an error means
// that the listener failed. It may run on several listeners at a time, and
// closes the one it was given.
func (s *Server) Serve(l net.Listener) error {
	defer l.Close()
	if !s.listen(l) {
		return nil
	}
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			s.admit(conn)
		case s.isClosing():
			return nil
		case passes(err):
			s.log().Warn("cannot accept a connection", "error", err)
			time.Sleep(100 * time.Millisecond)
		default:
			return fmt.Errorf("practice: accept: %w", err)
		}
	}
}

// passes says whether Accept may well work again soon: the client was gone
// already, or files are short for a moment.
func passes(err error) bool {
	return errors.Is(err, syscall.ECONNABORTED) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// listen notes a listener for Shutdown; false means that Shutdown came first.
func (s *Server) listen(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listeners == nil {
		s.listeners, s.conns = make(map[net.Listener]bool), make(map[net.Conn]bool)
	}
	s.listeners[l] = true
	return !s.closing
}

func (s *Server) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
}

// admit begins a session, or turns a client away.
func (s *Server) admit(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closing:
		conn.Close()
	case len(s.conns) >= or(s.MaxConns, DefaultMaxConns):
		s.running.Go(func() { s.turnAway(conn) })
	default:
		s.conns[conn] = true
		s.running.Go(func() { s.converse(conn) })
	}
}

// turnAway says why there is no session (RFC 3206 section 4).
func (s *Server) turnAway(conn net.Conn) {
	s.log().Warn("too many connections", "remote", conn.RemoteAddr())
	busy := pop3.Reply{Code: "SYS/TEMP", Text: "too many connections, try again in a minute"}
	conn.SetDeadline(time.Now().Add(farewell))
	busy.WriteTo(conn)
	hangUp(conn)
}

// converse runs one session and is the fence behind which a bug of ours ends
// that session only.
func (s *Server) converse(conn net.Conn) {
	defer s.forget(conn)
	defer conn.Close()
	defer s.fence()
	session := pop3.NewSession(pop3.Config{Profile: s.Profile, Accounts: s.Accounts, Timestamp: s.timestamp()})
	began := time.Now()
	c := newConnection(conn, session, or(s.IdleTimeout, DefaultIdleTimeout), or(s.WriteTimeout, DefaultWriteTimeout))
	end := c.serve()
	s.log().Info("session", "remote", conn.RemoteAddr(), "state", session.State(), "end", end, "duration", time.Since(began))
}

func (s *Server) forget(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
}

// Shutdown stops accepting and waits until the sessions have ended by
// themselves. When ctx is done it closes those that are left, which removes
// nothing from their maildrops, and gives the error of ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closing = true
	for l := range s.listeners {
		l.Close()
	}
	s.mu.Unlock()

	ended := make(chan struct{})
	go func() { s.running.Wait(); close(ended) }()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	for conn := range s.conns {
		conn.Close()
	}
	s.mu.Unlock()
	<-ended
	return ctx.Err()
}

// or gives an option, or what its zero value means.
func or[T comparable](option, standard T) T {
	var zero T
	if option == zero {
		return standard
	}
	return option
}
