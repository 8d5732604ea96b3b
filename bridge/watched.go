package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"

	"poplab/bridge/forward"
	"poplab/bridge/operate"
	"poplab/bridge/ticket"
)

// prepareBridge makes the bridge, and what watches it.
func (s *service) prepareBridge() error {
	p := &s.options.public
	booth, err := p.booth()
	if err != nil {
		return err
	}
	slots := forward.Slots(s.descriptorsEach())
	s.metrics = operate.NewMetrics(version(), &s.health)
	s.health.Active = s.metrics.Active
	s.bridge = &forward.Bridge{
		Targets: s.reach.targets, AllowAnyPublic: p.any, Listening: s.listening(),
		Hosts: s.names.hosts, Origins: s.names.origins, AllowNoOrigin: p.noOrigin,
		Tickets: booth, NeedTicket: len(s.names.elsewhere()) > 0,
		From: forward.Behind(p.trusted),
		Log:  s.log, Meter: s.metrics, Spread: s.plan().Spread,
	}
	if err := p.limits.apply(s.bridge, slots); err != nil {
		return err
	}
	s.health.Slots = s.bridge.MaxSessions
	if s.adminAt != nil {
		s.admin = s.adminServer()
	}
	return nil
}

// booth issues tickets. Bridges behind one load balancer share a key, so that each
// takes those of the others.
func (p *public) booth() (*ticket.Booth, error) {
	if p.ticketKey == "" {
		return ticket.NewBooth(nil), nil
	}
	key, err := ticket.ReadKey(p.ticketKey)
	if err != nil {
		return nil, fmt.Errorf("cannot use the key of -ticket-key: %w", err)
	}
	return ticket.NewBooth(key), nil
}

// descriptorsEach is how many a session takes: one for the page, one for the server,
// and one more where that server is in this program.
func (s *service) descriptorsEach() int {
	if s.pop3At != nil {
		return 3
	}
	return 2
}

// listening are the addresses of this program that no target may be.
func (s *service) listening() (list []netip.AddrPort) {
	for _, l := range []net.Listener{s.siteAt, s.adminAt} {
		if l != nil {
			list = append(list, l.Addr().(*net.TCPAddr).AddrPort())
		}
	}
	return list
}

// plan is how the bridge goes away.
func (s *service) plan() operate.Plan { return operate.PlanFor(s.options.public.drain) }

// adminServer is for those who run the program, and for nobody else.
func (s *service) adminServer() *http.Server {
	host, _, _ := net.SplitHostPort(s.options.public.admin)
	return operate.Admin{
		Metrics: s.metrics, Health: &s.health, Targets: s.reach.names,
		Name: host, Profile: s.options.public.pprof,
	}.Server()
}
