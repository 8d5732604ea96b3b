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
	"poplab/bridge/site"
	"poplab/lessons"
	"poplab/web"
)

// service is what serve runs: the site with the bridge in it, and the practice
// server unless it was switched off.
type service struct {
	names   names
	site    *http.Server
	siteAt  net.Listener
	class   *classroom
	bridge  *forward.Bridge
	world   world
	pop3At  net.Listener // nil without a practice server
	pop3sAt net.Listener // nil without one inside TLS
	judging *judging     // a lesson in the place of the practice server, or nil
}

func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	s, err := newService(o, stderr)
	if err != nil {
		return err
	}
	failed := s.start()
	s.announce(stdout, o)
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { s.class.follow(ctx) })
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	stop()
	err = errors.Join(err, s.shutdown(stdout))
	following.Wait()
	return err
}

// newService prepares everything that can go wrong, so that what starts works.
func newService(o options, stderr io.Writer) (*service, error) {
	log := slog.New(slog.NewTextHandler(stderr, nil))
	class, err := newClassroom(o.lessons, stderr)
	if err != nil {
		return nil, err
	}
	s := &service{class: class}
	if err := s.open(o, class.right().Lessons, log); err != nil {
		s.close()
		return nil, err
	}
	s.names = allowedNames(o.http, s.siteAt.Addr(), o.origins)
	targets := s.targets(o.targets.Targets)
	s.bridge = &forward.Bridge{Targets: func() forward.Targets { return targets }, Hosts: s.names.hosts, Origins: s.names.origins, Log: log}
	handler, err := site.New(site.Options{
		Course:  class.course(),
		Targets: s.shown(o, targets),
		Hosts:   s.names.hosts,
		Address: s.names.origins[0] + "/",
		Bridge:  s.bridge,
		Graded:  s.judging.shown(), Standing: s.judging.standing,
		Live: o.lessons != "",
	})
	if err != nil {
		s.close()
		return nil, err
	}
	s.site = site.Server(handler, log)
	class.showOn(handler)
	return s, nil
}

// open makes the world and listens for it. On an error the caller closes what is
// open already.
func (s *service) open(o options, list []lessons.Lesson, log *slog.Logger) (err error) {
	if o.practice() {
		if s.world, err = newWorld(o, log); err != nil {
			return err
		}
	}
	if o.judged.lesson != "" {
		if s.judging, err = newJudging(o, list, log); err != nil {
			return err
		}
	}
	for _, l := range []struct {
		flag, address string
		keepAlive     time.Duration
		at            *net.Listener
	}{{"-http", o.http, 0, &s.siteAt}, {"-pop3", o.pop3, never, &s.pop3At}, {"-pop3s", o.pop3s, never, &s.pop3sAt}} {
		if l.address == "" || l.at != &s.siteAt && s.judging != nil {
			continue
		}
		if *l.at, err = listen(l.flag, l.address, l.keepAlive); err != nil {
			return err
		}
	}
	return nil
}

// never leaves keep-alive packets out: the idle time of POP3 finds clients that are
// gone, and setting them up costs every session four system calls.
const never = time.Duration(-1)

// listen says which flag to change when an address cannot be had.
func listen(flag, address string, keepAlive time.Duration) (net.Listener, error) {
	config := net.ListenConfig{KeepAlive: keepAlive}
	l, err := config.Listen(context.Background(), "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use already; choose another address with %s", address, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s needs more rights than this user has; choose a port above 1023 with %s", address, flag)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s (%w); choose another address with %s", address, err, flag)
	}
	return l, nil
}

// targets are those of the command line, after the practice server.
func (s *service) targets(extra forward.Targets) forward.Targets {
	if s.pop3At == nil {
		return extra
	}
	return append(forward.Targets{{Name: practiceName, Address: reached(s.pop3At)}}, extra...)
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
func (s *service) shown(o options, targets forward.Targets) []web.Target {
	list := make([]web.Target, len(targets))
	for i, t := range targets {
		public := s.pop3At != nil && t.Name == practiceName && len(o.users) == 0 && !o.requireTLS
		list[i] = web.Target{Name: t.Name, Address: t.Address, Mask: !public}
	}
	return list
}

// start begins to serve; what comes through the channel ends it.
func (s *service) start() <-chan error {
	failed := make(chan error, 3+s.judging.listeners())
	s.judging.start(failed)
	go func() { failed <- s.site.Serve(s.siteAt) }()
	if s.pop3At != nil {
		go func() { failed <- s.world.server.Serve(s.pop3At) }()
	}
	if s.pop3sAt != nil {
		go func() { failed <- s.world.server.ServeTLS(s.pop3sAt) }()
	}
	return failed
}

// grace is how long sessions and requests may take to end after a signal.
const grace = 3 * time.Second

// shutdown tells the pages that the bridge goes away, then gives sessions and
// requests a moment to end by themselves. Its error is that not all tasks are done
// of a lesson on real ports, which are judged as they stand now.
func (s *service) shutdown(stdout io.Writer) error {
	judgement := s.judging.finish(stdout)
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	s.bridge.Shutdown(ctx)
	var rest sync.WaitGroup
	rest.Go(func() { s.site.Shutdown(ctx) })
	if s.world.server != nil {
		rest.Go(func() { s.world.server.Shutdown(ctx) })
	}
	rest.Go(func() { s.judging.shutdown(ctx) })
	rest.Wait()
	s.close()
	return judgement
}

// close lets go of ports and mailboxes. No session may be open any more.
func (s *service) close() {
	for _, l := range []net.Listener{s.siteAt, s.pop3At, s.pop3sAt} {
		if l != nil {
			l.Close()
		}
	}
	s.judging.close()
	s.world.close()
}
