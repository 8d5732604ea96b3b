package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"poplab/lessons"
)

func TestDrill(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	course, err := lessons.LoadCourse(lessons.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	browser := newBrowser(t)
	page := startProgram(t).url + "/practice/drill/"
	for _, c := range []struct {
		name string
		test func(d *drilling)
	}{
		{"tasks are done in a row, and the streak is kept", testStreak},
		{"what is left out ends the streak", testSkip},
		{"the last hint ends the streak", testLastHint},
		{"every task comes before any comes again", testRounds},
		{"a card comes again", testCards},
		{"cards are of lessons that were begun", testCardsOfBegunLessons},
		{"spoilt storage does no harm", testSpoiltDrill},
		{"on a telephone", testDrillNarrow},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &drilling{visit(t, browser, "about:blank"), *course.Drill, page}
			c.test(d)
			d.quiet()
		})
	}
}

func testStreak(d *drilling) {
	d.begin()
	d.find("region", "Drill")
	d.find("heading", "Drill")
	d.streak("Streak: 0")
	for turn := 1; turn <= 3; turn++ {
		d.solve(turn)
		d.streak(fmt.Sprintf("Streak: %d", turn))
		if turn < 3 {
			d.next(turn + 1)
		}
	}
	d.do(chromedp.Reload())
	d.streak("Streak: 3")
	d.at(3)
	d.type_("help") // a done task is not counted again
	d.shows("Session", "help")
	d.streak("Streak: 3")
	d.shoot("drill", 1280, 900)
}

func testSkip(d *drilling) {
	d.begin()
	d.solve(1)
	d.streak("Streak: 1")
	d.next(2)
	d.next(3)
	d.streak("Streak: 0. Your longest: 1")
	if got := d.evaluate("document.activeElement.textContent"); !strings.HasPrefix(got, "Task 3") {
		d.t.Errorf("the focus is at %q, not at the heading of the new task", got)
	}
	d.press("Reset the drill")
	d.streak("Streak: 0")
	d.at(1)
}

func testLastHint(d *drilling) {
	d.begin()
	d.solve(1)
	d.next(2)
	for _, name := range []string{"Show a hint", "Show the next hint", "Show the next hint"} {
		d.streak("Streak: 1")
		d.press(name)
		d.type_("help")
	}
	d.streak("Streak: 0. Your longest: 1")
	d.do(chromedp.Reload())
	d.solve(2)
	d.streak("Streak: 0. Your longest: 1")
	d.next(3)
	d.find("button", "Show a hint")
	d.solve(3)
	d.streak("Streak: 1")
}

func testRounds(d *drilling) {
	d.begin()
	d.knows()
	seen, last := map[string]int{}, ""
	for turn := 1; turn <= len(d.drill.Steps())+1; turn++ {
		id := d.at(turn).ID
		if seen[id]++; id == last || seen[id] > 1 && turn <= len(d.drill.Steps()) {
			d.t.Errorf("%s comes again in turn %d", id, turn)
		}
		last = id
		d.solve(turn)
		d.press("Another one")
	}
	d.streak(fmt.Sprintf("Streak: %d", len(d.drill.Steps())+1))
	d.at(len(d.drill.Steps()) + 2)
}

func testCards(d *drilling) {
	d.begin()
	first := d.card()
	if first != "Which command counts the messages and their octets?" {
		d.t.Fatalf("the first card asks %q", first)
	}
	if got := d.answer(first, "LIST"); got != "Not right. It is STAT. This comes again soon." {
		d.t.Errorf("the page says %q", got)
	}
	d.in(d.find("group", "From memory"), "link", "First contact")
	d.shoot("drill-card", 1280, 900)
	if got := d.evaluate("document.activeElement.textContent"); got != "Another one" {
		d.t.Errorf("the focus is at %q", got)
	}
	turn := 1
	ask := func() string {
		turn++
		d.press("Another one")
		d.at(turn)
		return d.card()
	}
	for range 2 {
		if other := ask(); other == first {
			d.t.Error("a card that was not known comes again at once")
		}
	}
	if again := ask(); again != first {
		d.t.Fatalf("the card asks %q, not what was not known", again)
	}
	if got := d.answer(first, ` "stat". `); got != "Right. This comes again in a day." {
		d.t.Errorf("the page says %q", got)
	}
	d.knows() // all others
	d.at(turn)
	for level, days := range []string{"3 days", "7 days", "14 days", "30 days", "30 days"} {
		d.dayComes(first, level+1)
		if again := d.card(); again != first {
			d.t.Fatalf("the card asks %q on its day", again)
		}
		if got := d.answer(first, "STAT"); got != "Right. This comes again in "+days+"." {
			d.t.Errorf("at level %d the page says %q", level+1, got)
		}
	}
}

func testCardsOfBegunLessons(d *drilling) {
	d.begin()
	d.evaluate(`localStorage.setItem('poplab.lesson.L7', '{"tasks": {"note": ["seen"]}}') ?? ''`)
	d.do(chromedp.Reload())
	d.until("the engine", d.engineIsUp)
	if ask := d.card(); ask != "Which command tells names that stay the same in every session?" {
		d.t.Errorf("who has begun L7 alone is asked %q", ask)
	}
	d.answer("Which command tells names that stay the same in every session?", "uidl")
	d.press("Another one")
	d.at(2)
	d.press("Another one") // no card is due
	d.at(3)
}

func testSpoiltDrill(d *drilling) {
	d.begin()
	for _, kept := range []string{
		`{`, `null`, `{"attempt": 1e300, "answers": {"streak": "x", "best": "-7"}}`,
		`{"answers": {"streak": "NaN", "card L1 Which command ends a session?": "9 x"}, "tasks": {"count": "x"}}`,
	} {
		d.evaluate("localStorage.setItem('poplab.lesson.drill', '" + kept + "') ?? ''")
		d.do(chromedp.Reload())
		d.at(1)
		d.streak("Streak: 0")
	}
	d.solve(1)
}

func testDrillNarrow(d *drilling) {
	d.do(chromedp.EmulateViewport(360, 740))
	d.begin()
	d.call(d.find("tab", "Session"), "function() { this.click() }")
	d.solve(1)
	d.call(d.find("tab", "Drill"), "function() { this.click() }")
	d.streak("Streak: 1")
	d.shoot("drill", 360, 740)
	d.card()
	if d.call(d.find("textbox", "Which command counts the messages and their octets?"), onScreen) != "yes" {
		d.t.Error("the card cannot be seen")
	}
	d.shoot("drill-card", 360, 740)
	if got := d.evaluate("String(document.documentElement.scrollWidth)"); got != "360" {
		d.t.Errorf("the page is %s pixels wide", got)
	}
}
