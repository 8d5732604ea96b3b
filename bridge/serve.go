package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"poplab/bridge/forward"
	"poplab/bridge/operate"
	"poplab/bridge/site"
	"poplab/lessons"
)

// service is what serve runs: the site with the bridge in it, and the practice
// server unless it was switched off.
type service struct {
	options options
	log     *slog.Logger
	names   names
	site    *http.Server
	siteAt  net.Listener
	https   *operate.HTTPS // nil where the site speaks http
	pages   *site.Site
	class   *classroom
	bridge  *forward.Bridge
	reach   reach
	health  operate.Health
	metrics *operate.Metrics
	admin   *http.Server
	adminAt net.Listener // nil without an admin listener
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
	again := s.hangups()
	failed := s.start()
	s.announce(stdout, o)
	go economize()
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { s.class.follow(ctx) })
	following.Go(func() { s.follow(ctx, again) })
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

// economize gives back what the pages were made from, which is twice what the program
// has from then on, and collects garbage more often than usual: most of what is kept are
// pages that cost a collection nothing, and they let too much gather beside them. Whoever
// sets GOGC is not overruled.
func economize() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(40)
	}
	debug.FreeOSMemory()
}

// newService prepares everything that can go wrong, so that what starts works.
func newService(o options, stderr io.Writer) (*service, error) {
	class, err := newClassroom(o.lessons, stderr)
	if err != nil {
		return nil, err
	}
	s := &service{options: o, log: o.public.logger(stderr), class: class}
	if err := s.prepare(); err != nil {
		s.close()
		return nil, err
	}
	class.showOn(s.pages)
	return s, nil
}

// prepare makes what the service consists of, each part of those before it.
func (s *service) prepare() (err error) {
	if s.https, err = s.options.public.https(); err != nil {
		return err
	}
	if err := s.open(s.options, s.class.right().Lessons, s.log); err != nil {
		return err
	}
	s.names = s.options.names(s.siteAt.Addr())
	s.reach.known, s.reach.file = s.targets(s.options.targets.Targets), s.options.public.targets
	if err := s.reach.read(); err != nil {
		return err
	}
	if err := s.prepareBridge(); err != nil {
		return err
	}
	return s.prepareSite()
}

func (s *service) prepareSite() (err error) {
	s.pages, err = site.New(site.Options{
		Course:  s.class.course(),
		Targets: s.shown(), AnyPublic: s.options.public.any,
		Hosts:   s.names.hosts,
		Secure:  s.names.secure(),
		Address: s.names.origins[0] + "/",
		Bridge:  s.bridge,
		Ticket:  s.bridge.ServeTicket,
		Ready:   s.health.Public,
		Proxies: s.options.public.trusted,
		Graded:  s.judging.shown(), Standing: s.judging.standing,
		Live: s.options.lessons != "",
	})
	if err != nil {
		return err
	}
	s.site = site.Server(s.pages, s.log)
	return nil
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
	}{{"-http", o.http, 0, &s.siteAt}, {"-admin", o.public.admin, 0, &s.adminAt}, {"-pop3", o.pop3, never, &s.pop3At}, {"-pop3s", o.pop3s, never, &s.pop3sAt}} {
		practice := l.at == &s.pop3At || l.at == &s.pop3sAt
		if l.address == "" || practice && s.judging != nil {
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

// start begins to serve; what comes through the channel ends it.
func (s *service) start() <-chan error {
	failed := make(chan error, 4+s.judging.listeners())
	s.judging.start(failed)
	go func() { failed <- s.https.Serve(s.site, s.siteAt) }()
	go s.https.Obtain(s.log)
	if s.adminAt != nil {
		go func() { failed <- s.admin.Serve(s.adminAt) }()
	}
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

// shutdown lets the bridge go away as -drain says, then gives everything else a
// moment to end by itself. Its error is that not all tasks are done of a lesson on
// real ports, which are judged as they stand now.
func (s *service) shutdown(stdout io.Writer) error {
	judgement := s.judging.finish(stdout)
	ctx, cancel := context.WithTimeout(context.Background(), s.options.public.drain+grace)
	defer cancel()
	var rest sync.WaitGroup
	closed := func() { rest.Go(func() { s.site.Shutdown(ctx) }) }
	if err := s.plan().Drain(s.bridge, &s.health, closed); err != nil {
		s.log.Warn("sessions were cut", "why", err)
	}
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
	for _, l := range []net.Listener{s.siteAt, s.adminAt, s.pop3At, s.pop3sAt} {
		if l != nil {
			l.Close()
		}
	}
	s.judging.close()
	s.world.close()
}
