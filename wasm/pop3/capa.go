package pop3

import (
	"slices"
	"strings"
)

// capa is CAPA: one capability per line, the same before and after the login
// (RFC 2449 section 5).
func (s *Session) capa(args) (Reply, error) {
	lines := strings.Join(s.profile.Capabilities, "\r\n")
	if lines != "" {
		lines += "\r\n"
	}
	return s.okLines(s.profile.Capa, facts{}, []byte(lines)), nil
}

// offers says whether a server with this profile has the command. The list of
// capabilities is the switch: a command that CAPA announces by its own keyword
// is there exactly when the list holds it (RFC 2449 section 6).
func (p *Profile) offers(c *Command) bool { return !c.Announced || p.has(c.Name) }

// has says whether the list holds a capability, whatever its parameters are.
func (p *Profile) has(tag string) bool {
	return slices.ContainsFunc(p.Capabilities, func(line string) bool {
		first, _, _ := strings.Cut(line, " ")
		return first == tag
	})
}
