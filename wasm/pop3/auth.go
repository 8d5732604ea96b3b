package pop3

import "strings"

// The AUTHORIZATION state (RFC 1939 section 4): the client says who it is, and
// the maildrop is locked and opened, or the session stays where it is.

// user is USER. Most profiles accept every name, since a refusal here tells
// strangers which mailboxes exist (RFC 1939 section 13).
func (s *Session) user(a args) (Reply, error) {
	name := a.text[0]
	if s.exposed() {
		return Reply{}, s.no(s.words.NeedsTLS, facts{})
	}
	if s.claimed != "" && !s.does(userReplaced) {
		return Reply{}, s.no(s.words.SecondUser, facts{})
	}
	if s.profile.RefusesUnknown && !s.accounts.Known(name) {
		return Reply{}, s.no(s.words.NoSuchUser, facts{name: name})
	}
	s.next = name
	return s.ok(s.words.User, facts{name: name}), nil
}

// pass is PASS. It counts only straight after a USER, and a wrong password uses
// the name up (RFC 1939 section 7).
func (s *Session) pass(a args) (Reply, error) {
	if s.claimed == "" {
		return Reply{}, s.no(s.words.NoUser, facts{})
	}
	name := s.claimed
	s.claimed, s.next = "", s.again(name)
	return s.login(Proof{Name: name, Password: a.text[0]}, s.words.WrongPassword)
}

// hasAPOP says whether APOP works for somebody here. Only then the greeting holds
// a timestamp, which announces it (RFC 1939 section 7): clients that see one may
// try APOP and nothing else.
func (s *Session) hasAPOP() bool {
	return s.timestamp != "" && s.profile.has("APOP") && s.accounts.HasSecret()
}

// apop is APOP.
func (s *Session) apop(a args) (Reply, error) {
	if !s.hasAPOP() {
		return Reply{}, s.no(s.words.NoAPOP, facts{})
	}
	name, digest := a.text[0], a.text[1]
	if !isDigest(digest) {
		return Reply{}, s.no(s.words.NotADigest, facts{})
	}
	return s.login(Proof{Name: name, Method: ByAPOP, Challenge: s.timestamp, Digest: digest}, s.words.WrongDigest)
}

// isDigest checks the form of a digest: 16 octets in hexadecimal. RFC 1939
// section 7 prints small letters; capitals mean the same number.
func isDigest(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

// login opens the maildrop and enters TRANSACTION (RFC 1939 section 5). Every way
// of logging in ends here. [AUTH] marks what is wrong with the credentials and
// nothing else (RFC 3206 section 5).
func (s *Session) login(p Proof, denied Template) (Reply, error) {
	if !s.prepared(&p) {
		return Reply{}, s.coded("AUTH", denied, facts{})
	}
	maildrop, err := s.accounts.Login(p)
	switch err {
	case nil:
	case ErrCredentials:
		return Reply{}, s.coded("AUTH", denied, facts{})
	case ErrTooSoon:
		delay := s.accounts.Policy(p.Name).LoginDelay
		return Reply{}, s.coded("LOGIN-DELAY", s.words.TooSoon, facts{number: delay})
	default:
		return Reply{}, err
	}
	s.name = p.Name
	s.open(maildrop)
	s.share()
	f := s.unmarked()
	f.name = p.Name
	return s.ok(s.words.LoggedIn, f), nil
}

// prepared makes the name and the password of a proof comparable, or says that
// they can be none (RFC 6856 section 2.2).
func (s *Session) prepared(p *Proof) bool {
	name, password := true, true
	if s.prepare != nil {
		p.Name, name = s.prepare(p.Name)
		p.Password, password = s.prepare(p.Password)
	}
	return name && password
}
