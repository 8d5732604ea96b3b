package mailbox

import (
	"errors"
	"testing"

	"poplab/wasm/pop3"
)

// at makes a clock that a test sets.
func at(second *int) func() int { return func() int { return *second } }

func login(t *testing.T, a *Accounts, name, password string) (pop3.Maildrop, error) {
	t.Helper()
	return a.Login(pop3.Proof{Name: name, Password: password})
}

func TestPolicy(t *testing.T) {
	second := 0
	var (
		keeps   = Account{Name: "keeps", LoginDelay: 60}
		month   = Account{Name: "month", LoginDelay: 60, Expires: true, ExpireDays: 30}
		again   = Account{Name: "again", LoginDelay: 60, Expires: true, ExpireDays: 30}
		atOnce  = Account{Name: "atOnce", Expires: true}
		onDisk  = Account{Name: "onDisk", LoginDelay: 900, Expires: true, ExpireDays: 7, Source: NewMaildrop()}
		nothing = pop3.Policy{}
	)
	tests := []struct {
		name string
		list []Account
		of   string
		want pop3.Policy
	}{
		{"nobody", nil, "", nothing},
		{"one of several", []Account{keeps, month}, "month", pop3.Policy{LoginDelay: 60, Expires: true, ExpireDays: 30}},
		{"all are equal", []Account{month, again}, "", pop3.Policy{LoginDelay: 60, Expires: true, ExpireDays: 30}},
		{"one removes nothing", []Account{keeps, month}, "", pop3.Policy{LoginDelay: 60, Expires: true, ExpireDays: 30, ExpireVaries: true}},
		{"the earliest removal", []Account{month, atOnce}, "", pop3.Policy{LoginDelay: 60, LoginDelayVaries: true, Expires: true, ExpireVaries: true}},
		{"the longest delay", []Account{onDisk, keeps}, "", pop3.Policy{LoginDelay: 900, LoginDelayVaries: true}},
		{"mail of a source does not age", []Account{onDisk}, "onDisk", pop3.Policy{LoginDelay: 900}},
		{"a difference is not forgotten", []Account{atOnce, month, again}, "", pop3.Policy{LoginDelay: 60, LoginDelayVaries: true, Expires: true, ExpireVaries: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := NewAccounts(test.list...)
			a.Clock = at(&second)
			if got := a.Policy(test.of); got != test.want {
				t.Errorf("Policy(%q) = %+v, want %+v", test.of, got, test.want)
			}
		})
	}
}

// TestPolicyWithoutClock: what nobody can enforce is not announced (R120).
func TestPolicyWithoutClock(t *testing.T) {
	a := NewAccounts(
		Account{Name: "a", Password: "p", LoginDelay: 60, Expires: true, ExpireDays: 1},
		Account{Name: "b", Expires: true})
	if got := a.Policy("a"); got != (pop3.Policy{}) {
		t.Errorf("Policy = %+v, want none", got)
	}
	if got := a.Policy("b"); !got.Expires {
		t.Error("EXPIRE 0 needs no clock, and is gone")
	}
	for range 2 {
		session, err := login(t, a, "a", "p")
		if err != nil {
			t.Fatal(err)
		}
		session.Release()
	}
}

// TestLoginDelay: R119 and R120.
func TestLoginDelay(t *testing.T) {
	second := 1000
	a := NewAccounts(Account{Name: "a", Password: "p", LoginDelay: 60}, Account{Name: "b", Password: "p", LoginDelay: 60})
	a.Clock = at(&second)
	steps := []struct {
		why            string
		wait           int
		name, password string
		want           error
	}{
		{"the first login", 0, "a", "p", nil},
		{"one second early", 59, "a", "p", pop3.ErrTooSoon},
		{"the delay is nobody's business who has no password", 0, "a", "x", pop3.ErrCredentials},
		{"another name has its own delay", 0, "b", "p", nil},
		{"an attempt that was refused is no login", 1, "a", "p", nil},
		{"that login counts again", 30, "a", "p", pop3.ErrTooSoon},
	}
	for _, step := range steps {
		second += step.wait
		session, err := login(t, a, step.name, step.password)
		if !errors.Is(err, step.want) {
			t.Fatalf("%s: %v, want %v", step.why, err, step.want)
		}
		if err == nil {
			session.Release()
		}
	}
}

// TestLoginDelayCountsOpenedMaildrops: whoever found the maildrop locked has not
// logged in (RFC 2449 section 6.5).
func TestLoginDelayCountsOpenedMaildrops(t *testing.T) {
	second, d := 0, NewMaildrop()
	a := NewAccounts(Account{Name: "a", Password: "p", Maildrop: d, LoginDelay: 60})
	a.Clock = at(&second)
	other := open(t, d)
	if _, err := login(t, a, "a", "p"); !errors.Is(err, pop3.ErrInUse) {
		t.Fatalf("Login: %v, want ErrInUse", err)
	}
	other.Release()
	if _, err := login(t, a, "a", "p"); err != nil {
		t.Errorf("after the lock is free: %v", err)
	}
}

// TestExpiry: R122.
func TestExpiry(t *testing.T) {
	const day = 24 * 60 * 60
	second, d := 0, NewMaildrop(message("old", "x"))
	a := NewAccounts(Account{Name: "a", Password: "p", Maildrop: d, Expires: true, ExpireDays: 30})
	a.Clock = at(&second)
	second = 10 * day
	d.Deliver(message("new", "y"))
	for _, step := range []struct {
		second int
		want   string
	}{
		{30*day - 1, "old new"},
		{30 * day, "new"},
		{40*day - 1, "new"},
		{40 * day, ""},
	} {
		second = step.second
		session, err := login(t, a, "a", "p")
		if err != nil {
			t.Fatal(err)
		}
		if got := uids(d); got != step.want {
			t.Errorf("after %d seconds there is %q, want %q", second, got, step.want)
		}
		session.Release()
	}
}

// TestExpiryWaitsForTheSession: a snapshot does not lose messages by growing old.
func TestExpiryWaitsForTheSession(t *testing.T) {
	second, d := 0, NewMaildrop(message("old", "x"))
	a := NewAccounts(Account{Name: "a", Password: "p", Maildrop: d, Expires: true, ExpireDays: 1})
	a.Clock = at(&second)
	session, err := login(t, a, "a", "p")
	if err != nil {
		t.Fatal(err)
	}
	second = 1e6
	if _, err := login(t, a, "a", "p"); !errors.Is(err, pop3.ErrInUse) {
		t.Errorf("Login: %v, want ErrInUse", err)
	}
	if got := string(session.Message(0).Octets); got != "x\r\n" || uids(d) != "old" {
		t.Errorf("the session sees %q, stored is %q", got, uids(d))
	}
}
