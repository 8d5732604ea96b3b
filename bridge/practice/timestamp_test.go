package practice

import (
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// TestR62TimestampsDiffer: in every session, and where no account has a secret
// too, since CRAM-MD5 challenges with them (RFC 1939 section 7).
func TestR62TimestampsDiffer(t *testing.T) {
	s := new(Server)
	seen := make(map[string]bool)
	for range 1000 {
		seen[s.timestamp()] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d timestamps in 1000 sessions", len(seen))
	}
}

// TestR61TimestampInGreeting: it stands there where APOP works, and only there.
func TestR61TimestampInGreeting(t *testing.T) {
	tan := mailbox.Account{Name: "tan", Secret: "tanstaaf"}
	c, greeting := connect(t, start(t, &Server{Accounts: mailbox.NewAccounts(tan)}))
	_, stamp, found := strings.Cut(greeting, " <")
	if !found || !strings.HasSuffix(stamp, "@poplab.localhost>") {
		t.Fatalf("no timestamp in %q", greeting)
	}
	if got := c.say("APOP tan " + pop3.Digest("<"+stamp, "tanstaaf")); !strings.HasPrefix(got, "+OK") {
		t.Errorf("APOP with the timestamp %q: %q", stamp, got)
	}
	without, _ := alice()
	if _, greeting := connect(t, start(t, &Server{Accounts: without})); strings.Contains(greeting, "<") {
		t.Errorf("nobody can use APOP, and the greeting is %q", greeting)
	}
}
