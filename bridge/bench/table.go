package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// table collects rows and aligns them. Its columns: what was measured, the unit,
// two figures, their ratio, the goal and whether it is met.
type table struct{ *tabwriter.Writer }

func newTable(w io.Writer, title string, arguments ...any) table {
	fmt.Fprintf(w, "\n"+title+"\n\n", arguments...)
	return table{tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)}
}

func (t table) print() error { return t.Flush() }

// row adds a row. All but the first column are aligned to the right.
func (t table) row(name string, columns ...any) {
	fmt.Fprintf(t, "%-26s\t", name)
	for _, c := range columns {
		fmt.Fprintf(t, "%v\t", c)
	}
	fmt.Fprintln(t)
}

// compare adds a row where more is better, and the goal is a ratio.
func (t table) compare(name, unit string, values []float64, goal float64) {
	if len(values) < 2 {
		t.row(name, unit, figure(values[0]), "-", "-", "", "")
		return
	}
	ratio := values[0] / values[1]
	wanted, verdict := "", ""
	if goal > 0 {
		wanted, verdict = fmt.Sprintf(">= %gx", goal), judge(ratio >= goal)
	}
	t.row(name, unit, figure(values[0]), figure(values[1]), fmt.Sprintf("%.1fx", ratio), wanted, verdict)
}

// bound adds a row where less is better. A goal is a number of units, of the figure
// at the same place.
func (t table) bound(name, unit string, values []float64, goals ...float64) {
	second, ratio := "-", "-"
	if len(values) > 1 {
		second, ratio = figure(values[1]), fmt.Sprintf("%.2fx", values[0]/values[1])
	}
	var wanted []string
	met, verdict := true, ""
	for i, goal := range goals[:min(len(goals), len(values))] {
		wanted = append(wanted, fmt.Sprintf("<= %g", goal))
		met = met && values[i] <= goal
	}
	if len(wanted) > 0 {
		verdict = judge(met)
	}
	t.row(name, unit, figure(values[0]), second, ratio, strings.Join(wanted, ", "), verdict)
}

// most adds a row where less is better, and the goal is a ratio.
func (t table) most(name, unit string, values []float64, goal float64) {
	ratio := values[0] / values[1]
	t.row(name, unit, figure(values[0]), figure(values[1]), fmt.Sprintf("%.2fx", ratio), fmt.Sprintf("<= %gx", goal), judge(ratio <= goal))
}

func judge(met bool) string {
	if met {
		return "met"
	}
	return "missed"
}

// figure has as many digits as can be told apart on a second run.
func figure(v float64) string {
	if v < 100 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}
