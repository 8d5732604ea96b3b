package dialogue

import (
	"slices"
	"testing"
)

// What another server needs to know of a case, with messages as files hold them.
func TestElsewhere(t *testing.T) {
	cases, err := Parse("test.txt", "user a\npassword p\nmessage f4\nmessage \"x\\n\"\nuser b\nsecret s\n== x\nconnect\nC: QUIT\n")
	wantError(t, err, "")
	if got, want := cases[0].Verbs(), []string{"user", "password", "message", "message", "user", "secret", "connect", "C"}; !slices.Equal(got, want) {
		t.Errorf("verbs %q, want %q", got, want)
	}
	accounts, err := cases[0].Accounts()
	wantError(t, err, "")
	if len(accounts) != 2 || accounts[0].Password != "p" || accounts[1].Name != "b" || accounts[1].Secret != "s" {
		t.Fatalf("accounts %+v", accounts)
	}
	if m := accounts[0].Messages; len(m) != 2 || len(m[0].Octets) != 174 || string(m[1].Octets) != "x\n" {
		t.Errorf("messages %q", m)
	}
	cases, err = Parse("test.txt", "user a\nmessage f9\n== x\n")
	wantError(t, err, "")
	_, err = cases[0].Accounts()
	wantError(t, err, "test.txt:2: unknown message f9")
}
