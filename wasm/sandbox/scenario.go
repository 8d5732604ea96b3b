// Package sandbox is the simulated world that runs in the page: hosts with POP3
// servers and maildrops, and the learner's console in front of them.
//
// Everything is deterministic: the same scenario, the same seed and the same
// typed lines give the same octets, in the browser and natively.
package sandbox

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// Scenario is the world at its beginning. Its written form is the "mailbox"
// fence of a lesson, one statement a line:
//
//	host dewey
//	user mrose secret
//	message m1
//	message
//	  From: ann@example.org
//	  Subject: Hello
//
//	  Two spaces in front make a line part of the message.
//	user class letters
//	expire 30
//	logindelay 60
//	generate 6 messages of 400 to 40000 octets
//	host mailServer
//	profile dovecot
//	breaks renumbering lf-sizes
//	user Harish vegetables
//
// "host" names a host that the sandbox knows and that this world has. About that
// host, "profile" gives its server the wording, the capabilities and the habits
// of another (pop3.Profiles), and a timestamp for AUTH CRAM-MD5; "breaks" adds
// departures from the rules by their names (pop3.HabitTable). "user" begins an
// account on the host with its password; "apop" begins one with a shared secret
// instead. About that account, "expire" says after how many days messages are
// removed and "logindelay" how many seconds lie between two logins; "message"
// adds a sample message by name or, with no name, the indented lines below it;
// "generate" adds messages made from the learner's seed. A line that starts with
// # is a comment.
type Scenario struct {
	users   []user
	manners []manners
}

// Hosts names the hosts that have a user, in the order of the scenario.
func (s Scenario) Hosts() []string {
	var names []string
	for _, u := range s.users {
		if !slices.Contains(names, u.host.Name) {
			names = append(names, u.host.Name)
		}
	}
	return names
}

type user struct {
	host     *Host
	account  mailbox.Account
	messages []pop3.Message
	generate *mailbox.Spec
}

// standard is the world of free practice.
const standard = `
host dewey
user mrose secret
message m1
message m2
host mailServer
user Harish vegetables
message m1
message m2
host dbc.mtview.ca.us
apop mrose tanstaaf
message m1
message m2
`

// ParseScenario reads the written form; "" is the standard world. The error
// names the line, counted from 1, and says what to write instead.
func ParseScenario(text string) (Scenario, error) {
	if strings.TrimSpace(text) == "" {
		text = standard
	}
	p := scenarioParser{}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		words := strings.Fields(lines[i])
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		used, err := p.statement(words, lines[i+1:])
		if err != nil {
			return Scenario{}, errors.New("line " + strconv.Itoa(i+1) + ": " + err.Error())
		}
		i += used
	}
	if len(p.users) == 0 {
		return Scenario{}, errors.New("line 1: the world has no user; write \"host dewey\" and \"user mrose secret\"")
	}
	return Scenario{users: p.users, manners: p.manners}, nil
}

type scenarioParser struct {
	host    *Host
	users   []user
	manners []manners
}

// statement reads one statement and says how many of the lines that follow
// belong to it.
func (p *scenarioParser) statement(words, rest []string) (used int, err error) {
	switch words[0] {
	case "host":
		return 0, p.setHost(words[1:])
	case "profile":
		return 0, p.setProfile(words[1:])
	case "breaks":
		return 0, p.addHabits(words[1:])
	case "user", "apop":
		return 0, p.addUser(words)
	case "expire":
		return 0, p.setExpire(words[1:])
	case "logindelay":
		return 0, p.setLoginDelay(words[1:])
	case "message":
		return p.addMessage(words[1:], rest)
	case "generate":
		return 0, p.addGenerated(words[1:])
	}
	return 0, errors.New("\"" + words[0] + "\" is no statement of a world; write host, profile, breaks, user, apop, expire, logindelay, message or generate")
}

func (p *scenarioParser) setHost(names []string) error {
	if len(names) == 1 {
		p.host = findHost(names[0])
		if p.host != nil {
			return nil
		}
	}
	return errors.New("write \"host\" and one of " + hostNames(hosts))
}

func (p *scenarioParser) addUser(words []string) error {
	if p.host == nil {
		return errors.New("a user lives on a host; write \"host dewey\" first")
	}
	if len(words) != 3 {
		return errors.New("write \"" + words[0] + " NAME SECRET\", two words without spaces in them")
	}
	account := mailbox.Account{Name: words[1], Password: words[2]}
	if words[0] == "apop" {
		account = mailbox.Account{Name: words[1], Secret: words[2]}
	}
	for _, u := range p.users {
		if u.host == p.host && u.account.Name == account.Name {
			return errors.New("user " + account.Name + " is on " + p.host.Name + " already")
		}
	}
	p.users = append(p.users, user{host: p.host, account: account})
	return nil
}

func (p *scenarioParser) addMessage(names, rest []string) (used int, err error) {
	u, err := p.owner("a message")
	if err != nil {
		return 0, err
	}
	if len(names) == 1 {
		m, ok := mailbox.Sample(names[0])
		if !ok {
			return 0, errors.New("there is no sample message \"" + names[0] + "\"; m1 and m2 are some")
		}
		u.messages = append(u.messages, m)
		return 0, nil
	}
	octets, used := indented(rest)
	if len(names) > 1 || len(octets) == 0 {
		return 0, errors.New("write \"message m1\", or \"message\" with the indented lines of the message below it")
	}
	u.messages = append(u.messages, pop3.Message{Octets: mailbox.Normalise(octets)})
	return used, nil
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
	form := errors.New("write \"generate 6 messages of 400 to 40000 octets\"")
	if len(words) != 7 || words[1] != "messages" || words[2] != "of" || words[4] != "to" || words[6] != "octets" {
		return form
	}
	count, ok1 := pop3.Decimal(words[0])
	least, ok2 := pop3.Decimal(words[3])
	most, ok3 := pop3.Decimal(words[5])
	switch {
	case !ok1 || !ok2 || !ok3:
		return form
	case count < 1 || count > 1000:
		return errors.New("generate 1 to 1000 messages")
	case least < 300 || most < least || most > 1<<20:
		return errors.New("a generated message has 300 to 1048576 octets, the smaller number first")
	}
	for _, other := range p.users {
		if other.generate != nil {
			return errors.New("one world generates one mailbox; \"generate\" stands here twice")
		}
	}
	u.generate = &mailbox.Spec{Messages: count, Min: least, Max: most}
	return nil
}

// owner is the account that the statements are about.
func (p *scenarioParser) owner(what string) (*user, error) {
	if len(p.users) == 0 {
		return nil, errors.New(what + " belongs to a user; write \"user NAME PASSWORD\" first")
	}
	return &p.users[len(p.users)-1], nil
}
