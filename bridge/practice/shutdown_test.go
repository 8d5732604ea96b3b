package practice

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"
)

// TestShutdownWaits: sessions may end by themselves, and nobody new comes in.
func TestShutdownWaits(t *testing.T) {
	accounts, drop := alice()
	s := &Server{Accounts: accounts}
	address := start(t, s)
	c := logIn(t, address)
	done := make(chan error)
	go func() { done <- s.Shutdown(t.Context()) }()
	eventually(t, "the server still accepts", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err != nil
	})
	c.want("DELE 1", "+OK message 1 deleted")
	c.want("QUIT", "+OK dewey POP3 server signing off (1 message left)")
	c.Close()
	if err := <-done; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if n, _ := drop.Stat(); n != 1 {
		t.Errorf("%d messages are left, want 1", n)
	}
}

// TestShutdownLosesPatience: sessions that are left are cut off, which removes
// nothing.
func TestShutdownLosesPatience(t *testing.T) {
	accounts, drop := alice()
	s := &Server{Accounts: accounts}
	c := logIn(t, start(t, s))
	c.want("DELE 1", "+OK message 1 deleted")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Shutdown: %v, want the error of its context", err)
	}
	if n, _ := drop.Stat(); n != 2 || drop.Locked() {
		t.Errorf("%d messages, locked %v; want 2 and not locked", n, drop.Locked())
	}
	if err := s.Serve(listen(t)); err != nil {
		t.Errorf("Serve after Shutdown: %v, want nil at once", err)
	}
}

// TestServeTellsOfABrokenListener: only Shutdown ends Serve without an error.
func TestServeTellsOfABrokenListener(t *testing.T) {
	accounts, _ := alice()
	l := listen(t)
	l.Close()
	if err := (&Server{Accounts: accounts}).Serve(l); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve: %v, want net.ErrClosed", err)
	}
}
