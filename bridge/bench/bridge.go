package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// compareBridges prints a table of the bridge beside what else may stand between a client and a
// POP3 server: nothing, a relay that carries TCP, and websockify.
func compareBridges(ctx context.Context, program, dir string, w io.Writer) error {
	dir = filepath.Join(dir, "bridge")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	list := ways(program)
	if err := missing(); err != nil {
		fmt.Fprintf(w, "\nNo comparison with websockify: %v.\n", err)
		list = list[:websockify]
	}
	upstream, err := startUpstream(ctx, dir)
	if err != nil {
		return err
	}
	defer upstream.stop()
	t := newTable(w, "the bridge, over loopback, in turns: the medians, and the medians of the ratios of each turn")
	t.row("", "unit", "bridge", "direct", "relay, 64K", "relay", "websockify", "to relay", "to websockify", "goal", "")
	m := bridges{ctx, dir, upstream, list, t}
	if err := errors.Join(m.inTurns(), m.fresh()); err != nil {
		return err
	}
	return t.print()
}

// bridges is a measurement of all ways to the upstream server.
type bridges struct {
	ctx      context.Context
	dir      string
	upstream *server
	ways     []way
	table    table
}

// inTurns measures traffic.
func (m bridges) inTurns() error {
	var servers []*server
	for _, w := range m.ways {
		s, stop, err := w.open(m.ctx, m.dir, m.upstream)
		if err != nil {
			return err
		}
		defer stop()
		servers = append(servers, s)
	}
	for _, l := range traffics {
		list := make([]figures, len(l.rows))
		for i := range list {
			list[i] = make(figures, len(servers))
		}
		for turn := range 1 + l.turns { // the first one only warms up
			if err := m.turn(l, servers, list, turn > 0); err != nil {
				return err
			}
		}
		for i, r := range l.rows {
			r.add(m.table, list[i])
		}
	}
	return nil
}

// turn lets each way carry the same once, in any order: what one leaves to be done, such
// as processes to end, meets the next.
func (m bridges) turn(l traffic, servers []*server, list []figures, counts bool) error {
	for _, j := range rand.Perm(len(servers)) {
		s := servers[j]
		values, err := l.do(s)
		if err = errors.Join(err, m.ctx.Err()); err != nil {
			return fmt.Errorf("%s, %s: %w", s.name, l.rows[0].name, err)
		}
		for i, r := range l.rows {
			if counts && !(r.apart && yardstick(j) == direct) {
				list[i][j] = append(list[i][j], values[i])
			}
		}
	}
	return nil
}

// fresh measures occasions, each with programs that have seen nothing yet.
func (m bridges) fresh() error {
	for _, o := range occasions {
		list := make([]figures, len(o.rows))
		for i := range list {
			list[i] = make(figures, len(m.ways))
		}
		for j, w := range m.ways {
			if yardstick(j) == direct || yardstick(j) == common || o.only && j > 0 {
				continue
			}
			values, err := m.see(o, w)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", w.name, o.rows[0].name, err)
			}
			for i := range o.rows {
				list[i][j] = values[i : i+1]
			}
		}
		for i, r := range o.rows {
			r.add(m.table, list[i])
		}
	}
	return nil
}

func (m bridges) see(o occasion, w way) ([]float64, error) {
	s, stop, err := w.open(m.ctx, m.dir, m.upstream)
	if err != nil {
		return nil, err
	}
	defer stop()
	values, err := o.see(s)
	return values, errors.Join(err, m.ctx.Err())
}
