package main

import (
	"context"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"

	"poplab/bridge/forward"
	"poplab/bridge/targets"
	"poplab/web"
)

// reach is what the bridge may reach.
type reach struct {
	known forward.Targets // the practice server, and those of the command line
	file  string          // where more of them stand, or ""
	now   atomic.Pointer[forward.Targets]
}

// read reads the file. On an error all stays as it was.
func (r *reach) read() error {
	list := r.known
	if r.file != "" {
		more, err := targets.Load(r.file, r.known)
		if err != nil {
			return err
		}
		list = slices.Concat(list, more)
	}
	r.now.Store(&list)
	return nil
}

// targets are those of now.
func (r *reach) targets() forward.Targets { return *r.now.Load() }

// names are those of the targets.
func (r *reach) names() []string {
	var list []string
	for _, t := range r.targets() {
		list = append(list, t.Name)
	}
	return list
}

// targets are those of the command line, after the practice server.
func (s *service) targets(extra forward.Targets) forward.Targets {
	if s.pop3At == nil {
		return extra
	}
	return append(forward.Targets{{
		Name: practiceName, Address: reached(s.pop3At), TLS: forward.StartTLS, Pin: s.world.pin,
		Open: s.knownPasswords(),
	}}, extra...)
}

// reached is where this machine reaches what listens. Who listens on all
// addresses has no address of its own.
func reached(l net.Listener) string {
	at := l.Addr().(*net.TCPAddr)
	if at.IP.IsUnspecified() {
		return net.JoinHostPort("localhost", strconv.Itoa(at.Port))
	}
	return at.String()
}

// shown are the targets as the pages show them. The pages print the passwords of
// the built-in users where these can log in, so only there they may stand on the
// screen.
func (s *service) shown() []web.Target {
	targets := s.reach.targets()
	list := make([]web.Target, len(targets))
	for i, t := range targets {
		list[i] = web.Target{Name: t.Name, Address: t.Address, Mask: !t.Open, TLS: modes[t.TLS], Near: isNear(t.Address)}
	}
	return list
}

// knownPasswords says whether the practice server has the built-in users, and takes
// their passwords in clear text.
func (s *service) knownPasswords() bool {
	return s.pop3At != nil && len(s.options.users) == 0 && !s.options.requireTLS
}

// modes are what the pages call the ways into TLS.
var modes = map[forward.TLSMode]string{forward.Implicit: "implicit", forward.StartTLS: "starttls"}

// isNear says whether an address spells out the loopback interface. What a name
// resolves to, nobody can promise.
func isNear(address string) bool {
	host, _, _ := net.SplitHostPort(address)
	ip, err := netip.ParseAddr(host)
	return forward.IsLocalhost(host) || err == nil && ip.Unmap().IsLoopback()
}

// hangups gives the signals to read files again. Where no file can be read again, the
// signal means what it means to every program: the terminal is gone.
func (s *service) hangups() chan os.Signal {
	again := make(chan os.Signal, 1)
	if s.options.public.targets != "" || s.options.public.cert != "" {
		signal.Notify(again, syscall.SIGHUP)
	}
	return again
}

// follow reads the targets and the certificate again at each signal, until the
// context ends.
func (s *service) follow(ctx context.Context, again chan os.Signal) {
	defer signal.Stop(again)
	for {
		select {
		case <-ctx.Done():
			return
		case <-again:
			s.reload()
		}
	}
}

// reload reads again what may have changed. What is wrong is told, and the old stays.
func (s *service) reload() {
	if err := s.reach.read(); err != nil {
		s.complain("the targets stay as they were", err)
	} else if err := s.pages.ShowTargets(s.shown()); err != nil {
		s.complain("the pages stay as they were", err)
	} else {
		s.log.Info("the targets are read again", "targets", s.reach.names())
	}
	if err := s.https.Reload(); err != nil {
		s.complain("the certificate stays as it was", err)
	}
}

// complain logs an error, each of several in a line of its own.
func (s *service) complain(what string, err error) {
	list := []error{err}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		list = many.Unwrap()
	}
	for _, one := range list {
		s.log.Error(what, "why", one)
	}
}
