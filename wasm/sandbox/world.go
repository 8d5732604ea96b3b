package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// Host is a simulated machine with a POP3 server.
type Host struct {
	Name    string
	Address string // of the documentation block (RFC 5737 section 3), so it can be no real server
	Profile string // wording of the server
}

// hosts are all machines that a scenario can have.
var hosts = []Host{
	{Name: "dewey", Address: "192.0.2.10", Profile: "dewey"},
	{Name: "mailServer", Address: "192.0.2.110", Profile: "mailServer"},
	{Name: "dbc.mtview.ca.us", Address: "192.0.2.63", Profile: "rfc1939"},
}

// pop3Port is the port on which every simulated server listens (RFC 1939 section 3).
const pop3Port = 110

// findHost looks a name up as the DNS does, in any case.
func findHost(name string) *Host {
	for i := range hosts {
		if pop3.EqualFold(hosts[i].Name, name) {
			return &hosts[i]
		}
	}
	return nil
}

func hostNames(list []Host) string {
	names := make([]string, len(list))
	for i, h := range list {
		names[i] = h.Name
	}
	return strings.Join(names, ", ")
}

// world is a scenario come to life.
type world struct {
	servers []*server
	facts   map[string]string
}

// server is one host's POP3 service.
type server struct {
	host     Host
	accounts *mailbox.Accounts
	manners  manners
	process  int // process-ID of the next session, as its timestamp shows it
	clock    int // virtual seconds since 1970
}

// The first timestamp is the one of the example in RFC 1939 section 7; each
// session after it is one process and 47 virtual seconds later, so that no
// timestamp comes twice, and a delay between logins has an end.
const (
	firstProcess = 1896
	firstClock   = 697170952
	sessionGap   = 47
)

func newWorld(s Scenario, seed string) *world {
	w := &world{facts: map[string]string{}}
	for _, host := range hosts {
		var list []mailbox.Account
		for _, u := range s.users {
			if u.host.Name == host.Name {
				list = append(list, w.account(u, seed))
			}
		}
		if len(list) > 0 {
			w.servers = append(w.servers, newServer(host, s.of(host.Name), mailbox.NewAccounts(list...)))
		}
	}
	return w
}

func newServer(h Host, m manners, accounts *mailbox.Accounts) *server {
	s := &server{host: h, accounts: accounts, manners: m, process: firstProcess, clock: firstClock}
	accounts.Clock = func() int { return s.clock - firstClock }
	return s
}

// account fills the maildrop of a user.
func (w *world) account(u user, seed string) mailbox.Account {
	messages := u.messages
	if u.generate != nil {
		spec := *u.generate
		spec.Seed = seed + "/" + u.host.Name + "/" + u.account.Name
		made := mailbox.Generate(spec)
		messages = append(messages[:len(messages):len(messages)], made.Messages...)
		w.facts["word"] = made.Word
	}
	account := u.account
	account.Maildrop = mailbox.NewMaildrop(messages...)
	return account
}

// find gives the server of a host, by its name or, as telnet prints it, by its
// address.
func (w *world) find(host string) *server {
	for _, s := range w.servers {
		if pop3.EqualFold(s.host.Name, host) || s.host.Address == host {
			return s
		}
	}
	return nil
}

// advice is a line that connects.
func (w *world) advice() string { return w.servers[0].advice() }

func (s *server) advice() string {
	return "Type: telnet " + s.host.Name + " " + strconv.Itoa(pop3Port)
}

// instead says what to type for a host that is not there. Many write the port
// as a web address does.
func (w *world) instead(host string) string {
	if name, _, found := strings.Cut(host, ":"); found {
		if s := w.find(name); s != nil {
			return "A space stands between host and port. " + s.advice()
		}
	}
	list := make([]Host, len(w.servers))
	for i, s := range w.servers {
		list[i] = s.host
	}
	return "The hosts of this world are: " + hostNames(list) + "."
}

// accept begins a session, as a server does for each connection. A server whose
// profile the scenario chose has a timestamp for CRAM-MD5 also where APOP works
// for nobody.
func (s *server) accept() *pop3.Session {
	config := pop3.Config{Profile: s.manners.profile, Accounts: s.accounts, Habits: s.manners.habits}
	if config.Profile == nil {
		config.Profile = pop3.ProfileByName(s.host.Profile)
	}
	if s.manners.profile != nil || s.accounts.HasSecret() {
		config.Timestamp = "<" + strconv.Itoa(s.process) + "." + strconv.Itoa(s.clock) + "@" + s.host.Name + ">"
	}
	s.process++
	s.clock += sessionGap
	return pop3.NewSession(config)
}
