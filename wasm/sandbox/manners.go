package sandbox

import (
	"errors"
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// The statements of a scenario that say how a server behaves.

// manners are what the server of a host does otherwise than it does in free
// practice.
type manners struct {
	host       *Host
	profile    *pop3.Profile // nil: that of the host
	offers     []string      // nil: those of the profile
	habits     pop3.Habits   // on top of those of the profile
	tls        bool          // STLS, and port 995
	requireTLS bool
	smtp       bool
}

// here gives the manners of the host that the statements are about.
func (p *scenarioParser) here() *manners {
	for i := range p.manners {
		if p.manners[i].host == p.host {
			return &p.manners[i]
		}
	}
	p.manners = append(p.manners, manners{host: p.host, smtp: p.host.Profile == ""})
	return &p.manners[len(p.manners)-1]
}

// server gives the manners of the host that a statement about its POP3 server, or
// the one that receives mail, is about.
func (p *scenarioParser) server(what string) (*manners, error) {
	if p.host == nil || p.host.Profile == "" {
		return nil, errors.New(what + "; write \"host dewey\" first")
	}
	return p.here(), nil
}

func (p *scenarioParser) setProfile(names []string) error {
	m, err := p.server("a profile belongs to a host")
	if err != nil {
		return err
	}
	if len(names) == 1 {
		if profile := pop3.ProfileByName(names[0]); profile != nil {
			m.profile = profile
			return nil
		}
	}
	return errors.New("write \"profile\" and one of " + profileNames())
}

// tags are what CAPA may show. CAPA itself and APOP are no tags (RFC 2449 section
// 6).
var tags = []string{
	"TOP", "USER", "SASL", "RESP-CODES", "AUTH-RESP-CODE", "LOGIN-DELAY", "PIPELINING", "EXPIRE", "UIDL", "STLS", "UTF8",
	"LANG", "LAST", "IMPLEMENTATION",
}

func (p *scenarioParser) setOffers(names []string) error {
	m, err := p.server("capabilities belong to a host")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errors.New("write \"offers\" and one or more of " + strings.Join(tags, ", "))
	}
	for _, name := range names {
		if !slices.Contains(tags, name) {
			return errors.New("there is no tag \"" + name + "\"; write one or more of " + strings.Join(tags, ", "))
		}
	}
	m.offers = names
	return nil
}

func (p *scenarioParser) addHabits(names []string) error {
	m, err := p.server("a host breaks rules")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errors.New("write \"breaks\" and one or more of " + habitNames())
	}
	for _, name := range names {
		habit, ok := pop3.HabitByName(name)
		if !ok {
			return errors.New("there is no habit \"" + name + "\"; write one or more of " + habitNames())
		}
		m.habits |= habit
	}
	return nil
}

func (p *scenarioParser) setTLS(words []string) error {
	m, err := p.server("TLS belongs to a host")
	if err != nil {
		return err
	}
	if len(words) != 1 || words[0] != "offered" && words[0] != "required" {
		return errors.New("write \"tls offered\" or \"tls required\"")
	}
	m.tls, m.requireTLS = true, words[0] == "required"
	return nil
}

func (p *scenarioParser) setSMTP(words []string) error {
	m, err := p.server("a host receives mail")
	if err == nil && len(words) > 0 {
		err = errors.New("write \"smtp\" alone; the users of the host receive the mail")
	}
	if err == nil {
		m.smtp = true
	}
	return err
}

// speaks is how the server words its replies, and what it can do.
func (m manners) speaks() *pop3.Profile {
	profile := m.profile
	if profile == nil {
		profile = m.host.wording()
	}
	if m.offers == nil {
		return profile
	}
	p := *profile
	p.Offers = nil
	for _, offer := range profile.Offers {
		if offer == "CAPA" || offer == "APOP" {
			p.Offers = append(p.Offers, offer)
		}
	}
	for _, tag := range m.offers {
		p.Offers = append(p.Offers, withParameter(tag, profile.Offers))
	}
	return &p
}

// withParameter is a tag as the profile has it: IMPLEMENTATION with a name behind it.
func withParameter(tag string, offers []string) string {
	for _, offer := range offers {
		if first, _, _ := strings.Cut(offer, " "); first == tag {
			return offer
		}
	}
	if tag == "IMPLEMENTATION" {
		return tag + " poplab"
	}
	return tag
}

// wording is the profile of a host. Where another host lends it, the texts name
// this one.
func (h *Host) wording() *pop3.Profile {
	profile := pop3.ProfileByName(h.Profile)
	if profile == nil || h.Name == h.Profile || h.Profile != "dewey" {
		return profile
	}
	p := *profile
	for _, text := range []*pop3.Template{&p.Greeting, &p.Quit, &p.QuitLeft, &p.QuitEmpty} {
		*text = pop3.Template(strings.Replace(string(*text), h.Profile, h.Name, 1))
	}
	return &p
}

func profileNames() string {
	var names []string
	for _, p := range pop3.Profiles() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

func habitNames() string {
	var names []string
	for _, h := range pop3.HabitTable() {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}
