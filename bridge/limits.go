package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"poplab/bridge/forward"
)

// limits is a flag.Value that may be given several times: NAME=N, how much one client or
// all of them may have of the bridge, in the place of what package forward thinks right.
type limits []limit

type limit struct {
	*kindOfLimit
	n int64
}

type kindOfLimit struct {
	name string
	set  func(b *forward.Bridge, n int64)
}

const mib = 1 << 20

// kindsOfLimits are those that there are. A rate allows more at once, after a rest.
var kindsOfLimits = []kindOfLimit{
	{"sessions", func(b *forward.Bridge, n int64) { b.MaxSessions = int(n) }},
	{"address", func(b *forward.Bridge, n int64) { b.MaxPerAddress = int(n) }},
	{"begins", func(b *forward.Bridge, n int64) {
		b.Begins = forward.Rate{PerSecond: int(n), AtOnce: max(64, int(3*n))}
	}},
	{"frames", func(b *forward.Bridge, n int64) { b.Frames = forward.Rate{PerSecond: int(n), AtOnce: int(4 * n)} }},
	{"up", func(b *forward.Bridge, n int64) { b.MaxUp = n * mib }},
	{"down", func(b *forward.Bridge, n int64) { b.MaxDown = n * mib }},
	{"hour", func(b *forward.Bridge, n int64) { b.MaxPerHour = n * mib }},
	{"passwords", func(b *forward.Bridge, n int64) { b.MaxFailures = int(n) }},
}

// maxLimit is more than anybody means, and no overflow of anything.
const maxLimit = 1_000_000_000

func (list *limits) String() string { return "" }

// Set is flag.Value.
func (list *limits) Set(s string) error {
	name, number, _ := strings.Cut(s, "=")
	i := slices.IndexFunc(kindsOfLimits, func(k kindOfLimit) bool { return k.name == name })
	if i < 0 {
		var names []string
		for _, k := range kindsOfLimits {
			names = append(names, k.name)
		}
		return fmt.Errorf("want NAME=N, with one of %s", strings.Join(names, ", "))
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 || n > maxLimit {
		return fmt.Errorf("%s: want a number from 1 to %d", name, maxLimit)
	}
	*list = append(*list, limit{&kindsOfLimits[i], n})
	return nil
}

// apply limits a bridge, for whose sessions there are so many slots.
func (list limits) apply(b *forward.Bridge, slots int) error {
	b.MaxSessions = slots
	for _, l := range list {
		l.set(b, l.n)
	}
	if b.MaxSessions > slots {
		return fmt.Errorf("-limit sessions=%d: this program may have open files for %d sessions; raise that with ulimit -n, "+
			"or LimitNOFILE of systemd", b.MaxSessions, slots)
	}
	return nil
}
