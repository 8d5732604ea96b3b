package sandbox

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

const (
	mrose = "host dewey\nuser mrose secret\nmessage m1\nmessage m2\n"
	td    = "telnet dewey 110"
)

// login is how most sessions begin.
var login = []string{td, "USER mrose", "PASS secret"}

// begin makes a world from a scenario.
func begin(t *testing.T, scenario string) *World {
	t.Helper()
	s, err := ParseScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	return NewWorld(s, "test")
}

// typing makes a world and types lines where the learner sits; a line may be several
// lines.
func typing(t *testing.T, scenario string, lines ...string) *World {
	t.Helper()
	w := begin(t, scenario)
	w.types(lines...)
	return w
}

func (w *World) types(lines ...string) {
	for _, line := range lines {
		w.Window().Type(line)
	}
}

// after gives what a line brought in the window where the learner sits then: each
// line as "C: STAT", and those of the learner's own program as "waited: ...".
func (w *World) after(line string) []string {
	before := map[*Console]int{}
	for _, c := range w.Windows() {
		before[c] = len(c.Transcript.Entries)
	}
	w.Window().Type(line)
	c := w.Window()
	return told(c.Transcript, before[c])
}

func told(t *transcript.Transcript, from int) []string {
	var lines []string
	for i := from; i < len(t.Entries); i++ {
		e := t.Entries[i]
		of := string(rune(e.Side))
		if e.Side == transcript.Local {
			of = e.Topic.String()
		}
		if e.Topic != transcript.Typed {
			lines = append(lines, of+": "+t.Text(i))
		}
	}
	return lines
}

// window gives a console by its name.
func (w *World) window(name string) *Console {
	for _, c := range w.Windows() {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// dialogue plays lines one after another and wants each to bring what stands behind
// it; "..." at the end of a line stands for any rest.
func dialogue(t *testing.T, w *World, steps [][]string) {
	t.Helper()
	for _, step := range steps {
		got := w.after(step[0])
		want := step[1:]
		same := len(got) == len(want)
		for i := 0; same && i < len(got); i++ {
			begins, open := strings.CutSuffix(want[i], "...")
			same = got[i] == want[i] || open && strings.HasPrefix(got[i], begins)
		}
		if !same {
			t.Errorf("%q brought\n\t%s\nwant\n\t%s", step[0], strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
}
