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
		if s.tls != TLSOffered || s.state != Authorization {
			return ""
		}
	case "USER":
		if s.exposed() {
			return ""
		}
	case "CAPA", "APOP":
		return ""
	case "EXPIRE":
		return expire(s.accounts.Policy(""))
	}
	return offer
}

// expire tells after how many days messages are removed (RFC 2449 section 6.7).
func expire(p Policy) string {
	if !p.Expires {
		return "EXPIRE NEVER"
	}
	return "EXPIRE " + strconv.Itoa(p.ExpireDays)
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
