package check

import (
	"strings"
	"testing"

	"poplab/wasm/sandbox"
)

// played is what there is to judge after lines were typed into a simulated world,
// one behind the other; "a | b" are pasted at once and "hang up" closes the window.
func played(t *testing.T, scenario, lines string) Evidence {
	t.Helper()
	s, err := sandbox.ParseScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	w := sandbox.NewWorld(s, "Ann")
	for line := range strings.SplitSeq(lines, ";") {
		switch line = strings.TrimSpace(line); line {
		case "":
		case "hang up":
			w.Window().Hangup()
		default:
			w.Window().Type(strings.ReplaceAll(line, " | ", "\n"))
		}
	}
	e := Evidence{Maildrop: w.Maildrop, Facts: w.Facts}
	for _, c := range w.Windows() {
		e.Windows = append(e.Windows, Window{Name: c.Name, Transcript: c.Transcript})
	}
	return e
}
