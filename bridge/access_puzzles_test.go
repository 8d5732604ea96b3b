package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hand is a way to operate a button, a radio button or a text field.
type hand func(p *tab, id cdp.BackendNodeID)

// TestAccessPuzzles solves one puzzle of each kind by keyboard alone, and once more by
// touch on a telephone.
func TestAccessPuzzles(t *testing.T) {
	a := access(t, "-lessons", "testdata/puzzles")
	for _, c := range []struct {
		name string
		on   chromedp.Action[chromedp.Void]
		by   hand
	}{
		{"by keyboard", chromedp.EmulateViewport(1280, 900), byKeys},
		{"by touch", chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch), new(finger).touch},
	} {
		t.Run(c.name, func(t *testing.T) { testPuzzles(t, a.browser, a.site+"/lessons/P1/", c.on, c.by) })
	}
}

// byKeys goes to a place with the Tab key and presses it. Within a group of radio
// buttons arrow keys lead on, and choose.
func byKeys(p *tab, id cdp.BackendNodeID) {
	p.t.Helper()
	p.goTo(id)
	switch p.call(id, "function() { return this.type }") {
	case "submit", "button":
		p.keys(kb.Enter)
	case "radio":
		p.keys(" ")
		for n := 0; p.call(id, "function() { return String(this.checked) }") != "true"; n++ {
			if n == 9 {
				p.t.Fatal("arrow keys do not choose it")
			}
			p.keys(kb.ArrowDown)
		}
	}
}

// finger touches a screen, one second after it did so before: two touches at a time and
// place would be one of another kind.
type finger struct{ at input.TimeSinceEpoch }

// touch touches the middle of a place, or of its label.
func (f *finger) touch(p *tab, id cdp.BackendNodeID) {
	p.t.Helper()
	at := p.call(id, `function() {
		const place = this.type === 'radio' ? this.labels[0] : this;
		place.scrollIntoView({ block: 'center' });
		const { left, top, width, height } = place.getBoundingClientRect();
		return [left + width / 2, top + height / 2].join(' ');
	}`)
	var x, y float64
	if _, err := fmt.Sscan(at, &x, &y); err != nil {
		p.t.Fatalf("the place is at %q: %v", at, err)
	}
	f.at = max(f.at+1, input.TimeSinceEpoch(time.Now().Unix()))
	for _, touch := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}, Timestamp: f.at},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}, Timestamp: f.at + 0.1},
	} {
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, touch); err != nil {
			p.t.Fatal(err)
		}
	}
	p.settle()
}

func testPuzzles(t *testing.T, browser context.Context, lesson string, on chromedp.Action[chromedp.Void], by hand) {
	p := visit(t, browser, "about:blank")
	p.do(on, chromedp.Navigate(lesson))
	p.ready()
	use := func(step cdp.BackendNodeID, role string, names ...string) {
		t.Helper()
		for _, name := range names {
			by(p, p.in(step, role, name))
		}
	}

	guess := p.step("Task 1 Guess what STAT counts")
	use(guess, "radio", "+OK 1 200")
	use(guess, "button", "Lock in my guess")
	p.says(guess, "Your guess is locked in")

	gaps := p.step("Task 3 Fill in what is missing")
	for _, hole := range [][2]string{{"2, client", "USER mrose"}, {"4, client", "secret"}, {"5, server", "+OK"}, {"6, client", "QUIT"}} {
		use(gaps, "textbox", "Line "+hole[0]+": what is missing?")
		p.keys(hole[1])
	}
	use(gaps, "button", "Check the gaps")
	p.ticked("Fill in what is missing")

	order := p.step("Task 4 Put a session in order")
	use(order, "button", "Leave out DELE 2")
	want := []string{"USER mrose", "PASS secret", "DELE 1", "QUIT"}
	use(order, "button", "Move "+want[0]+" down")
	for to, line := range want {
		for range slices.Index(p.sequence(), line) - to {
			use(order, "button", "Move "+line+" up")
		}
	}
	if got := p.sequence(); !slices.Equal(got, want) {
		t.Errorf("the lines are %q, want %q", got, want)
	}
	use(order, "button", "Run it")
	p.ticked("Put a session in order")

	spot := p.step("Task 5 Find two wrong lines")
	for _, fault := range [][2]string{
		{"Line 2, client: user <mrose>", "No angle brackets go over the wire."},
		{"Line 5, server: ERR no such mailbox", "A reply begins with +OK or -ERR."},
	} {
		use(spot, "radio", fault[0])
		use(spot, "button", "This line is wrong")
		use(spot, "radio", fault[1])
		use(spot, "button", "Check the reason")
	}
	p.ticked("Find two wrong lines")

	sorting := p.step("Task 6 Sort commands into states")
	p.choice(by, sorting, "PASS", "AUTHORIZATION")
	p.choice(by, sorting, "LIST", "TRANSACTION")
	use(sorting, "button", "Check")
	p.ticked("Sort commands into states")

	claim := p.step("Task 7 POP3 deletes a message as soon as it is fetched.")
	use(claim, "button", "Wrong")
	p.ticked("POP3 deletes a message as soon as it is fetched.")

	deck := p.step("Task 8 Judge three cards")
	use(deck, "button", "Draw 3 cards")
	for n := range 3 {
		p.says(deck, fmt.Sprintf("Card %d of 3", n+1))
		for says, verdict := range truths {
			if strings.Contains(p.text(deck), says) {
				use(deck, "button", verdict)
				break
			}
		}
		use(deck, "button", map[bool]string{true: "Next card", false: "See the result"}[n < 2])
	}
	p.ticked("Judge three cards")
	p.says(deck, "3 of 3 right")
	p.quiet()
}

// choice chooses from a list. On a telephone the list that opens is the system's, out of
// the page, so there the test chooses as that does.
func (p *tab) choice(by hand, step cdp.BackendNodeID, name, option string) {
	p.t.Helper()
	list := p.in(step, "combobox", name)
	by(p, list)
	if p.evaluate("String(matchMedia('(pointer: coarse)').matches)") == "true" {
		p.call(list, `function() {
			this.value = [...this.options].find(({ text }) => text === '`+option+`').value;
			this.dispatchEvent(new Event('change', { bubbles: true }));
		}`)
		return
	}
	p.keys(option[:1])
}
