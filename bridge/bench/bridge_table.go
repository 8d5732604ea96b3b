package main

import (
	"fmt"
	"slices"
	"strings"
)

// row is one of the table of the bridge.
type row struct {
	name, unit string
	more       bool // is better
	apart      bool // it is about what stands on the way, so there is no figure of the direct one
	goals      []goal
}

// goal bounds the figure of the bridge: by so many times that of another way, or by a
// number of units.
type goal struct {
	of    yardstick
	limit float64
}

// yardstick is a column of the table, or 0, which is that of the bridge, for units.
type yardstick int

const (
	units yardstick = iota
	direct
	common // a relay
	relay  // the other one, with the buffers of the bridge
	websockify
)

// figures are what was measured for a row: turn by turn, for each way, in the order of
// ways. There are none where a way has no such figure.
type figures [][]float64

// of gives the median of a column, or "-".
func (f figures) of(y yardstick) string {
	if int(y) >= len(f) || len(f[y]) == 0 {
		return "-"
	}
	return figure(median(slices.Clone(f[y])))
}

// ratio compares the bridge with another way, turn by turn, so that both had the same
// machine. It gives the median.
func (f figures) ratio(y yardstick) (ratio float64, ok bool) {
	if int(y) >= len(f) || len(f[y]) == 0 {
		return 0, false
	}
	var list []float64
	for i := range min(len(f[0]), len(f[y])) {
		list = append(list, f[0][i]/f[y][i])
	}
	return median(list), true
}

func (f figures) times(y yardstick) string {
	ratio, ok := f.ratio(y)
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.2fx", ratio)
}

// add adds a row to a table, with a verdict on each goal.
func (r row) add(t table, f figures) {
	var wanted, verdicts []string
	for _, g := range r.goals {
		value, ok := f.ratio(g.of)
		text := fmt.Sprintf("%gx", g.limit)
		if g.of == units {
			value, text = median(slices.Clone(f[0])), fmt.Sprintf("%g", g.limit)
		}
		sign, met := "<= ", value <= g.limit
		if r.more {
			sign, met = ">= ", value >= g.limit
		}
		wanted = append(wanted, sign+text)
		verdict := "-"
		if ok {
			verdict = judge(met)
		}
		verdicts = append(verdicts, verdict)
	}
	t.row(r.name, r.unit, f.of(units), f.of(direct), f.of(common), f.of(relay), f.of(websockify),
		f.times(relay), f.times(websockify), strings.Join(wanted, ", "), strings.Join(verdicts, ", "))
}
