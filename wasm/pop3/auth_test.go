package pop3_test

import (
	"crypto/hmac"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

func TestHMACIsKeyedMD5(t *testing.T) {
	for n := range 200 {
		secret := strings.Repeat("s", n)
		h := hmac.New(md5.New, []byte(secret))
		h.Write([]byte("<1@x>"))
		if got, want := pop3.HMAC("<1@x>", secret), hex.EncodeToString(h.Sum(nil)); got != want {
			t.Errorf("a secret of %d octets: %s, want %s", n, got, want)
		}
	}
}

// rounds is a mechanism that ends with data of the server, as SCRAM does (RFC
// 5802 section 3).
type rounds struct{ n int }

func (r *rounds) Step(response []byte) ([]byte, *pop3.Proof, error) {
	r.n++
	switch {
	case r.n == 1 && string(response) == "me":
		return []byte("I am me too"), nil, nil
	case r.n == 2 && len(response) == 0:
		return []byte("ignored"), &pop3.Proof{Name: "a", Method: pop3.Verified}, nil
	}
	return nil, nil, errors.New("no such round")
}

// TestR150DataComesBeforeTheEnd: what a mechanism says at its end is a challenge
// of its own, and the final +OK holds none of it.
func TestR150DataComesBeforeTheEnd(t *testing.T) {
	s := pop3.NewSession(pop3.Config{
		Accounts:   mailbox.NewAccounts(mailbox.Account{Name: "a"}),
		Mechanisms: []pop3.Mechanism{{Name: "ROUNDS", Start: func(string) pop3.Exchange { return new(rounds) }}},
	})
	got := feed(s, "AUTH ROUNDS bWU=\r\n\r\nSTAT\r\n")
	const want = "+ SSBhbSBtZSB0b28=\r\n+OK a's maildrop has 0 messages (0 octets)\r\n+OK 0 0\r\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if capa := feed(s, "CAPA\r\n"); !strings.Contains(capa, "\r\nSASL ROUNDS\r\n") {
		t.Errorf("CAPA says %q", capa)
	}
}

// TestR138NoMechanismNoLine: a list of mechanisms is never empty (RFC 5034
// section 3).
func TestR138NoMechanismNoLine(t *testing.T) {
	s := pop3.NewSession(pop3.Config{Accounts: mailbox.NewAccounts()})
	if capa := feed(s, "CAPA\r\n"); strings.Contains(capa, "SASL") {
		t.Errorf("CAPA says %q", capa)
	}
}

// TestR139NamesArePrepared: names and passwords are compared as Prepare gives
// them, and what it refuses is nobody's.
func TestR139NamesArePrepared(t *testing.T) {
	s := pop3.NewSession(pop3.Config{
		Profile:  pop3.ProfileByName("rfc6856"),
		Accounts: mailbox.NewAccounts(mailbox.Account{Name: "zoë", Password: "süß"}),
		Prepare: func(s string) (string, bool) {
			return strings.ReplaceAll(s, "\u00ad", ""), !strings.Contains(s, "\u0221")
		},
	})
	const denied = "-ERR [AUTH] wrong name or password\r\n"
	for _, try := range []struct{ name, password, want string }{
		{"zo\u0221", "süß", denied},
		{"zoë", "sü\u0221ß", denied},
		{"zo\u00adë", "sü\u00adß", "+OK zoë's maildrop has 0 messages (0 octets)\r\n"},
	} {
		feed(s, "USER "+try.name+"\r\n")
		if got := feed(s, "PASS "+try.password+"\r\n"); got != try.want {
			t.Errorf("%q and %q: got %q, want %q", try.name, try.password, got, try.want)
		}
	}
}

// TestR133NothingCountsBeforeTLS: whatever comes after STLS and before the
// handshake has ended is not for the session.
func TestR133NothingCountsBeforeTLS(t *testing.T) {
	s := pop3.NewSession(pop3.Config{TLS: pop3.TLSOffered, Accounts: mailbox.NewAccounts()})
	feed(s, "STLS\r\nUSER a\r\nPA")
	if got := feed(s, "SS x\r\nCAPA\r\n"); got != "" {
		t.Errorf("before the handshake the server says %q", got)
	}
	s.TLSStarted()
	if got, want := feed(s, "NOOP\r\n"), "-ERR NOOP not valid in AUTHORIZATION state\r\n"; got != want {
		t.Errorf("inside TLS the server says %q, want %q", got, want)
	}
}
