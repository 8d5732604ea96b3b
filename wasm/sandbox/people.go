package sandbox

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// The statements of a scenario that are about people and their mail.

// star stands for a password or secret that is made from the learner's seed.
const star = "*"

func (p *scenarioParser) addUser(words, _ []string) (int, error) {
	switch {
	case p.host == nil:
		return 0, errors.New("a user lives on a host; write \"host dewey\" first")
	case p.host.Profile == "":
		return 0, errors.New(p.host.Name + " only sends mail on and has no users; write \"host\" and another first")
	case len(words) != 3:
		return 0, errors.New("write \"" + words[0] + " NAME SECRET\", two words without spaces in them")
	}
	u := user{host: p.host, account: mailbox.Account{Name: words[1], Password: words[2]}, made: words[2] == star}
	if words[0] == "apop" {
		u.account.Password, u.account.Secret = "", words[2]
	}
	for _, other := range p.users {
		if other.host == u.host && other.account.Name == u.account.Name {
			return 0, errors.New("user " + u.account.Name + " is on " + p.host.Name + " already")
		}
	}
	p.users = append(p.users, u)
	return 0, nil
}

// addMessage reads "message" and "arrival".
func (p *scenarioParser) addMessage(words, rest []string) (used int, err error) {
	u, err := p.owner("a message")
	if err != nil {
		return 0, err
	}
	m, used, err := message(words, rest)
	if err != nil {
		return 0, err
	}
	if words[0] == "arrival" {
		p.arrivals = append(p.arrivals, arrival{u.host.Name, u.account.Name, m})
	} else {
		u.messages = append(u.messages, m)
	}
	return used, nil
}

// message is a sample by name, or made of the indented lines below.
func message(words, rest []string) (m pop3.Message, used int, err error) {
	if len(words) == 2 {
		m, ok := mailbox.Sample(words[1])
		if !ok {
			return m, 0, errors.New("there is no sample message \"" + words[1] + "\"; m1 and m2 are some")
		}
		return m, 0, nil
	}
	octets, used := indented(rest)
	if len(words) > 2 || len(octets) == 0 {
		return m, 0, errors.New("write \"" + words[0] + " m1\", or \"" + words[0] +
			"\" with the indented lines of the message below it")
	}
	return pop3.Message{Octets: mailbox.Normalise(octets)}, used, nil
}

// indented collects the lines that start with two spaces. Blank lines between
// them belong to the message, blank lines behind it do not.
func indented(lines []string) (octets []byte, used int) {
	for i, l := range lines {
		text, ok := strings.CutPrefix(l, "  ")
		if !ok && strings.TrimSpace(l) != "" {
			break
		}
		if !ok {
			continue
		}
		for ; used < i; used++ {
			octets = append(octets, '\n')
		}
		octets = append(append(octets, text...), '\n')
		used = i + 1
	}
	return octets, used
}

func (p *scenarioParser) addGenerated(words []string) error {
	u, err := p.owner("a message")
	if err != nil {
		return err
	}
	spec, err := parseSpec(words)
	if err != nil {
		return err
	}
	if u.generate != nil {
		return errors.New("user " + u.account.Name + " has a generated mailbox already; give \"generate\" to another user")
	}
	u.generate = &spec
	return nil
}

// parseSpec reads "6 messages of 400 to 40000 octets", and "from 3 senders" behind
// it where that stands there.
func parseSpec(words []string) (mailbox.Spec, error) {
	var n [4]int // count, sizes, senders
	pattern := strings.Fields("# messages of # to # octets from # senders")
	right, next := len(words) == 7 || len(words) == len(pattern), 0
	for i := 0; right && i < len(words); i++ {
		if pattern[i] != "#" {
			right = words[i] == pattern[i]
			continue
		}
		n[next], right = pop3.Decimal(words[i])
		next++
	}
	spec := mailbox.Spec{Messages: n[0], Min: n[1], Max: n[2], Senders: n[3]}
	switch {
	case !right:
		return spec, errors.New("write \"generate 6 messages of 400 to 40000 octets\", and \"from 3 senders\" behind it if wanted")
	case spec.Messages < 1 || spec.Messages > 1000:
		return spec, errors.New("generate 1 to 1000 messages")
	case spec.Min < 300 || spec.Max < spec.Min || spec.Max > 1<<20:
		return spec, errors.New("a generated message has 300 to 1048576 octets, the smaller number first")
	case next == len(n) && (spec.Senders < 2 || spec.Senders > min(mailbox.MostSenders, spec.Messages)):
		return spec, errors.New("a generated mailbox has 2 to " + strconv.Itoa(mailbox.MostSenders) +
			" senders, and not more senders than messages")
	}
	return spec, nil
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

// owner is the account that the statements are about.
func (p *scenarioParser) owner(what string) (*user, error) {
	if len(p.users) == 0 {
		return nil, errors.New(what + " belongs to a user; write \"user NAME PASSWORD\" first")
	}
	return &p.users[len(p.users)-1], nil
}

// oneNumber reads a single number within bounds.
func oneNumber(words []string, least, most int) (n int, ok bool) {
	if len(words) == 1 {
		n, ok = pop3.Decimal(words[0])
	}
	return n, ok && n >= least && n <= most
}
