package mailbox

import (
	"slices"

	"poplab/wasm/pop3"
)

// Account is one user of a server.
type Account struct {
	Name     string
	Password string    // for PASS and AUTH; "" when the account has none
	Secret   string    // for APOP and AUTH CRAM-MD5; "" when the account has none
	Maildrop *Maildrop // nil means an empty one
	Source   Source    // opens the maildrop instead of Maildrop, where mail is kept elsewhere

	LoginDelay int  // seconds between two logins; 0 means none (RFC 2449 section 6.5)
	Expires    bool // messages are removed ExpireDays after they came (RFC 2449 section 6.7)
	ExpireDays int  // 0: at the QUIT after their RETR
}

// Source opens a maildrop and takes its lock; its error is pop3.ErrInUse where a
// session has it.
type Source interface {
	Open() (pop3.Maildrop, error)
}

// Accounts is the user list of a server; it implements pop3.Accounts. Names and
// passwords are case-sensitive.
type Accounts struct {
	// Clock gives the seconds since the server began, and never goes back. Without
	// one there is no delay between logins, and no message grows old. Set it
	// before the first login.
	Clock func() int

	list   []*Account
	byName map[string]*Account
	doors  map[string]*door // of each name
}

// NewAccounts makes a user list. Of two accounts with one name the last counts.
func NewAccounts(list ...Account) *Accounts {
	a := &Accounts{byName: make(map[string]*Account, len(list)), doors: make(map[string]*door, len(list))}
	for _, account := range list {
		if account.Maildrop == nil {
			account.Maildrop = NewMaildrop()
		}
		account.Maildrop.now = a.now
		if known := a.byName[account.Name]; known != nil {
			*known = account
			continue
		}
		a.list = append(a.list, &account)
		a.byName[account.Name], a.doors[account.Name] = &account, new(door)
	}
	return a
}

// Find gives the account of that name, or nil.
func (a *Accounts) Find(name string) *Account { return a.byName[name] }

// HasSecret says whether APOP works for somebody. Only then may a greeting hold a
// timestamp, since clients that see one may try nothing but APOP.
func (a *Accounts) HasSecret() bool {
	return slices.ContainsFunc(a.list, func(account *Account) bool { return account.Secret != "" })
}

// Known is pop3.Accounts.
func (a *Accounts) Known(name string) bool { return a.Find(name) != nil }

// Login is pop3.Accounts. A login that comes too soon is told so only after its
// proof was right, since the delay counts from the last login of that name (RFC
// 2449 section 6.5), which strangers need not know of. Only a login that opened
// the maildrop starts the delay anew.
func (a *Accounts) Login(p pop3.Proof) (pop3.Maildrop, error) {
	account := a.Find(p.Name)
	if account == nil || !account.admits(p) {
		return nil, pop3.ErrCredentials
	}
	policy := a.policy(account)
	if policy.LoginDelay == 0 {
		return account.open(policy, a.now())
	}
	return a.doors[p.Name].pass(policy.LoginDelay, a.now, func(now int) (pop3.Maildrop, error) {
		return account.open(policy, now)
	})
}

// open opens the maildrop, without the messages that have expired by now.
func (a *Account) open(policy pop3.Policy, now int) (pop3.Maildrop, error) {
	switch {
	case a.Source != nil:
		return a.Source.Open()
	case policy.Expires && policy.ExpireDays > 0:
		return a.Maildrop.openSince(now - policy.ExpireDays*secondsPerDay + 1)
	}
	return a.Maildrop.Open()
}
