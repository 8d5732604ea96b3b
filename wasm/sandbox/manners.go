package sandbox

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// The statements of a scenario that say how a server behaves.

// manners are what the server of a host does otherwise than it does in free
// practice.
type manners struct {
	host    *Host
	profile *pop3.Profile // nil: that of the host
	habits  pop3.Habits   // on top of those of the profile
}

// of gives the manners of a host.
func (s Scenario) of(host string) manners {
	for _, m := range s.manners {
		if m.host.Name == host {
			return m
		}
	}
	return manners{}
}

// here gives the manners of the host that the statements are about.
func (p *scenarioParser) here() *manners {
	for i := range p.manners {
		if p.manners[i].host == p.host {
			return &p.manners[i]
		}
	}
	p.manners = append(p.manners, manners{host: p.host})
	return &p.manners[len(p.manners)-1]
}

func (p *scenarioParser) setProfile(names []string) error {
	if p.host == nil {
		return errors.New("a profile belongs to a host; write \"host dewey\" first")
	}
	if len(names) == 1 {
		if profile := pop3.ProfileByName(names[0]); profile != nil {
			p.here().profile = profile
			return nil
		}
	}
	return errors.New("write \"profile\" and one of " + profileNames())
}

func (p *scenarioParser) addHabits(names []string) error {
	if p.host == nil {
		return errors.New("a host breaks rules; write \"host dewey\" first")
	}
	if len(names) == 0 {
		return errors.New("write \"breaks\" and one or more of " + habitNames())
	}
	for _, name := range names {
		habit, ok := pop3.HabitByName(name)
		if !ok {
			return errors.New("there is no habit \"" + name + "\"; write one or more of " + habitNames())
		}
		p.here().habits |= habit
	}
	return nil
}

func (p *scenarioParser) setExpire(words []string) error {
	u, err := p.owner("a policy")
	if err != nil {
		return err
	}
	days, ok := oneNumber(words, 0, 9999)
	if !ok {
		return errors.New("write \"expire DAYS\", from 0 to 9999; 0 removes at QUIT what was fetched")
	}
	u.account.Expires, u.account.ExpireDays = true, days
	return nil
}

func (p *scenarioParser) setLoginDelay(words []string) error {
	u, err := p.owner("a policy")
	if err != nil {
		return err
	}
	seconds, ok := oneNumber(words, 1, 86400)
	if !ok {
		return errors.New("write \"logindelay SECONDS\", from 1 to 86400; two sessions of a world begin " +
			strconv.Itoa(sessionGap) + " seconds apart")
	}
	u.account.LoginDelay = seconds
	return nil
}

// oneNumber reads a single number within bounds.
func oneNumber(words []string, least, most int) (n int, ok bool) {
	if len(words) == 1 {
		n, ok = pop3.Decimal(words[0])
	}
	return n, ok && n >= least && n <= most
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
