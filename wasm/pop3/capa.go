package pop3

import (
	"slices"
	"strconv"
	"strings"
)

// capa is CAPA: one capability per line, the same before and after the login
// (RFC 2449 section 5).
func (s *Session) capa(args) (Reply, error) {
	var lines []byte
	for _, offer := range s.profile.Offers {
		if line := s.announced(offer, s.capability(offer)); line != "" {
			lines = append(append(lines, line...), "\r\n"...)
		}
	}
	return s.okLines(s.words.Capa, facts{}, lines), nil
}

// capability is the line with which CAPA announces what the profile offers, or
// "" where it has none now.
func (s *Session) capability(offer string) string {
	switch offer {
	case "STLS":
		if s.tls != TLSOffered || s.state != Authorization || s.utf8 {
			return ""
		}
	case "USER":
		if s.exposed() {
			return ""
		}
	case "CAPA", "APOP":
		return ""
	case "SASL":
		if names := s.announcedMechanisms(); names != "" {
			return "SASL" + names
		}
		return ""
	case "LOGIN-DELAY":
		return s.loginDelay()
	case "EXPIRE":
		return s.expire()
	}
	return offer
}

// loginDelay is the line of LOGIN-DELAY, where somebody has one: in AUTHORIZATION
// the longest, in TRANSACTION that of the mailbox (RFC 2449 section 6.5).
func (s *Session) loginDelay() string {
	if s.accounts.Policy("").LoginDelay == 0 {
		return ""
	}
	p := s.accounts.Policy(s.name)
	return "LOGIN-DELAY " + strconv.Itoa(p.LoginDelay) + perUser(p.LoginDelayVaries)
}

// expire is the line of EXPIRE: after how many days messages are removed, in
// AUTHORIZATION the fewest for anybody (RFC 2449 section 6.7).
func (s *Session) expire() string {
	p := s.accounts.Policy(s.name)
	days := "NEVER"
	if p.Expires {
		days = strconv.Itoa(p.ExpireDays)
	}
	return "EXPIRE " + days + perUser(p.ExpireVaries)
}

// perUser is the parameter that tells that a value may differ after the login.
func perUser(varies bool) string {
	if varies {
		return " USER"
	}
	return ""
}

// offers says whether a server with this profile has the command.
func (p *Profile) offers(c *Command) bool { return c.Needs == "" || p.has(c.Needs) }

// has says whether the profile offers something, whatever its parameters are.
func (p *Profile) has(tag string) bool {
	return slices.ContainsFunc(p.Offers, func(offer string) bool {
		first, _, _ := strings.Cut(offer, " ")
		return first == tag
	})
}
