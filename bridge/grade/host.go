package grade

import (
	"cmp"
	"crypto/tls"
	"net"

	"poplab/bridge/practice"
	"poplab/wasm/sandbox"
)

// Host is one host of the world on real ports. Two servers share its maildrops: the
// one in clear text offers STLS only where the world says so.
type Host struct {
	grader        *Grader
	Name          string
	users         []*account // in the order of the scenario
	plain, secure *practice.Server
	offers        bool     // STLS
	requires      bool     // TLS, before a password
	newest        *account // whose maildrop was opened last
}

func newHost(g *Grader, s sandbox.Server, certificate tls.Certificate) *Host {
	h := &Host{grader: g, Name: s.Host, offers: s.TLS, requires: s.RequireTLS}
	for _, name := range s.Users {
		h.add(s, name)
	}
	server := func() *practice.Server {
		p := &practice.Server{
			Accounts: s.Accounts, Profile: s.Profile, Habits: s.Habits, RequireTLS: s.RequireTLS,
			Through: h.connect, Log: g.log,
		}
		if !s.Timestamp {
			p.Timestamp = func() string { return "" }
		}
		return p
	}
	h.plain, h.secure = server(), server()
	h.secure.TLS = practice.TLSConfig(certificate)
	if s.TLS {
		h.plain.TLS = h.secure.TLS
	}
	return h
}

// add puts a door in front of the maildrop of a user.
func (h *Host) add(s sandbox.Server, name string) {
	known := s.Accounts.Find(name)
	a := &account{
		grader: h.grader, host: h, name: name, password: known.Password, secret: known.Secret,
		trouble: s.Troubles[name], drop: known.Maildrop, arrivals: s.Arrivals[name],
	}
	a.remember(known.Maildrop.Messages())
	known.Source = a
	h.users = append(h.users, a)
}

// Serve answers in clear text, ServeTLS inside TLS; see practice.Server.
func (h *Host) Serve(l net.Listener) error    { return h.plain.Serve(l) }
func (h *Host) ServeTLS(l net.Listener) error { return h.secure.ServeTLS(l) }

// connect begins a connection of the learner's program.
func (h *Host) connect(conn net.Conn) practice.Stream {
	return &stream{Conn: conn, raw: conn, seen: h.grader.connect(h)}
}

// find gives the account of that name, or nil.
func (h *Host) find(name string) *account {
	for _, a := range h.users {
		if a.name == name {
			return a
		}
	}
	return nil
}

// User is an account as people need it to log in.
type User struct {
	Name    string
	Secret  string // the password, or the shared secret of APOP
	APOP    bool
	Trouble string // as the scenario writes it; "" for none
}

// Users are the users of the host, in the order of the scenario.
func (h *Host) Users() []User {
	list := make([]User, len(h.users))
	for i, a := range h.users {
		list[i] = User{Name: a.name, Secret: cmp.Or(a.secret, a.password), APOP: a.secret != "", Trouble: a.trouble.String()}
	}
	return list
}

// TLS says in a word what the port for clear text does about TLS.
func (h *Host) TLS() string {
	switch {
	case h.requires:
		return "STLS required"
	case h.offers:
		return "STLS"
	}
	return "none"
}
