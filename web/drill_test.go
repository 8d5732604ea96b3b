package web

import (
	"strings"
	"testing"
)

func drillPage(t *testing.T) document {
	t.Helper()
	for _, p := range Pages(options) {
		if p.Path == drillPath {
			return render(t, p)
		}
	}
	t.Fatal("there is no page of the drill")
	return document{}
}

// The page holds every task, each with what is judged when its turn comes, and the
// cards of lessons that are there. Nothing of it shows before its turn.
func TestDrillPage(t *testing.T) {
	d := drillPage(t)
	for _, want := range []string{
		`aria-labelledby="drill-title"`, `<h1 id="drill-title">Drill</h1>`, `<p>Again and again.</p>`,
		`data-tasks=""`, "data-turn=\"find\" data-judged=\"task find\nanswer word is the word\n\" hidden",
		`role="status" aria-label="Streak"`, `>Another one</button>`, `>Show a hint</button>`,
		"data-card=\"L1 a\" data-from=\"L1\" data-answers=\"110\n995\" hidden", `Which <em>port</em>?`, `<p>Both.</p>`,
		`This is from the lesson <a href="../../lessons/L1/">First</a>.`,
	} {
		if !strings.Contains(d.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if strings.Contains(d.text, "Gone?") {
		t.Error("the page asks about a lesson that is not there")
	}
}

// Where there is no drill, nothing leads to it.
func TestNoDrill(t *testing.T) {
	without := options
	without.Course.Drill = nil
	for _, p := range Pages(without) {
		if strings.Contains(render(t, p).text, drillPath) {
			t.Errorf("%s leads to a drill that is not there", p.Path)
		}
	}
}
