package dialogue

import (
	"errors"
	"strings"
	"sync/atomic"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// World is the server that a case talks to: who has an account and how it
// speaks.
type World struct {
	Profile   *pop3.Profile
	Timestamp string // of every session, as pop3.Config has it
	Accounts  *mailbox.Accounts

	TLS        pop3.TLS // TLSActive: every connection begins inside TLS
	RequireTLS bool     // no password is taken in the clear

	seconds atomic.Int64 // on the clock of Accounts; only wait moves it
}

// World builds the world of the case, fresh at every call.
func (c *Case) World() (*World, error) {
	w := new(World)
	var accounts []mailbox.Account
	for _, s := range c.setup {
		var err error
		switch s.verb {
		case "profile":
			w.Profile, err = s.profile()
		case "timestamp":
			w.Timestamp = s.text
		case "tls":
			w.TLS, err = s.tls()
		case "require-tls":
			w.RequireTLS = true
		case "user":
			accounts = append(accounts, mailbox.Account{Name: s.text, Maildrop: mailbox.NewMaildrop()})
		default:
			err = s.describe(accounts)
		}
		if err != nil {
			return nil, err
		}
	}
	w.Accounts = mailbox.NewAccounts(accounts...)
	w.Accounts.Clock = func() int { return int(w.seconds.Load()) }
	return w, nil
}

func (s *step) profile() (*pop3.Profile, error) {
	if p := pop3.ProfileByName(s.text); p != nil {
		return p, nil
	}
	return nil, s.wrong("unknown profile ", s.text)
}

func (s *step) tls() (pop3.TLS, error) {
	switch s.text {
	case "offered":
		return pop3.TLSOffered, nil
	case "active":
		return pop3.TLSActive, nil
	}
	return pop3.NoTLS, s.wrong("tls is offered or active, not ", s.text)
}

// describe adds a line about the last account.
func (s *step) describe(accounts []mailbox.Account) (err error) {
	if len(accounts) == 0 {
		return s.wrong(s.verb, " needs a user before it")
	}
	account := &accounts[len(accounts)-1]
	switch s.verb {
	case "password":
		account.Password = s.text
	case "secret":
		account.Secret = s.text
	case "logindelay":
		account.LoginDelay, err = s.count()
	case "expire":
		account.Expires = true
		account.ExpireDays, err = s.count()
	case "message":
		err = s.deliver(account.Maildrop, s.text)
	}
	return err
}

// count reads the number that the text of a step is.
func (s *step) count() (int, error) {
	n, ok := pop3.Decimal(s.text)
	if !ok {
		return 0, s.wrong("expected a number, not ", s.text)
	}
	return n, nil
}

// deliver puts the messages into a maildrop that a text names.
func (s *step) deliver(d *mailbox.Maildrop, text string) error {
	if strings.HasPrefix(text, `"`) {
		octets, err := s.octets(text)
		d.Deliver(pop3.Message{Octets: []byte(octets)})
		return err
	}
	for name := range strings.FieldsSeq(text) {
		m, found := find(name)
		if !found {
			return s.wrong("unknown message ", name)
		}
		d.Deliver(m)
	}
	return nil
}

// act does what happens to a maildrop behind the back of a session.
func (w *World) act(s step) error {
	user, rest, _ := strings.Cut(s.text, " ")
	account := w.Accounts.Find(user)
	if account == nil {
		return s.wrong("unknown user ", user)
	}
	switch s.verb {
	case "deliver":
		return s.deliver(account.Maildrop, rest)
	case "fail":
		account.Maildrop.Fail(errors.New("dialogue: the disk is full"))
	case "mend":
		account.Maildrop.Fail(nil)
	}
	return nil
}

// wait moves the clock on, and takes no time.
func (w *World) wait(s step) error {
	seconds, err := s.count()
	w.seconds.Add(int64(seconds))
	return err
}
