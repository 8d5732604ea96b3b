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
//	windows A B tap
//	clock 1996-05-02 17:30
//	host dewey
//	tls offered
//	smtp
//	user mrose secret
//	message m1
//	message
//	  From: ann@example.org
//	  Subject: Hello
//
//	  Two spaces in front make a line part of the message.
//	arrival m3
//	user class *
//	expire 30
//	logindelay 60
//	generate 6 messages of 400 to 40000 octets from 3 senders
//	host mailServer
//	profile dovecot
//	offers TOP USER UIDL
//	breaks renumbering lf-sizes
//	user Harish vegetables
//	host post
//	device office mrose@dewey uidl
//
// A line that starts with # is a comment. About the world:
//
//   - "windows" gives the learner several consoles, by name. The one called tap is
//     that of an eavesdropper, who reads the newest connection of all windows.
//     Without the statement there is one console without a name.
//   - "device" sets up a machine with a mail program that fetches the mail of a user
//     named above: its name, USER@HOST, and what it does, which decides which program
//     it has. delete downloads and deletes (mpop), keep downloads and keeps and
//     remembers nothing (a script with Python's poplib), uidl keeps and remembers by
//     unique-id (fetchmail), headers downloads headers only (Thunderbird). Its
//     sessions stand in a window of its name, behind those of the learner.
//   - "clock" says when the world begins, in universal time.
//   - "host" names a host that the sandbox knows and that this world has. The
//     statements below it are about that host, until the next one. post has no
//     users: it takes mail by SMTP and sends it on.
//
// About a host:
//
//   - "profile" gives its server the wording, the capabilities and the habits of
//     another (pop3.Profiles), and a timestamp for AUTH CRAM-MD5.
//   - "offers" lists the tags that CAPA shows, in this order, and with them what
//     the server can do.
//   - "breaks" adds departures from the rules by their names (pop3.HabitTable).
//   - "tls offered" gives it STLS and port 995; "tls required" refuses passwords
//     that anybody on the way can read, too.
//   - "smtp" lets it receive mail for its users, as mrose@dewey.example.
//   - "user" begins an account with its password, "apop" one with a shared secret
//     instead. A * stands for one that is made from the learner's seed.
//
// About an account:
//
//   - "message" adds a sample message by name or, with no name, the indented lines
//     below it; "arrival" likewise, but that message comes later, when the learner
//     types "deliver".
//   - "generate" adds messages made from the learner's seed, if wanted from so many
//     senders.
//   - "expire" says after how many days messages are removed, and "logindelay" how
//     many seconds lie between two logins.
//   - "trouble" lists what a server on a real port does to clients of this account
//     (Trouble). The simulated servers do none of it.
type Scenario struct {
	windows  []string
	begin    int       // seconds since 1970
	manners  []manners // of each host, in order
	users    []user
	arrivals []arrival
	machines []machine
}

// user is an account and what is in it.
type user struct {
	host     *Host
	account  mailbox.Account
	made     bool // its password or secret is made from the seed
	messages []pop3.Message
	generate *mailbox.Spec
	trouble  Trouble
}

// arrival is a message that is still outside.
type arrival struct {
	host, user string
	message    pop3.Message
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

// Users names the users of all hosts, each once, in the order of the scenario.
func (s Scenario) Users() []string {
	var names []string
	for _, u := range s.users {
		if !slices.Contains(names, u.account.Name) {
			names = append(names, u.account.Name)
		}
	}
	return names
}

// Windows names the consoles of the learner, one that is "" where there are no
// others, and behind them those of the devices.
func (s Scenario) Windows() []string { return slices.Concat(s.typists(), s.Devices()) }

// typists are the consoles of the learner, and the tap.
func (s Scenario) typists() []string {
	if len(s.windows) == 0 {
		return []string{""}
	}
	return s.windows
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
	p := scenarioParser{Scenario: Scenario{begin: firstClock}}
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
	return p.Scenario, nil
}

// scenarioParser is a scenario that is being read.
type scenarioParser struct {
	Scenario
	host    *Host // that the statements are about
	clocked bool
}

// statement is a row of the table of statements. One that may have indented lines
// below it takes them from rest and says how many of them it used.
type statement struct {
	name string
	read func(p *scenarioParser, words, rest []string) (used int, err error)
}

// line makes the reader of a statement that is one line.
func line(read func(p *scenarioParser, arguments []string) error) func(*scenarioParser, []string, []string) (int, error) {
	return func(p *scenarioParser, words, _ []string) (int, error) { return 0, read(p, words[1:]) }
}

// statements are all statements, in the order of the manual above.
func statements() []statement {
	return []statement{
		{"windows", line((*scenarioParser).setWindows)},
		{"device", line((*scenarioParser).addDevice)},
		{"clock", line((*scenarioParser).setClock)},
		{"host", line((*scenarioParser).setHost)},
		{"profile", line((*scenarioParser).setProfile)},
		{"offers", line((*scenarioParser).setOffers)},
		{"breaks", line((*scenarioParser).addHabits)},
		{"tls", line((*scenarioParser).setTLS)},
		{"smtp", line((*scenarioParser).setSMTP)},
		{"user", (*scenarioParser).addUser},
		{"apop", (*scenarioParser).addUser},
		{"message", (*scenarioParser).addMessage},
		{"arrival", (*scenarioParser).addMessage},
		{"generate", line((*scenarioParser).addGenerated)},
		{"expire", line((*scenarioParser).setExpire)},
		{"logindelay", line((*scenarioParser).setLoginDelay)},
		{"trouble", line((*scenarioParser).setTrouble)},
	}
}

// statement reads one statement and says how many of the lines that follow
// belong to it.
func (p *scenarioParser) statement(words, rest []string) (used int, err error) {
	var names []string
	for _, s := range statements() {
		if s.name == words[0] {
			return s.read(p, words, rest)
		}
		names = append(names, s.name)
	}
	return 0, errors.New("\"" + words[0] + "\" is no statement of a world; write one of " + strings.Join(names, ", "))
}

func (p *scenarioParser) setWindows(names []string) error {
	switch {
	case p.windows != nil:
		return errors.New("the windows of a world are named once; put all names behind one \"windows\"")
	case len(names) == 0 || slices.Equal(names, []string{tapName}):
		return errors.New("write \"windows\" and the names of the learner's consoles, such as \"windows office home\"")
	}
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return errors.New("two windows are called " + name + "; each has a name of its own")
		}
	}
	p.windows = names
	return nil
}

func (p *scenarioParser) setClock(words []string) error {
	second, ok := parseTime(words)
	switch {
	case !ok:
		return errors.New("write \"clock\" with a day and a time, such as \"clock 1996-05-02 17:30\"")
	case p.clocked:
		return errors.New("a world begins once; \"clock\" stands here twice")
	}
	p.begin, p.clocked = second, true
	return nil
}

func (p *scenarioParser) setHost(names []string) error {
	if len(names) == 1 {
		p.host = findHost(names[0])
		if p.host != nil {
			p.here()
			return nil
		}
	}
	return errors.New("write \"host\" and one of " + hostNames(hosts))
}
