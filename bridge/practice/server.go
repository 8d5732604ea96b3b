package practice

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// Defaults of the options of Server.
const (
	DefaultMaxConns      = 4000
	DefaultMaxPerAddress = 3000
	DefaultIdleTimeout   = 10 * time.Minute
	DefaultWriteTimeout  = time.Minute
)

// Server is a POP3 server. Only Accounts is needed; do not change a field after
// Serve.
type Server struct {
	// Accounts are the users, shared by all sessions. Names and passwords are in
	// the form that Prepare gives.
	Accounts *mailbox.Accounts
	// Profile is the wording and the habits; nil means those of RFC 1939.
	Profile *pop3.Profile
	// Habits are departures from the rules on top of those of the profile.
	Habits pop3.Habits
	// TLS has the certificate: Serve offers STLS with it, and ServeTLS needs it.
	// nil means that there is no TLS, and STLS is not announced.
	TLS *tls.Config
	// RequireTLS refuses passwords that can be read on the way (RFC 2595 section
	// 2.3).
	RequireTLS bool
	// Mechanisms are those of AUTH that the engine has not, strongest first. nil
	// means SCRAM-SHA-256.
	Mechanisms []pop3.Mechanism

	// MaxConns is how many sessions there may be at a time; a further client is
	// told to come back. 0 means DefaultMaxConns.
	MaxConns int
	// MaxPerAddress is how many of them may come from one IP address. A classroom
	// behind one router is one address, and so are all pages that reach this
	// server through the bridge; so the default leaves most seats to one address
	// and keeps only the last quarter for others. 0 means DefaultMaxPerAddress.
	MaxPerAddress int
	// IdleTimeout ends a session, without a word and without removing anything,
	// when so much time went by without a command. RFC 1939 section 3 wants at
	// least ten minutes. 0 means DefaultIdleTimeout.
	IdleTimeout time.Duration
	// WriteTimeout is how long a client may take for 64 KiB that wait for it. 0
	// means DefaultWriteTimeout.
	WriteTimeout time.Duration

	// Through puts a Stream in front of each connection; it is called when that was
	// accepted. nil means that the engine talks to connections themselves.
	Through func(conn net.Conn) Stream

	// Timestamp gives the timestamp of a session, for the greeting where APOP
	// works and for CRAM-MD5, or "" for none. It must never give the same twice.
	// nil means one of the server's own (RFC 1939 section 7).
	Timestamp func() string
	// Log gets a line per session. nil means no log.
	Log *slog.Logger

	mu        sync.Mutex
	listeners map[net.Listener]bool
	conns     map[net.Conn]netip.Addr // of sessions, and where they come from
	from      map[netip.Addr]int      // how many sessions an address has
	closing   bool                    // Shutdown was called
	running   sync.WaitGroup          // one goroutine per connection
	stamps    atomic.Uint64           // how many timestamps were given
}

// Serve accepts connections until Shutdown, and then gives nil; an error means
// that the listener failed. It may run on several listeners at a time, and
// closes the one it was given.
func (s *Server) Serve(l net.Listener) error { return s.accept(l, false) }

// ServeTLS is Serve for a port where TLS comes before POP3, such as 995.
func (s *Server) ServeTLS(l net.Listener) error {
	if s.TLS == nil {
		l.Close()
		return errors.New("practice: ServeTLS needs a certificate")
	}
	return s.accept(l, true)
}

func (s *Server) accept(l net.Listener, secure bool) error {
	defer l.Close()
	if !s.listen(l) {
		return nil
	}
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			s.admit(conn, secure)
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
		s.listeners = make(map[net.Listener]bool)
		s.conns, s.from = make(map[net.Conn]netip.Addr), make(map[netip.Addr]int)
	}
	if s.Mechanisms == nil {
		s.Mechanisms = []pop3.Mechanism{scramSHA256(s.Accounts)}
	}
	s.listeners[l] = true
	return !s.closing
}

func (s *Server) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
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
