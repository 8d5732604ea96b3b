package main

import (
	"errors"
	"fmt"
	"math"
	"syscall"
	"time"
)

const (
	mostHeld = 9900      // sessions; the goals are made for so many
	usedBy   = 200_000   // octets of a message that makes a session a used one
	slowOnes = 20        // clients that do not read
	unread   = 100 << 20 // octets that wait for each of them
)

// A program has settled when its memory has not changed by a hundredth for so long, or when
// nobody would wait any longer.
var quiet, restless = time.Second, 12 * time.Second

// occasion is something that a program on the way sees once, when it is fresh, and what
// stays of it is measured. It gives a figure for each of its rows.
type occasion struct {
	rows []row
	only bool // for the bridge, not for what it is compared with
	see  func(s *server) ([]float64, error)
}

var occasions = []occasion{
	{rows: []row{
		{name: "memory of an idle session", unit: "KiB", goals: []goal{{units, 14}}},
		{name: "memory of a used session", unit: "KiB", goals: []goal{{units, 14}}},
	}, see: idleAndUsed},
	{rows: []row{
		{name: "memory of a slow reader", unit: "KiB", goals: []goal{{units, 128}}},
	}, see: slowReaders},
	{rows: []row{
		{name: "sessions held", unit: "", more: true},
		{name: "memory of all these", unit: "MB", goals: []goal{{units, 150}}},
	}, see: held},
	{rows: []row{
		{name: "until all were told", unit: "s", goals: []goal{{units, 15}}},
		{name: "until it was gone", unit: "s", goals: []goal{{units, 15}}},
	}, only: true, see: drain},
}

// crowd are sessions of which nobody types. They are looked after now and then, since
// a page answers pings whatever its user does.
type crowd []*client

// gather opens so many sessions. With an error it gives those that came about.
func gather(s *server, size int) (c crowd, err error) {
	for len(c) < size {
		if len(c)%500 == 0 {
			err = c.look()
		}
		next, failed := s.dial()
		if err = errors.Join(err, failed); err != nil {
			return c, fmt.Errorf("session %d: %w", len(c), err)
		}
		c = append(c, next)
	}
	return c, nil
}

// look gives an error when a session is over.
func (c crowd) look() error {
	for i, client := range c {
		if client.look() {
			return fmt.Errorf("session %d of %d is over", i, len(c))
		}
	}
	return nil
}

// settle waits until a program has settled, and gives its memory in KiB.
func (c crowd) settle(s *server) (kib float64, err error) {
	for end := time.Now().Add(restless); time.Now().Before(end); {
		time.Sleep(quiet)
		now, failed := memory(s.cmd.Process.Pid)
		if err := errors.Join(failed, c.look()); err != nil {
			return 0, err
		}
		before := kib
		if kib = float64(now); math.Abs(kib-before) <= before/100 {
			break
		}
	}
	return kib, nil
}

func (c crowd) close() { closeAll(c) }

// idleAndUsed gives the KiB that a session costs, before and after it was used.
func idleAndUsed(s *server) ([]float64, error) {
	empty, err := crowd(nil).settle(s)
	if err != nil {
		return nil, err
	}
	c, err := gather(s, s.idle)
	defer c.close()
	if err != nil {
		return nil, err
	}
	idle, err := c.settle(s)
	if err != nil {
		return nil, err
	}
	for _, client := range c {
		if err := errors.Join(client.logIn("ann"), client.fetch(usedBy)); err != nil {
			return nil, err
		}
	}
	used, err := c.settle(s)
	each := func(kib float64) float64 { return (kib - empty) / float64(s.idle) }
	return []float64{each(idle), each(used)}, err
}

// slowReaders gives the KiB that a client costs which has asked for a long message and does not
// read it.
func slowReaders(s *server) ([]float64, error) {
	empty, err := crowd(nil).settle(s)
	if err != nil {
		return nil, err
	}
	c, err := gather(s, slowOnes)
	defer c.close()
	if err != nil {
		return nil, err
	}
	for _, client := range c {
		if err := errors.Join(client.logIn("ann"), client.send(fmt.Appendf(nil, "RETR %d\r\n", unread))); err != nil {
			return nil, err
		}
	}
	full, err := crowd(nil).settle(s) // nobody looks
	return []float64{(full - empty) / slowOnes}, err
}

// most is how many sessions are tried to be held: all for which this program has
// descriptors.
func most() (int, error) {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	return min(mostHeld, int(min(limit.Cur, 1<<20)-100)/2), err
}

// held gives how many sessions are open when no more can be had, and the MB of memory that a
// program has then.
func held(s *server) ([]float64, error) {
	size, err := most()
	if err != nil {
		return nil, err
	}
	c, refused := gather(s, size)
	defer c.close()
	if len(c) == 0 {
		return nil, refused
	}
	kib, err := crowd(nil).settle(s)
	return []float64{float64(len(c)), kib * 1024 / 1e6}, err
}
