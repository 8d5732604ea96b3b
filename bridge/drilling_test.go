package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"

	"poplab/lessons"
	"poplab/wasm/sandbox"
)

// drilling is a learner at the drill.
type drilling struct {
	*tab
	drill lessons.Lesson
	page  string
}

// begin opens the page as Ann.
func (d *drilling) begin() {
	d.t.Helper()
	d.do(chromedp.Navigate(d.page + "#learner=Ann"))
	d.at(1)
}

// at waits for a turn, and gives its task.
func (d *drilling) at(turn int) *lessons.Task {
	d.t.Helper()
	shown := ""
	d.until(fmt.Sprintf("task %d", turn), func() bool {
		shown = d.evaluate(`(() => {
			const frame = document.querySelector('[data-turn]:not([hidden])');
			return frame ? frame.querySelector('.number').textContent + ' ' + frame.dataset.turn : '';
		})()`)
		return strings.HasPrefix(shown, fmt.Sprintf("Task %d ", turn)) && d.engineIsUp()
	})
	for _, b := range d.drill.Blocks {
		if b.Task != nil && strings.HasSuffix(shown, " "+b.Task.ID) {
			return b.Task
		}
	}
	d.t.Fatalf("the drill has no task for %q", shown)
	return nil
}

// solve types the solution of a task, in the mailbox that the learner has in that turn.
func (d *drilling) solve(turn int) {
	d.t.Helper()
	task := d.at(turn)
	world, err := sandbox.ParseScenario(d.drill.Scenario)
	if err != nil {
		d.t.Fatal(err)
	}
	facts := sandbox.NewWorld(world, sandbox.Seed{Learner: "Ann", Lesson: "drill", Attempt: turn}.String()).Facts
	for _, line := range task.Solution {
		d.play(task, line, facts)
	}
	d.says(d.find("status", "News"), fmt.Sprintf("Task %d is done.", turn))
}

// play types a line of a solution, or fills in an answer.
func (d *drilling) play(task *lessons.Task, line string, facts map[string]string) {
	d.t.Helper()
	for name, fact := range facts {
		line = strings.ReplaceAll(line, "{"+name+"}", fact)
	}
	command, list, each := strings.Cut(line, " each of the ")
	field, isAnswer := strings.CutPrefix(line, "answer ")
	switch {
	case each:
		for number := range strings.SplitSeq(facts[list], ", ") {
			d.type_(command + " " + number)
		}
	case isAnswer:
		name, value, _ := strings.Cut(field, " ")
		if fact, ok := strings.CutPrefix(value, "the "); ok {
			value = facts[fact]
		}
		for _, tab := range d.nodes(0, "tab", "Drill") { // a telephone shows the session alone
			d.call(tab, "function() { this.click() }")
		}
		for _, f := range task.Fields {
			if f.Name == name {
				d.fill(f.Ask, value)
			}
		}
	default:
		d.type_(line)
	}
}

// next goes on to a turn, and leaves out the card before it if there is one.
func (d *drilling) next(turn int) {
	d.t.Helper()
	d.press("Another one")
	if d.isAsked() {
		d.press("Another one")
	}
	d.at(turn)
}

// isAsked says whether a card is asked. It looks at the document, which the button has
// changed already; what is said of it to assistive technology follows.
func (d *drilling) isAsked() bool {
	return d.evaluate("document.querySelector('.recall').hidden ? '' : 'asked'") == "asked"
}

// streak waits for what the page says of it.
func (d *drilling) streak(want string) {
	d.t.Helper()
	d.until("the words "+want, func() bool { return d.text(d.find("status", "Streak")) == want })
}

// knows makes the browser believe that every card was known today.
func (d *drilling) knows() {
	d.evaluate(`(() => {
		const kept = JSON.parse(localStorage.getItem('poplab.lesson.drill') ?? '{"answers": {}}');
		const day = Math.floor(Date.now() / 86400000) + 3;
		for (const { dataset } of document.querySelectorAll('[data-card]')) kept.answers['card ' + dataset.card] = '1 ' + day;
		localStorage.setItem('poplab.lesson.drill', JSON.stringify(kept));
		return '';
	})()`)
	d.do(chromedp.Reload())
}

// card waits for a card to be asked, and gives its question.
func (d *drilling) card() (ask string) {
	d.t.Helper()
	d.press("Another one")
	d.until("a card", func() bool {
		ask = d.evaluate("document.querySelector('[data-card]:not([hidden]) label')?.textContent.trim() ?? ''")
		return ask != "" && d.isAsked()
	})
	return ask
}

// answer answers the card, and gives what the page says of it.
func (d *drilling) answer(ask, text string) string {
	d.t.Helper()
	d.fill(ask, text+"\r")
	return d.text(d.find("status", "News"))
}

// dayComes makes the browser believe that a card was to come today.
func (d *drilling) dayComes(ask string, level int) {
	d.t.Helper()
	kept := d.evaluate(`(() => {
		const kept = JSON.parse(localStorage.getItem('poplab.lesson.drill'));
		const key = Object.keys(kept.answers).find((key) => key.startsWith('card ') && key.endsWith(` + strconv.Quote(ask) + `));
		const had = kept.answers[key].split(' ')[0];
		kept.answers[key] = had + ' ' + (Math.floor(Date.now() / 86400000) - 2);
		localStorage.setItem('poplab.lesson.drill', JSON.stringify(kept));
		return had;
	})()`)
	if kept != strconv.Itoa(min(level, 5)) {
		d.t.Errorf("the card was known %s times, want %d", kept, level)
	}
	d.do(chromedp.Reload())
	d.until("the engine", d.engineIsUp)
}

// engineIsUp says whether the server has come into the page.
func (d *drilling) engineIsUp() bool {
	return d.evaluate("document.getElementById('loading').hidden ? 'up' : ''") == "up"
}
