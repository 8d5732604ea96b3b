package check

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/sandbox"
)

// played is what there is to judge after lines were typed into a simulated world,
// one behind the other, and parted by ";"; "a | b" are pasted at once, and "hang up"
// closes the window.
func played(t testing.TB, scenario, lines string) Evidence {
	t.Helper()
	s, err := sandbox.ParseScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	w := sandbox.NewWorld(s, "Ann")
	for line := range strings.SplitSeq(lines, ";") {
		switch line = strings.TrimPrefix(line, " "); {
		case line == "hang up":
			w.Window().Hangup()
		case lines != "":
			w.Window().Type(strings.ReplaceAll(line, " | ", "\n"))
		}
	}
	e := Evidence{Maildrop: w.Maildrop, Facts: w.Facts}
	for _, c := range w.Windows() {
		e.Windows = append(e.Windows, Window{Name: c.Name, Transcript: c.Transcript})
	}
	return e
}

// story is what a goal says after lines in a world.
type story struct {
	line     int // in the file, from 1
	goal     string
	evidence Evidence
	told     string // "yes: ..." or "no: ..."
}

// stories plays testdata/stories.txt, which begins with its own manual.
func stories(t testing.TB) []story {
	t.Helper()
	file, err := os.ReadFile("testdata/stories.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []story
	var world, before string
	var e Evidence
	for n, line := range strings.Split(string(file), "\n") {
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '|' && before != "|":
			world = line[2:] + "\n"
		case line[0] == '|':
			world += line[2:] + "\n"
		case line[0] == '>':
			e = played(t, world, strings.TrimPrefix(line[1:], " "))
		case line[0] == ' ':
			list[len(list)-1].told = strings.TrimSpace(line)
		default:
			list = append(list, story{line: n + 1, goal: line, evidence: e})
		}
		before = line[:1]
	}
	return list
}

func TestStories(t *testing.T) {
	for _, s := range stories(t) {
		goal, err := ParseGoal(s.goal)
		if err != nil {
			t.Errorf("line %d: %v", s.line, err)
			continue
		}
		v := goal.Check(s.evidence)
		got := "no: " + v.Said
		if v.Met {
			got = "yes: " + v.Said
		}
		if got != s.told {
			t.Errorf("line %d: %s\ngot  %s\nwant %s", s.line, s.goal, got, s.told)
		}
	}
}

// Every form is seen met and unmet: no goal of a story is the only voice of its form.
func TestStoriesTellEveryForm(t *testing.T) {
	type voice struct {
		syntax string
		met    bool
	}
	heard := map[voice]bool{}
	for _, s := range stories(t) {
		goal, _ := ParseGoal(s.goal)
		heard[voice{goal.form.Syntax, strings.HasPrefix(s.told, "yes")}] = true
	}
	for _, f := range forms {
		for _, met := range []bool{true, false} {
			if !heard[voice{f.Syntax, met}] && !strings.Contains(elsewhere, f.Syntax) {
				t.Errorf("no story has %q with met %v", f.Syntax, met)
			}
		}
	}
}

// elsewhere are the forms that need what no simulated world has: a program of the
// learner's own, or answers.
const elsewhere = "files of USER saved, every line ends with crlf, answer FIELD is VALUE"

// The entry that decided against a goal is a line that the verdict names.
func TestEntryIsTheLineThatIsTold(t *testing.T) {
	for _, s := range stories(t) {
		goal, _ := ParseGoal(s.goal)
		v := goal.Check(s.evidence)
		if v.Met || v.Entry < 0 {
			continue
		}
		if line := strconv.Itoa(v.Entry + 1); !slices.Contains(strings.FieldsFunc(v.Said, isNoDigit), line) {
			t.Errorf("line %d: %s\nis decided by line %s, but says %s", s.line, s.goal, line, v.Said)
		}
	}
}
