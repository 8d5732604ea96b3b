package main

import (
	"net/netip"
	"strings"
	"sync"
	"time"
)

// load is one thing to measure: it works on a server for a while and says how much
// was done in a second.
type load struct {
	name string
	unit string
	goal float64 // how many times as much as Dovecot, or 0
	run  func(server netip.AddrPort, d time.Duration) (float64, error)
}

// batch is how many commands go out at once where they are pipelined (RFC 2449
// section 6.6).
const batch = 100

var loads = []load{
	{"login, one after another", "logins/s", 0, logins(1)}, // mostly the time of four packets there and back
	{"login, 8 at a time", "logins/s", 10, logins(8)},
	{"NOOP", "commands/s", 0, commands("NOOP", 1)},
	{"STAT", "commands/s", 0, commands("STAT", 1)},
	{"NOOP, 100 in a packet", "commands/s", 0, commands("NOOP", batch)},
	{"STAT, 100 in a packet", "commands/s", 0, commands("STAT", batch)},
	{"RETR of 10 MiB", "MiB/s", 3, retrieve},
}

// logins connects, logs in, quits and connects again: the session of a mail
// program that looks for new mail.
func logins(workers int) func(netip.AddrPort, time.Duration) (float64, error) {
	return func(server netip.AddrPort, d time.Duration) (float64, error) {
		return together(workers, d, func(worker int) error { return visit(server, userName(worker)) })
	}
}

// together has so many workers do a thing again and again until the time is over, and at least
// once. It gives how often it was done in a second.
func together(workers int, d time.Duration, do func(worker int) error) (float64, error) {
	counts, errs := make([]int, workers), make([]error, workers)
	var all sync.WaitGroup
	began := time.Now()
	for worker := range workers {
		all.Go(func() {
			for counts[worker] == 0 || errs[worker] == nil && time.Since(began) < d {
				errs[worker] = do(worker)
				counts[worker]++
			}
		})
	}
	all.Wait()
	total := 0
	for worker, err := range errs {
		if err != nil {
			return 0, err
		}
		total += counts[worker]
	}
	return float64(total) / time.Since(began).Seconds(), nil
}

func visit(server netip.AddrPort, user string) error {
	c, err := logIn(server, user)
	if err != nil {
		return err
	}
	defer c.close()
	return c.say("QUIT")
}

// commands sends a command again and again, so many at once.
func commands(command string, atOnce int) func(netip.AddrPort, time.Duration) (float64, error) {
	return func(server netip.AddrPort, d time.Duration) (float64, error) {
		c, err := logIn(server, userName(0))
		if err != nil {
			return 0, err
		}
		defer c.close()
		octets, err := c.measure(command, "\r\n")
		if err != nil {
			return 0, err
		}
		packet := []byte(strings.Repeat(command+"\r\n", atOnce))
		rate, err := perSecond(d, atOnce, func() error {
			if err := c.send(packet); err != nil {
				return err
			}
			return c.take(atOnce * octets)
		})
		if err != nil {
			return 0, err
		}
		return rate, c.say("QUIT") // so that the next load finds the maildrop unlocked
	}
}

// retrieve reads the one large message again and again.
func retrieve(server netip.AddrPort, d time.Duration) (float64, error) {
	c, err := logIn(server, bigUser)
	if err != nil {
		return 0, err
	}
	defer c.close()
	c.in = make([]byte, 256<<10)
	octets, err := c.measure("RETR 1", "\r\n.\r\n")
	if err != nil {
		return 0, err
	}
	each, err := perSecond(d, octets, func() error {
		if err := c.send([]byte("RETR 1\r\n")); err != nil {
			return err
		}
		return c.take(octets)
	})
	if err != nil {
		return 0, err
	}
	return each / (1 << 20), c.say("QUIT")
}

// perSecond does a thing until the time is over; each time counts for so many.
func perSecond(d time.Duration, each int, do func() error) (float64, error) {
	began, done := time.Now(), 0
	for time.Since(began) < d {
		if err := do(); err != nil {
			return 0, err
		}
		done += each
	}
	return float64(done) / time.Since(began).Seconds(), nil
}
