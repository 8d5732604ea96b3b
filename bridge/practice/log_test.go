package practice

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
)

// TestLogHoldsNoPayload: neither names, passwords nor mail.
func TestLogHoldsNoPayload(t *testing.T) {
	accounts, _ := alice()
	var log bytes.Buffer
	s := &Server{Accounts: accounts, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	c := logIn(t, start(t, s))
	c.say("RETR 1")
	c.Close()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); !strings.Contains(text, "msg=session") {
		t.Errorf("the log does not tell of the session: %q", text)
	}
	for _, payload := range []string{"alice", "secret", "RETR", "ann@"} {
		if strings.Contains(log.String(), payload) {
			t.Errorf("the log holds %q: %s", payload, log.String())
		}
	}
}

// TestFence: a bug of ours ends one session and is told in the log.
func TestFence(t *testing.T) {
	accounts, _ := alice()
	var log bytes.Buffer
	var again atomic.Bool
	s := &Server{Accounts: accounts, Log: slog.New(slog.NewTextHandler(&log, nil)), Timestamp: func() string {
		if !again.Swap(true) {
			panic("no clock")
		}
		return ""
	}}
	address := start(t, s)
	broken, err := dial(address)
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	if octets, err := io.ReadAll(broken); len(octets) > 0 || err != nil {
		t.Errorf("the broken session said %q, %v", octets, err)
	}
	c := logIn(t, address)
	c.want("QUIT", "+OK dewey POP3 server signing off (2 messages left)")
	c.Close()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "no clock") {
		t.Errorf("the log does not tell of the bug: %q", log.String())
	}
}
