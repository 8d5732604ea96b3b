package main

import (
	"fmt"
	"slices"
	"time"
)

// traffic is something to do by every way, in turns. It gives a figure for each of its
// rows.
type traffic struct {
	rows  []row
	turns int
	do    func(s *server) ([]float64, error)
}

var traffics = []traffic{
	{[]row{
		{name: "download of 256 MiB", unit: "ms", goals: []goal{{relay, 1}, {websockify, 0.65}}},
		{name: "its processor time", unit: "ms", apart: true},
	}, 21, func(s *server) ([]float64, error) { return download(s, 256<<20) }},
	{[]row{
		{name: "round trip, p50", unit: "us", goals: []goal{{relay, 1.05}, {websockify, 0.5}}},
		{name: "round trip, p99", unit: "us"},
	}, 41, func(s *server) ([]float64, error) { return roundTrips(s, 1, 1000) }},
	{[]row{
		{name: "100 sessions, p50", unit: "us"},
		{name: "100 sessions, p99", unit: "us"},
	}, 9, func(s *server) ([]float64, error) { return roundTrips(s, 100, 100) }},
	{[]row{
		{name: "new sessions", unit: "1/s", more: true, goals: []goal{{relay, 0.85}, {websockify, 25}}},
	}, 9, func(s *server) ([]float64, error) { return newSessions(s, 32, turn) }},
}

// visitor is a client that has logged in, as most sessions do before much is said.
func visitor(s *server) (*client, error) {
	c, err := s.dial()
	if err != nil {
		return nil, err
	}
	if err := c.logIn("ann"); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// fetch has a message of so many octets sent, and reads it.
func (c *client) fetch(octets int) error {
	if err := c.send(fmt.Appendf(nil, "RETR %d\r\n", octets)); err != nil {
		return err
	}
	return c.take(len(shortReply) + octets)
}

// download gives the milliseconds that a message takes, and those of processor that
// it costs what stands on the way.
func download(s *server, octets int) ([]float64, error) {
	c, err := visitor(s)
	if err != nil {
		return nil, err
	}
	defer c.close()
	c.in = make([]byte, 256<<10)
	used, began := processor(s.cmd.Process.Pid), time.Now()
	if err := c.fetch(octets); err != nil {
		return nil, err
	}
	took := time.Since(began)
	return []float64{milliseconds(took), (processor(s.cmd.Process.Pid) - used) / 1000}, c.say("QUIT")
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// warming is how many commands are not counted: they find caches and stacks cold.
const warming = 10

// roundTrips gives the microseconds of a command and its reply: what half of them and
// what one in a hundred takes longer than. So many clients say so many commands each, all
// at once; then all read in the same order, so that this program does the same for each way.
func roundTrips(s *server, atOnce, commands int) ([]float64, error) {
	var c crowd
	defer func() { c.close() }()
	for range atOnce {
		next, err := visitor(s)
		if err != nil {
			return nil, err
		}
		c = append(c, next)
	}
	var took []float64
	for i := range warming + commands {
		list, err := c.say("STAT")
		if err != nil {
			return nil, err
		}
		if i >= warming {
			took = append(took, list...)
		}
	}
	slices.Sort(took)
	return []float64{took[len(took)/2], took[len(took)*99/100]}, nil
}

// say has all say the same at once, and gives after how many microseconds each had its
// reply.
func (c crowd) say(command string) (took []float64, err error) {
	line := []byte(command + "\r\n")
	began := make([]time.Time, len(c))
	for i, client := range c {
		began[i] = time.Now()
		if err := client.send(line); err != nil {
			return nil, err
		}
	}
	for i, client := range c {
		if err := client.expect(); err != nil {
			return nil, err
		}
		took = append(took, float64(time.Since(began[i]))/float64(time.Microsecond))
	}
	return took, nil
}

// newSessions gives how many sessions a second come and go, so many at once: connect,
// greeting, QUIT.
func newSessions(s *server, atOnce int, d time.Duration) ([]float64, error) {
	rate, err := together(atOnce, d, func(int) error {
		c, err := s.dial()
		if err != nil {
			return err
		}
		defer c.close()
		return c.say("QUIT")
	})
	return []float64{rate}, err
}
