package mailbox

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

func message(uid, text string) pop3.Message {
	return pop3.Message{UID: uid, Octets: []byte(text)}
}

func open(t *testing.T, d *Maildrop) pop3.Maildrop {
	t.Helper()
	session, err := d.Open()
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func uids(d *Maildrop) string {
	var ids []string
	for _, m := range d.Messages() {
		ids = append(ids, m.UID)
	}
	return strings.Join(ids, " ")
}

func TestNormalise(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"CRLF stays", "a\r\nb\r\n", "a\r\nb\r\n"},
		{"LF becomes CRLF", "a\nb\n", "a\r\nb\r\n"},
		{"CR becomes CRLF", "a\rb\r", "a\r\nb\r\n"},
		{"the last line is completed", "a\r\nb", "a\r\nb\r\n"},
		{"blank lines stay", "\n\na\n\r\n\n", "\r\n\r\na\r\n\r\n\r\n"},
		{"spaces, TABs and 8-bit octets stay", " a \t\xff\n", " a \t\xff\r\n"},
		{"LF CR are two ends", "a\n\rb", "a\r\n\r\nb\r\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := string(Normalise([]byte(test.in)))
			if got != test.want {
				t.Errorf("Normalise(%q) = %q, want %q", test.in, got, test.want)
			}
			if again := string(Normalise([]byte(got))); again != got {
				t.Errorf("a second time it gives %q", again)
			}
		})
	}
}

// TestNormaliseTakesNoMoreRoom: messages stay in memory, so what is not used of theirs
// would be lost for as long.
func TestNormaliseTakesNoMoreRoom(t *testing.T) {
	for _, in := range []string{"a\nb\n\nc", strings.Repeat("line\n", 1000), strings.Repeat("\r", 1000)} {
		if out := Normalise([]byte(in)); cap(out) != len(out) {
			t.Errorf("%.20q: room for %d octets, used are %d", in, cap(out), len(out))
		}
	}
}

func TestNormaliseSharesNothing(t *testing.T) {
	in := []byte("a\r\n")
	out := Normalise(in)
	in[0] = 'b'
	if string(out) != "a\r\n" {
		t.Errorf("the caller's buffer shows through: %q", out)
	}
}

func TestLockIsExclusive(t *testing.T) {
	d := NewMaildrop(message("a", "x"))
	session := open(t, d)
	if !d.Locked() {
		t.Error("open, and not locked")
	}
	if _, err := d.Open(); !errors.Is(err, pop3.ErrInUse) {
		t.Errorf("second Open: %v, want ErrInUse", err)
	}
	session.Release()
	if d.Locked() {
		t.Error("released, and still locked")
	}
	open(t, d)
}

func TestSnapshotDoesNotMove(t *testing.T) {
	d := NewMaildrop(message("a", "x"))
	session := open(t, d)
	d.Deliver(message("b", "y"))
	if session.Len() != 1 {
		t.Errorf("the session sees %d messages, want 1", session.Len())
	}
	if count, octets := d.Stat(); count != 2 || octets != 6 {
		t.Errorf("stored are %d messages of %d octets, want 2 of 6", count, octets)
	}
}

func TestCommitRemovesMarkedOnly(t *testing.T) {
	d := NewMaildrop(message("a", "x"), message("b", "x"), message("c", "x"))
	session := open(t, d)
	d.Deliver(message("d", "x"))
	if err := session.Commit([]bool{false, true, false}); err != nil {
		t.Fatal(err)
	}
	if got := uids(d); got != "a c d" {
		t.Errorf("left are %q, want a c d", got)
	}
}

func TestDeliveredRemembersWhatIsGone(t *testing.T) {
	d := NewMaildrop(message("a", "1"), message("b", "2"))
	s := open(t, d)
	if err := s.Commit([]bool{true, false}); err != nil {
		t.Fatal(err)
	}
	d.Deliver(message("c", "3"))
	var ids []string
	for _, m := range d.Delivered() {
		ids = append(ids, m.UID)
	}
	if got := strings.Join(ids, " "); got != "a b c" || uids(d) != "b c" {
		t.Errorf("delivered %q, of which %q are left", got, uids(d))
	}
}

func TestFailedCommitRemovesNothing(t *testing.T) {
	d := NewMaildrop(message("a", "x"), message("b", "x"))
	full := errors.New("disk full")
	d.Fail(full)
	session := open(t, d)
	if err := session.Commit([]bool{true, false}); !errors.Is(err, full) {
		t.Errorf("Commit: %v, want %v", err, full)
	}
	if err := session.Commit([]bool{false, false}); err != nil {
		t.Errorf("nothing to remove, and Commit fails: %v", err)
	}
	if got := uids(d); got != "a b" {
		t.Errorf("left are %q, want a b", got)
	}
	d.Fail(nil)
	if err := session.Commit([]bool{true, false}); err != nil || uids(d) != "b" {
		t.Errorf("after the fault: %v, left %q", err, uids(d))
	}
}

// TestUniqueIDsAreNeverUsedTwice: R106 and R109.
func TestUniqueIDsAreNeverUsedTwice(t *testing.T) {
	d := NewMaildrop(message("a", "x"), message("a", "y"), message("", "z"), message("poplab-5", "z"))
	session := open(t, d)
	if err := session.Commit([]bool{true, true, true, true}); err != nil {
		t.Fatal(err)
	}
	session.Release()
	before := []string{"a", "poplab-2", "poplab-3", "poplab-5"}
	d.Deliver(message("", "v"))
	d.Deliver(message("a", "w"))
	d.Deliver(message("no spaces", "w"))
	d.Deliver(message(strings.Repeat("x", 71), "w"))
	seen := before
	for _, m := range d.Messages() {
		if slices.Contains(seen, m.UID) {
			t.Errorf("unique-id %q comes back", m.UID)
		}
		if !isUID(m.UID) {
			t.Errorf("unique-id %q has not the form of RFC 1939 section 7", m.UID)
		}
		seen = append(seen, m.UID)
	}
}

func TestLogin(t *testing.T) {
	const stamp = "<1896.697170952@dbc.mtview.ca.us>"
	a := NewAccounts(
		Account{Name: "mrose", Password: "secret"},
		Account{Name: "tan", Secret: "tanstaaf"},
		Account{Name: "none"},
	)
	digest := pop3.Digest(stamp, "tanstaaf")
	tests := []struct {
		name  string
		proof pop3.Proof
		want  error
	}{
		{"password", pop3.Proof{Name: "mrose", Password: "secret"}, nil},
		{"wrong password", pop3.Proof{Name: "mrose", Password: "Secret"}, pop3.ErrCredentials},
		{"unknown name", pop3.Proof{Name: "Mrose", Password: "secret"}, pop3.ErrCredentials},
		{"digest", pop3.Proof{Name: "tan", Method: pop3.ByAPOP, Challenge: stamp, Digest: digest}, nil},
		{"digest in capitals", pop3.Proof{Name: "tan", Method: pop3.ByAPOP, Challenge: stamp, Digest: strings.ToUpper(digest)}, nil},
		{"digest of another greeting", pop3.Proof{Name: "tan", Method: pop3.ByAPOP, Challenge: "<1@x>", Digest: digest}, pop3.ErrCredentials},
		{"CRAM-MD5 with the secret", pop3.Proof{Name: "tan", Method: pop3.ByCRAM, Challenge: stamp, Digest: pop3.HMAC(stamp, "tanstaaf")}, nil},
		{"CRAM-MD5 with the password", pop3.Proof{Name: "mrose", Method: pop3.ByCRAM, Challenge: stamp, Digest: pop3.HMAC(stamp, "secret")}, nil},
		{"CRAM-MD5 of another challenge", pop3.Proof{Name: "tan", Method: pop3.ByCRAM, Challenge: "<1@x>", Digest: pop3.HMAC(stamp, "tanstaaf")}, pop3.ErrCredentials},
		{"CRAM-MD5 with nothing shared", pop3.Proof{Name: "none", Method: pop3.ByCRAM, Challenge: stamp, Digest: pop3.HMAC(stamp, "")}, pop3.ErrCredentials},
		{"verified by a mechanism", pop3.Proof{Name: "none", Method: pop3.Verified}, nil},
		{"verified, but nobody", pop3.Proof{Name: "nobody", Method: pop3.Verified}, pop3.ErrCredentials},
		{"no password set", pop3.Proof{Name: "tan"}, pop3.ErrCredentials},
		{"no secret set", pop3.Proof{Name: "mrose", Method: pop3.ByAPOP, Challenge: stamp, Digest: pop3.Digest(stamp, "")}, pop3.ErrCredentials},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			session, err := a.Login(test.proof)
			if !errors.Is(err, test.want) {
				t.Fatalf("Login: %v, want %v", err, test.want)
			}
			if session != nil {
				session.Release()
			}
		})
	}
}

func TestHasSecret(t *testing.T) {
	if NewAccounts(Account{Name: "a", Password: "p"}).HasSecret() {
		t.Error("a password is taken for a secret")
	}
	if !NewAccounts(Account{Name: "a", Password: "p"}, Account{Name: "b", Secret: "s"}).HasSecret() {
		t.Error("the secret of b is not seen")
	}
	if NewAccounts(Account{Name: "a", Secret: "s"}, Account{Name: "a", Password: "p"}).HasSecret() {
		t.Error("the last account of a name counts, and it has no secret")
	}
}
