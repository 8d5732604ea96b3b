package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

const (
	turn  = 700 * time.Millisecond
	turns = 5
)

// compareLoads prints a table with a row for every load. The servers take turns,
// and the first turn of each only warms up.
func compareLoads(ctx context.Context, servers []*server, w io.Writer) error {
	kib := make([]float64, len(servers)) // while they are fresh: later there is memory to use again
	for j, s := range servers {
		var err error
		if kib[j], err = perSession(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	t := newTable(w, "over loopback, the median of %d turns of %v", turns, turn)
	t.row("", "unit", "poplab", "Dovecot", "ratio", "goal", "")
	for _, l := range loads {
		rates := make([][]float64, len(servers))
		for i := range 1 + turns {
			for j, s := range servers {
				rate, err := l.run(s.address, turn)
				if err != nil {
					return fmt.Errorf("%s, %s: %w", s.name, l.name, err)
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if i > 0 {
					rates[j] = append(rates[j], rate)
				}
			}
		}
		t.compare(l.name, l.unit, medians(rates), l.goal)
	}
	micros := make([]float64, len(servers))
	for j, s := range servers {
		var err error
		if micros[j], err = perLogin(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	t.bound("processor time of a login", "us", micros)
	t.bound("memory of an idle session", "KiB", kib, 20)
	return t.print()
}

func medians(rates [][]float64) (list []float64) {
	for _, r := range rates {
		list = append(list, median(r))
	}
	return list
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
