package sandbox

import (
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// Server is what a program needs to serve one host of a scenario on a real port.
type Server struct {
	Host       string
	Users      []string // in the order of the scenario
	Accounts   *mailbox.Accounts
	Profile    *pop3.Profile
	Habits     pop3.Habits       // on top of those of the profile
	TLS        bool              // STLS and port 995 are wanted; the program has the certificate
	RequireTLS bool              // passwords are refused outside of TLS
	Timestamp  bool              // the greeting or CRAM-MD5 needs timestamps
	Facts      map[string]string // of the world, the same for all servers
	Troubles   map[string]Trouble
	Arrivals   map[string][]pop3.Message // of each user, still outside; the program decides when they come
}

// Servers gives the hosts of the scenario that have users, in its order, for one
// learner. Clock gives the seconds since the servers began (mailbox.Accounts.Clock).
// Hosts that only send mail on stay out.
func (s Scenario) Servers(seed string, clock func() int) []Server {
	homes, made := s.settle(seed)
	var list []Server
	for _, h := range homes {
		if len(h.users) == 0 {
			continue
		}
		h.accounts.Clock = clock
		server := Server{
			Host: h.host.Name, Accounts: h.accounts, Profile: h.speaks(), Habits: h.habits,
			TLS: h.tls, RequireTLS: h.requireTLS, Timestamp: h.stamps(), Facts: made.by, Troubles: map[string]Trouble{},
			Arrivals: map[string][]pop3.Message{},
		}
		for _, a := range s.arrivals {
			if a.host == server.Host {
				server.Arrivals[a.user] = append(server.Arrivals[a.user], a.message)
			}
		}
		for _, u := range h.users {
			server.Users = append(server.Users, u.account.Name)
			if u.trouble != (Trouble{}) {
				server.Troubles[u.account.Name] = u.trouble
			}
		}
		list = append(list, server)
	}
	return list
}

// stamps says whether sessions have timestamps. A server whose profile the scenario
// chose has one for CRAM-MD5 also where APOP works for nobody.
func (h *home) stamps() bool { return h.profile != nil || h.accounts.HasSecret() }
