package sandbox

import (
	"strconv"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
)

// server is a host and what runs on it.
type server struct {
	home
	world   *World
	drops   []*drop // of its users
	process int     // process-ID of the next session, as its timestamp shows it
	post    int     // name of the next message that comes by SMTP
	stopped bool    // nothing listens
}

func newServer(w *World, h home) *server {
	s := &server{home: h, world: w, process: firstProcess, post: firstPost}
	h.accounts.Clock = func() int { return w.clock - w.begin }
	for _, u := range h.users {
		s.drops = append(s.drops, newDrop(s, u.account.Name))
	}
	return s
}

// listens says whether a connection to the port would be accepted.
func (s *server) listens(port int) bool {
	switch {
	case s.stopped:
		return false
	case port == smtpPort:
		return s.smtp
	case port == pop3sPort:
		return s.tls
	}
	return port == pop3Port && s.host.Profile != ""
}

// port is where learners meet the server.
func (s *server) port() int {
	if s.host.Profile == "" {
		return smtpPort
	}
	return pop3Port
}

func (s *server) advice() string {
	return phrase.Say("Type: telnet $ $", s.host.Name, strconv.Itoa(s.port()))
}

// refusal explains why nothing listens on a port.
func (s *server) refusal(port int) string {
	switch {
	case s.stopped:
		return phrase.Say("The servers of $ are switched off. Type: start $", s.host.Name, s.host.Name)
	case port == pop3sPort && s.host.Profile != "":
		return phrase.Say("Port 995 is for POP3 inside TLS, which $ does not have in this world. $", s.host.Name, s.advice())
	}
	return phrase.Say("Nothing listens on port $ there; $. $", strconv.Itoa(port), phrase.And(s.services()), s.advice())
}

// services names what listens, and where.
func (s *server) services() []string {
	var list []string
	if s.listens(pop3Port) {
		list = append(list, phrase.Say("POP3 listens on 110"))
	}
	if s.listens(smtpPort) {
		list = append(list, phrase.Say("SMTP listens on 25"))
	}
	return list
}

// pop3 begins a session, as a server does for each connection. The clock in
// a timestamp is that of its host, which sees its own sessions pass only: so the
// first one on each host has the timestamp that people know.
func (s *server) pop3(tls pop3.TLS) *pop3.Session {
	config := pop3.Config{
		Profile: s.speaks(), Accounts: s.accounts, Habits: s.habits, TLS: tls, RequireTLS: s.requireTLS,
	}
	if s.stamps() {
		clock := s.world.begin + s.world.waited + sessionGap*(s.process-firstProcess)
		config.Timestamp = "<" + strconv.Itoa(s.process) + "." + strconv.Itoa(clock) + "@" + s.host.Name + ">"
	}
	s.process++
	return pop3.NewSession(config)
}
