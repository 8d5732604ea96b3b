package web

import (
	"strings"
	"testing"

	"poplab/lessons"
	"poplab/wasm/sandbox"
)

// What the button of a card types brings the session that the card shows.
func TestCardsPlay(t *testing.T) {
	course, err := lessons.LoadCourse(lessons.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	played := 0
	for _, deck := range course.Decks {
		for _, c := range deck.Claims {
			if c.Session != nil {
				checkPlay(t, c)
				played++
			}
		}
	}
	if played == 0 {
		t.Error("no card has a session")
	}
}

func checkPlay(t *testing.T, c lessons.Claim) {
	t.Helper()
	scenario, err := sandbox.ParseScenario(c.World)
	if err != nil {
		t.Fatal(err)
	}
	world := sandbox.NewWorld(scenario, sandbox.Seed{}.String())
	for line := range strings.SplitSeq(newCard(c).Typed, "\n") {
		world.Window().Type(line)
	}
	said := map[string]bool{}
	for _, window := range world.Windows() {
		for i, e := range window.Transcript.Entries {
			said[string(rune(e.Side))+window.Transcript.Text(i)] = true
		}
	}
	for _, line := range c.Session.Lines {
		if !said[line.Side+line.Text] {
			t.Errorf("claim %s: what is typed does not bring %s: %s", c.Name, line.Side, line.Text)
		}
	}
}
