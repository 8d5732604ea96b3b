package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// The lessons of testdata/puzzles have one of each block.
func TestPuzzles(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	lesson := startProgram(t, "-lessons", "testdata/puzzles").url + "/lessons/P1/"
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, lesson string)
	}{
		{"a guess is locked before it is settled", testPredict},
		{"a mistake is told until the next line", testMistake},
		{"gaps tell why a text is wrong", testGaps},
		{"lines are put in order by keyboard", testOrder},
		{"a wrong order is explained", testWrongOrder},
		{"wrong lines are found and explained", testSpot},
		{"things are sorted", testSort},
		{"a claim is judged and its session played", testClaim},
		{"a deck is drawn, judged and drawn again", testDeck},
		{"a recording is told line by line", testRecording},
		{"values change after the last hint", testOtherValues},
		{"a name decides what the mailbox holds", testIdentity},
		{"spoilt answers of puzzles do no harm", testSpoiltPuzzles},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, lesson) })
	}
}

// step waits for a task or puzzle by its whole name, such as "Task 1 Log in".
func (p *tab) step(name string) cdp.BackendNodeID {
	p.t.Helper()
	return p.find("group", name)
}

// in waits for the one element of a role and name inside another.
func (p *tab) in(below cdp.BackendNodeID, role, name string) (id cdp.BackendNodeID) {
	p.t.Helper()
	p.until("a "+role+" named "+name, func() bool {
		ids := p.nodes(below, role, name)
		if len(ids) > 0 {
			id = ids[0]
		}
		return len(ids) == 1
	})
	return id
}

// use focuses a control inside an element and clicks it.
func (p *tab) use(below cdp.BackendNodeID, role, name string) {
	p.t.Helper()
	p.call(p.in(below, role, name), "function() { this.focus(); this.click() }")
}

// write puts a text into the box of that name inside an element.
func (p *tab) write(below cdp.BackendNodeID, name, text string) {
	p.t.Helper()
	p.call(p.in(below, "textbox", name), "function() { this.focus(); this.select() }")
	p.do(chromedp.KeyEvent(text))
}

// says waits until an element shows a text.
func (p *tab) says(id cdp.BackendNodeID, want string) {
	p.t.Helper()
	p.until("the words "+want, func() bool { return strings.Contains(p.text(id), want) })
}

// ticked waits until the list of tasks shows a title as done.
func (p *tab) ticked(title string) {
	p.t.Helper()
	p.until(title+" done", func() bool { return slices.Contains(p.items("list", "Tasks"), "done "+title) })
}

// open fails the test if the list of tasks does not show a title as open.
func (p *tab) open(title string) {
	p.t.Helper()
	if got := p.items("list", "Tasks"); !slices.Contains(got, "open "+title) {
		p.t.Errorf("%s is not open: %q", title, got)
	}
}

func testPredict(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 1 Guess what STAT counts")
	p.use(step, "button", "Lock in my guess")
	p.says(step, "Choose one of them first")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "DELE 1")
	p.shows("Session", "+OK message 1 deleted")
	p.open("Guess what STAT counts")
	p.use(step, "radio", "+OK 2 320")
	p.use(step, "button", "Lock in my guess")
	p.says(step, "Your guess is locked in")
	if got := p.call(p.in(step, "radio", "+OK 1 200"), "function() { return String(this.disabled) }"); got != "true" {
		t.Error("a locked guess can be changed")
	}
	p.type_("STAT")
	p.ticked("Guess what STAT counts")
	p.says(step, "Not right. A marked message is counted no more.")
	p.says(step, "Right. Message 1 is marked, so message 2 alone is counted.")
	p.says(p.find("status", "News"), "Task 1 is done. Your guess was not right")
	p.do(chromedp.Reload())
	p.says(p.step("Task 1 Guess what STAT counts"), "Your guess was not right")
	p.quiet()
}

func testMistake(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 2 Leave, and keep both messages")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "DELE 1", "QUIT")
	p.says(step, "You left with the mark on, so message 1 is gone.")
	p.says(p.find("status", "News"), "message 1 is gone.")
	p.open("Leave, and keep both messages")
	p.shoot("mistake", 1280, 900)
	p.type_("help")
	p.until("no mistake", func() bool { return !strings.Contains(p.text(step), "You left with the mark on") })
	p.quiet()
}

func testGaps(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 3 Fill in what is missing")
	first, secret, status, last := "Line 2, client: what is missing?", "Line 4, client: what is missing?",
		"Line 5, server: what is missing?", "Line 6, client: what is missing?"
	p.write(step, first, "  user   mrose ")
	p.write(step, secret, "Secret")
	p.write(step, status, "ERR")
	p.use(step, "button", "Check the gaps")
	p.says(step, "1 of 4 right. 1 still empty.")
	if got := p.evaluate("document.activeElement.ariaLabel"); got != secret {
		t.Errorf("the focus is at %q, not at the first wrong gap", got)
	}
	p.says(step, "Not right. A reply that says no begins with -ERR, and this one says yes.")
	p.write(step, secret, "secret")
	p.write(step, status, "+OK")
	p.write(step, last, "quit\r") // Enter checks too
	p.ticked("Fill in what is missing")
	p.says(step, "4 of 4 right.")
	p.do(chromedp.Reload())
	p.says(p.step("Task 3 Fill in what is missing"), "4 of 4 right.")
	p.quiet()
}

// sequence are the lines of the session to be ordered, as they stand.
func (p *tab) sequence() []string {
	var lines []string
	for _, item := range p.items("list", "Your session") {
		line, _, _ := strings.Cut(item, " Up ")
		lines = append(lines, line)
	}
	return lines
}

// arrange moves lines until they stand in that order, by their buttons.
func (p *tab) arrange(step cdp.BackendNodeID, want ...string) {
	p.t.Helper()
	for _, line := range p.sequence() {
		if !slices.Contains(want, line) {
			p.use(step, "button", "Leave out "+line)
		}
	}
	for to, line := range want {
		for range slices.Index(p.sequence(), line) - to {
			p.use(step, "button", "Move "+line+" up")
		}
	}
	if got := p.sequence(); !slices.Equal(got, want) {
		p.t.Fatalf("the lines are %q, want %q", got, want)
	}
}

func testOrder(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 4 Put a session in order")
	p.until("the lines", func() bool { return len(p.sequence()) == 5 })
	p.use(step, "button", "Leave out DELE 2")
	p.says(step, "DELE 2 is left out.")
	p.use(step, "button", "Put back DELE 2")
	p.says(step, "DELE 2 is line 5 of 5.")
	p.use(step, "button", "Move DELE 2 up")
	if got := p.evaluate("document.activeElement.ariaLabel"); got != "Move DELE 2 up" {
		t.Errorf("the focus is at %q after a move", got)
	}
	p.arrange(step, "USER mrose", "PASS secret", "DELE 1", "QUIT")
	p.do(chromedp.Reload())
	p.until("the order kept", func() bool {
		return slices.Equal(p.sequence(), []string{"USER mrose", "PASS secret", "DELE 1", "QUIT"})
	})
	step = p.step("Task 4 Put a session in order")
	p.use(step, "button", "Run it")
	p.ticked("Put a session in order")
	p.says(step, "It works. Task 4 is done.")
	p.says(step, "+OK dewey POP3 server signing off (1 message left)")
	if lines := p.items("region", "Session"); len(lines) != 0 {
		t.Errorf("a run of the puzzle shows in the console: %q", lines)
	}
	p.quiet()
}

func testWrongOrder(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 4 Put a session in order")
	p.until("the lines", func() bool { return len(p.sequence()) == 5 })
	p.arrange(step, "USER mrose", "PASS secret", "QUIT", "DELE 1")
	p.use(step, "button", "Run it")
	p.says(step, "After QUIT nobody listens any more.")
	p.use(step, "button", "Put back DELE 2")
	p.arrange(step, "USER mrose", "PASS secret", "DELE 2", "DELE 1", "QUIT")
	p.use(step, "button", "Run it")
	p.says(step, "That marks message 2, which is to stay.")
	p.says(step, "Not met:")
	if strings.Contains(p.text(step), "After QUIT") {
		t.Error("the reason of another order is still there")
	}
	p.open("Put a session in order")
	p.quiet()
}

func testSpot(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 5 Find two wrong lines")
	p.use(step, "radio", "Line 1, server: +OK POP3 server ready")
	p.use(step, "button", "This line is wrong")
	p.says(step, "Nothing is wrong with line 1.")
	p.use(step, "radio", "Line 5, server: ERR no such mailbox")
	p.use(step, "button", "This line is wrong")
	p.says(step, "Yes, line 5 is wrong. And why?")
	p.use(step, "radio", "A keyword has four letters.")
	p.use(step, "button", "Check the reason")
	p.says(step, "The line is wrong, but not for that reason.")
	p.use(step, "radio", "A reply begins with +OK or -ERR.")
	p.use(step, "button", "Check the reason")
	p.says(step, "Found. The minus sign is missing. RFC 1939 section 3")
	p.says(step, "1 of 2 are found")
	p.do(chromedp.Reload())
	step = p.step("Task 5 Find two wrong lines")
	p.says(step, "The minus sign is missing.")
	p.use(step, "radio", "Line 2, client: user <mrose>")
	p.use(step, "button", "This line is wrong")
	p.use(step, "radio", "No angle brackets go over the wire.")
	p.use(step, "button", "Check the reason")
	p.ticked("Find two wrong lines")
	p.quiet()
}

func testSort(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 6 Sort commands into states")
	p.pick("PASS", "1")
	p.pick("LIST", "1")
	p.use(step, "button", "Check")
	p.says(step, "Not there. Only an open maildrop can be listed.")
	p.says(step, "1 of 2 right.")
	p.pick("LIST", "2")
	p.use(step, "button", "Check")
	p.ticked("Sort commands into states")
	p.quiet()
}
