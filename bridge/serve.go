package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"time"

	"poplab/bridge/forward"
	"poplab/bridge/practice"
	"poplab/bridge/site"
	"poplab/web"
)

// service is what serve runs: the site with the bridge in it, and the practice
// server unless it was switched off.
type service struct {
	names    names
	site     *http.Server
	siteAt   net.Listener
	bridge   *forward.Bridge
	practice *practice.Server
	pop3At   net.Listener // nil without a practice server
}

func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	s, err := newService(o, slog.New(slog.NewTextHandler(stderr, nil)))
	if err != nil {
		return err
	}
	failed := s.start()
	s.announce(stdout)
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	s.shutdown()
	return err
}

// newService prepares everything that can go wrong, so that what starts works.
func newService(o options, log *slog.Logger) (*service, error) {
	lessons, err := loadLessons(o.lessons)
	if err != nil {
		return nil, err
	}
	s := &service{practice: newPractice(log)}
	if err := s.listen(o); err != nil {
		return nil, err
	}
	s.names = allowedNames(o.http, s.siteAt.Addr(), o.origins)
	targets := s.targets(o)
	s.bridge = &forward.Bridge{Targets: targets, Hosts: s.names.hosts, Origins: s.names.origins, Log: log}
	handler, err := site.New(site.Options{
		Lessons: lessons,
		Targets: s.shown(targets),
		Hosts:   s.names.hosts,
		Address: s.names.origins[0] + "/",
		Bridge:  s.bridge,
	})
	if err != nil {
		s.closeListeners()
		return nil, err
	}
	s.site = site.Server(handler, log)
	return s, nil
}

func (s *service) listen(o options) (err error) {
	if s.siteAt, err = listen("-http", o.http); err != nil {
		return err
	}
	if o.pop3 == "" {
		return nil
	}
	if s.pop3At, err = listen("-pop3", o.pop3); err != nil {
		s.siteAt.Close()
	}
	return err
}

// listen says which flag to change when an address cannot be had.
func listen(flag, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use by another program; choose another address with %s", address, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s needs more rights than this user has; choose a port above 1023 with %s", address, flag)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s (%w); choose another address with %s", address, err, flag)
	}
	return l, nil
}

// targets are those of the command line, after the practice server.
func (s *service) targets(o options) forward.Targets {
	if s.pop3At == nil {
		return o.targets
	}
	return append(forward.Targets{{Name: practiceName, Address: s.pop3Address()}}, o.targets...)
}

// pop3Address is where this machine reaches the practice server. One that
// listens on all addresses has no address of its own.
func (s *service) pop3Address() string {
	at := s.pop3At.Addr().(*net.TCPAddr)
	if at.IP.IsUnspecified() {
		return net.JoinHostPort("localhost", strconv.Itoa(at.Port))
	}
	return at.String()
}

// shown are the targets as the pages show them. The passwords of the practice
// server are printed on the page, so only there they may stand on the screen.
func (s *service) shown(targets forward.Targets) []web.Target {
	list := make([]web.Target, len(targets))
	for i, t := range targets {
		ours := s.pop3At != nil && t.Name == practiceName
		list[i] = web.Target{Name: t.Name, Address: t.Address, Mask: !ours}
	}
	return list
}

// start begins to serve; what comes through the channel ends it.
func (s *service) start() <-chan error {
	failed := make(chan error, 2)
	go func() { failed <- s.site.Serve(s.siteAt) }()
	if s.pop3At != nil {
		go func() { failed <- s.practice.Serve(s.pop3At) }()
	}
	return failed
}

// grace is how long sessions and requests may take to end after a signal.
const grace = 3 * time.Second

// shutdown tells the pages that the bridge goes away, then gives sessions and
// requests a moment to end by themselves.
func (s *service) shutdown() {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	s.bridge.Shutdown(ctx)
	var rest sync.WaitGroup
	rest.Go(func() { s.site.Shutdown(ctx) })
	rest.Go(func() { s.practice.Shutdown(ctx) })
	rest.Wait()
	s.closeListeners()
}

func (s *service) closeListeners() {
	s.siteAt.Close()
	if s.pop3At != nil {
		s.pop3At.Close()
	}
}

// announce prints where everything is.
func (s *service) announce(w io.Writer) {
	home := s.names.origins[0]
	fmt.Fprintf(w, "poplab is ready.\n\n")
	fmt.Fprintf(w, "  Home         %s/\n", home)
	fmt.Fprintf(w, "  Practice     %s/practice/\n", home)
	fmt.Fprintf(w, "  Real server  %s/bridge/\n", home)
	if s.pop3At != nil {
		fmt.Fprintf(w, "  POP3         %s, users %s\n", s.pop3Address(), practiceUsers())
	}
	for _, origin := range s.names.elsewhere() {
		fmt.Fprintf(w, "  Also at      %s/\n", origin)
	}
	fmt.Fprintf(w, "\nPress Ctrl-C to stop.\n")
}
