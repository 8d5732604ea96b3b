package mailbox

import "poplab/wasm/pop3"

// Account is one user of a server.
type Account struct {
	Name     string
	Password string    // for USER and PASS; "" when the account has none
	Secret   string    // for APOP; "" when the account has none
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
	byName    map[string]*Account
	hasSecret bool
}

// NewAccounts makes a user list. Of two accounts with one name the last counts.
func NewAccounts(list ...Account) *Accounts {
	a := &Accounts{byName: make(map[string]*Account, len(list))}
	for _, account := range list {
		if account.Maildrop == nil {
			account.Maildrop = NewMaildrop()
		}
		a.byName[account.Name] = &account
		a.hasSecret = a.hasSecret || account.Secret != ""
	}
	return a
}

// Find gives the account of that name, or nil.
func (a *Accounts) Find(name string) *Account { return a.byName[name] }

// HasSecret says whether APOP works for somebody. Only then may a greeting hold a
// timestamp, since clients that see one may try nothing but APOP.
func (a *Accounts) HasSecret() bool { return a.hasSecret }

// Known is pop3.Accounts.
func (a *Accounts) Known(name string) bool { return a.Find(name) != nil }

// Policy is pop3.Accounts.
func (a *Accounts) Policy(name string) pop3.Policy { return pop3.Policy{} }

// Login is pop3.Accounts.
func (a *Accounts) Login(p pop3.Proof) (pop3.Maildrop, error) {
	account := a.Find(p.Name)
	if account == nil || !account.admits(p) {
		return nil, pop3.ErrCredentials
	}
	if account.Source != nil {
		return account.Source.Open()
	}
	return account.Maildrop.Open()
}

// admits checks a proof. An account without a secret has no APOP, and one
// without a password no PASS (RFC 1939 section 13: better not both).
func (a *Account) admits(p pop3.Proof) bool {
	switch p.Method {
	case pop3.ByPassword:
		return a.Password != "" && p.Password == a.Password
	case pop3.ByAPOP:
		return a.Secret != "" && pop3.EqualFold(p.Digest, pop3.Digest(p.Challenge, a.Secret))
	case pop3.Verified:
		return true
	}
	return false
}
