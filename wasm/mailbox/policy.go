package mailbox

import "poplab/wasm/pop3"

const secondsPerDay = 24 * 60 * 60

// Policy is pop3.Accounts: what is announced here is also done. For a name that
// no account has, such as "", it is that of all: the longest delay and the
// earliest removal (RFC 2449 section 6.5, RFC 2449 section 6.7).
func (a *Accounts) Policy(name string) pop3.Policy {
	if account := a.Find(name); account != nil {
		return a.policy(account)
	}
	var all pop3.Policy
	for i, account := range a.list {
		if p := a.policy(account); i == 0 {
			all = p
		} else {
			all = strictest(all, p)
		}
	}
	return all
}

// policy is what holds for one account. Without a clock nothing is ever too soon
// or too old, and messages of a Source are not removed for their age; EXPIRE 0
// needs neither, since it is the session that removes what was retrieved.
func (a *Accounts) policy(account *Account) pop3.Policy {
	var p pop3.Policy
	if a.Clock != nil {
		p.LoginDelay = account.LoginDelay
	}
	ages := a.Clock != nil && account.Source == nil
	if account.Expires && (account.ExpireDays == 0 || ages) {
		p.Expires, p.ExpireDays = true, account.ExpireDays
	}
	return p
}

// strictest joins the policies of two accounts into what can be told about both.
func strictest(p, q pop3.Policy) pop3.Policy {
	differs := p.Expires != q.Expires || p.ExpireDays != q.ExpireDays
	days := min(p.ExpireDays, q.ExpireDays)
	if !p.Expires || !q.Expires {
		days = max(p.ExpireDays, q.ExpireDays) // that of the one that has any
	}
	return pop3.Policy{
		LoginDelay:       max(p.LoginDelay, q.LoginDelay),
		LoginDelayVaries: p.LoginDelayVaries || q.LoginDelayVaries || p.LoginDelay != q.LoginDelay,
		Expires:          p.Expires || q.Expires,
		ExpireDays:       days,
		ExpireVaries:     p.ExpireVaries || q.ExpireVaries || differs,
	}
}

// now is the time on the clock of the server, or 0 without one.
func (a *Accounts) now() int {
	if a.Clock == nil {
		return 0
	}
	return a.Clock()
}
