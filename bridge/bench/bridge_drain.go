package main

import (
	"fmt"
	"slices"
	"time"
)

// hostile is how many of the clients do all they can to be waited for.
const hostile = 50

// drain gives the seconds from the signal to end until every session has been told or cut, and
// until the program is gone. Some of the clients have begun a frame, and neither finish
// it nor say good-bye.
func drain(s *server) ([]float64, error) {
	size, err := most()
	if err != nil {
		return nil, err
	}
	c, err := gather(s, size)
	defer c.close()
	if err != nil {
		return nil, err
	}
	for _, client := range c[:min(hostile, size)] {
		if err := client.write(halfFrame()); err != nil {
			return nil, err
		}
	}
	began := time.Now()
	gone := make(chan time.Duration)
	go func() {
		s.stop()
		gone <- time.Since(began)
	}()
	told, err := c.takeLeave(began)
	return []float64{told.Seconds(), (<-gone).Seconds()}, err
}

// halfFrame is the header of a frame that does not come.
func halfFrame() []byte { return masked(opBinary, make([]byte, 100))[:6] }

// takeLeave waits until all have been told that the session is over.
func (c crowd) takeLeave(began time.Time) (time.Duration, error) {
	for c = slices.Clone(c); len(c) > 0; {
		c = slices.DeleteFunc(c, func(client *client) bool { return client.look() })
		if time.Since(began) > time.Minute {
			return 0, fmt.Errorf("%d sessions are still open after a minute", len(c))
		}
		time.Sleep(time.Millisecond)
	}
	return time.Since(began), nil
}
