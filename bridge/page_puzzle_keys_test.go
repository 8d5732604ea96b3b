package main

import (
	"context"
	"strings"
	"testing"
)

// What is left of a lesson without a mouse, a storage and a network.
func TestPuzzlesInTrouble(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	for _, c := range []struct {
		name, lesson string
		test         func(t *testing.T, browser context.Context, lesson string)
	}{
		{"the focus stays with the learner", "P1", testFocus},
		{"gaps leave the focus alone when the page opens", "P1", testGapsReopened},
		{"a browser that keeps nothing", "P1", testNothingKept},
		{"a lesson asks for nothing more", "P2", testOneFetch},
		{"a mistake is news of the first open task alone", "P2", testMistakeElsewhere},
		{"a move that is gone gives the focus to none of its neighbours", "P2", testMoveGone},
		{"facts in the lines of a puzzle", "P2", testFactsInOrder},
		{"pasted lines follow to another window", "P2", testPastedWindow},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, site+"/lessons/"+c.lesson+"/") })
	}
}

// focused waits until what has the focus shows a text, or has it as its id.
func (p *tab) focused(want string) {
	p.t.Helper()
	p.until("the focus at "+want, func() bool {
		return strings.Contains(p.evaluate("document.querySelector(':focus')?.innerText || (document.querySelector(':focus')?.id ?? '')"), want)
	})
}

// Some buttons are gone once they were pressed.
func testFocus(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.ready()
	guess := p.step("Task 1 Guess what STAT counts")
	p.use(guess, "radio", "+OK 2 320")
	p.use(guess, "button", "Lock in my guess")
	p.focused("command")
	spot := p.step("Task 5 Find two wrong lines")
	p.use(spot, "radio", "Line 5, server: ERR no such mailbox")
	p.use(spot, "button", "This line is wrong")
	p.use(spot, "radio", "A reply begins with +OK or -ERR.")
	p.use(spot, "button", "Check the reason")
	p.focused("1 of 2 are found")
	deck := p.step("Task 8 Judge three cards")
	p.use(deck, "button", "Draw 3 cards")
	p.focused("Card 1 of 3")
	p.use(deck, "button", "Right")
	p.use(deck, "button", "Next card")
	p.focused("Card 2 of 3")
	p.quiet()
}

// ready waits for the engine.
func (p *tab) ready() {
	p.t.Helper()
	p.until("the engine", func() bool { return p.evaluate("String(document.getElementById('loading').hidden)") == "true" })
}

func testGapsReopened(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.evaluate(`localStorage.setItem('poplab.lesson.P1', '{"tasks": {"holes": []}, "answers": {"holes/gap-holes-2": "wrong"}}') ?? ''`)
	p.evaluate("location.reload() ?? ''")
	p.says(p.step("Task 3 Fill in what is missing"), "0 of 4 right. 3 still empty.")
	p.ready()
	if got := p.evaluate("document.activeElement.tagName"); got != "BODY" {
		t.Errorf("the focus is at %s", got)
	}
}

// The page goes on with what it knows: in the world that it made, and with what was
// done there.
func testNothingKept(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.word()
	p.evaluate("Storage.prototype.setItem = () => { throw new Error('full') }; Storage.prototype.getItem = () => null; ''")
	words := map[string]bool{}
	for range 3 {
		p.press("Start over")
		p.type_("telnet dewey 110")
		p.shows("Session", "+OK dewey") // of the new world: the old session is gone at once
		words[p.word()] = true
	}
	if len(words) > 2 { // one of the number that was kept, and one of that which was not
		t.Errorf("each time another mailbox is made: %v", words)
	}
	step := p.step("Task 1 Guess what STAT counts")
	p.use(step, "radio", "+OK 2 320")
	p.use(step, "button", "Lock in my guess")
	p.evaluate("dispatchEvent(new Event('pageshow')), ''")
	if len(p.nodes(step, "button", "Lock in my guess")) > 0 {
		t.Error("the guess is forgotten")
	}
	p.quiet()
}

// The network may be gone once the page is there.
func testOneFetch(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.ready()
	asked := p.settled()
	p.type_("wait 10 minutes")
	p.ticked("Wait")
	p.press("Start over")
	p.ready()
	step := p.step("Task 3 Log in as ann")
	p.use(step, "button", "Run it")
	p.says(step, "What happened")
	if more := p.asked() - asked; more > 0 {
		t.Errorf("the page asked for %d things more", more)
	}
	p.quiet()
}

func testMistakeElsewhere(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "NOOP")
	p.says(p.step("Task 2 Wait"), "No time passes")
	if news := p.text(p.find("status", "News")); strings.Contains(news, "No time passes") {
		t.Errorf("the news are %q, of a task whose turn has not come", news)
	}
	p.type_("DELE 1")
	p.says(p.find("status", "News"), "Nothing is to be deleted here.")
	p.quiet()
}

func testMoveGone(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.ready()
	p.happen("pull")
	p.focused("plug")
	p.happen("deliver")
	p.shows("Session", "deliver")
	p.focused("Time goes by") // all that can happen
	p.quiet()
}

func testFactsInOrder(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.until("the password of this world", func() bool {
		return len(p.sequence()) == 3 && !strings.Contains(strings.Join(p.sequence(), " "), "{")
	})
	step := p.step("Task 3 Log in as ann")
	p.arrange(step, "USER ann", "PASS "+p.evaluate("document.querySelector('[data-fact=password]').textContent"), "QUIT")
	p.use(step, "button", "Run it")
	p.ticked("Log in as ann")
	p.quiet()
}

func testPastedWindow(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.ready()
	p.act("textbox", "Command", pasteOf("telnet dewey 110", "window B", "telnet dewey 110", "USER ann", ""))
	p.shows("Session", "+OK ann")
	p.window("A")
	p.until("nothing of ann in A", func() bool {
		session := strings.Join(p.items("region", "Session"), "\n")
		return strings.Contains(session, "window A") && !strings.Contains(session, "USER ann")
	})
	p.quiet()
}

// pasteOf pastes lines into an element.
func pasteOf(lines ...string) string {
	return `function() {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', '` + strings.Join(lines, `\n`) + `');
		this.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}`
}
