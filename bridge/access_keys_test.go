package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestAccessKeys uses no pointer, and looks at the focus wherever it comes.
func TestAccessKeys(t *testing.T) {
	a := access(t, "-lessons", "testdata/puzzles")
	t.Run("a whole lesson", func(t *testing.T) { testLessonByKeys(t, a.browser, a.site) })
	t.Run("skip links", func(t *testing.T) { testSkipLinks(t, a.browser, a.site) })
	t.Run("dialog", func(t *testing.T) { testDialogByKeys(t, a.browser, a.site) })
	for path, s := range map[string]screen{
		"/": screens[0], "/practice/": screens[0], "/lessons/P1/": screens[0], "/annotate/": screens[0],
		"/lessons/": screens[2], "/lessons/P2/": screens[2], "/bridge/": screens[2],
	} {
		t.Run(fmt.Sprint(path, ", ", s.width), func(t *testing.T) { testFocusOrder(t, a.browser, a.site+path, s) })
	}
}

// keys presses keys; Tab, Enter and arrows have theirs in package kb.
func (p *tab) keys(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// goTo presses the Tab key, in the direction in which an element is, until it has the
// focus; every place on the way has to show that it has it. Of radio buttons the Tab
// key reaches one of each group.
func (p *tab) goTo(id cdp.BackendNodeID) {
	p.t.Helper()
	const where = `function() {
		const at = document.activeElement;
		if (this === at || (this.type === 'radio' && this.name === at.name)) return 'here';
		return this.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'behind';
	}`
	for range 300 {
		switch p.call(id, where) {
		case "here":
			return
		case "before":
			p.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
		default:
			p.keys(kb.Tab)
		}
		if fault := p.focusFault(); fault != "" {
			p.t.Error(fault)
		}
	}
	p.t.Fatalf("the Tab key does not lead to %s", p.call(id, "function() { return this.outerHTML.slice(0, 200) }"))
}

// to goes to the one element of that role and name.
func (p *tab) to(role, name string) *tab {
	p.t.Helper()
	p.goTo(p.find(role, name))
	return p
}

// focusFault says what is wrong with the place that has the focus: it has to be seen
// (WCAG 2.4.7), and not to lie wholly below something else (2.4.11), as soon as the page
// has come to rest.
func (p *tab) focusFault() string { return p.promise(focusScript) }

const focusScript = `(async () => {
	await new Promise((drawn) => requestAnimationFrame(drawn));
	const at = document.activeElement;
	if (at === document.body) return '';
	const name = at.tagName.toLowerCase() + (at.id ? '#' + at.id : '') + [...at.classList].map((c) => '.' + c).join('')
		+ ' "' + (at.ariaLabel ?? at.innerText).trim().slice(0, 40) + '"';
	const { outlineStyle, outlineWidth } = getComputedStyle(at);
	if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return name + ' does not show that it has the focus';
	const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
	const seen = () => {
		const { left, top, width, height } = at.getBoundingClientRect();
		return parts.some((x) => parts.some((y) => {
			const there = document.elementFromPoint(left + width * x, top + height * y);
			return there && (at.contains(there) || [...at.labels ?? []].some((label) => label.contains(there)));
		}));
	};
	for (const end = performance.now() + 1000; performance.now() < end; await new Promise((drawn) => requestAnimationFrame(drawn))) {
		if (seen()) return '';
	}
	return name + ' has the focus, and nothing of it can be seen';
})()`

// testLessonByKeys takes the first lesson from its top to its last question.
func testLessonByKeys(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	p.ready()
	p.to("link", "Skip to the command line").keys(kb.Enter)
	p.focused("command")
	p.keys("telnet dewey 110\rUSER mrose\rPASS secret\rSTAT\r")
	p.shows("Session", "+OK 2 320")
	p.to("textbox", "How many messages are in the maildrop?").keys("2")
	p.to("textbox", "How many octets are they in all?").keys("320")
	p.ticked("Ask how much mail there is")
	p.to("textbox", "Command").keys("QUIT\rtelnet mailServer 110\rUSER Harish\rpass vegetables\rQUIT\r")
	p.ticked("Visit Harish")
	p.spotByKeys()
	p.quizByKeys()
	for _, task := range p.items("list", "Tasks") {
		if !strings.HasPrefix(task, "done ") {
			t.Errorf("not done by keyboard: %s", task)
		}
	}
	p.quiet()
}

// spotByKeys finds the three wrong lines of the lesson, and why they are wrong.
func (p *tab) spotByKeys() {
	p.t.Helper()
	step := p.step("Task 6 Find what a program would not understand")
	for line, rule := range map[string]string{
		"Line 1, server: + OK POP3 server ready": "The status indicator is a plus sign and OK, with nothing between them.",
		"Line 3, server: +ok user accepted":      "The server writes its status indicator in capitals.",
		"Line 5, server: OK login successful":    "The plus sign is part of the status indicator.",
	} {
		byKeys(p, p.in(step, "radio", line))
		byKeys(p, p.in(step, "button", "This line is wrong"))
		byKeys(p, p.in(step, "radio", rule))
		byKeys(p, p.in(step, "button", "Check the reason"))
	}
	p.ticked("Find what a program would not understand")
}

// quizByKeys answers the quiz as its page says is right.
func (p *tab) quizByKeys() {
	p.t.Helper()
	for _, id := range p.nodes(p.find("region", "Quiz"), "group", "") {
		first := p.nodes(id, "radio", "")[0]
		p.goTo(first)
		p.keys(" ")
		for p.evaluate("document.activeElement.dataset.right") != "true" {
			p.keys(kb.ArrowDown)
		}
	}
	p.to("button", "Check the answers").keys(kb.Enter)
	p.says(p.find("region", "Quiz"), "3 of 3 right")
}

// testSkipLinks lead past what stands on every page, and show themselves when they
// have the focus.
func testSkipLinks(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L3/")
	p.ready()
	p.keys(kb.Tab)
	p.focused("Skip to the content")
	if fault := p.focusFault(); fault != "" {
		t.Error(fault)
	}
	p.keys(kb.Enter)
	p.keys(kb.Tab)
	if got := p.evaluate("String(document.getElementById('main').contains(document.activeElement))"); got != "true" {
		t.Error("behind the link to the content the focus is not in the content")
	}
}

// testDialogByKeys opens the settings, cannot leave them by Tab, and comes back to
// where they were opened.
func testDialogByKeys(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L3/")
	p.ready()
	p.to("button", "Settings").keys(kb.Enter)
	p.find("dialog", "Settings")
	for range 8 {
		p.keys(kb.Tab)
		if got := p.evaluate("String(document.activeElement === document.body || !!document.activeElement.closest('dialog'))"); got != "true" {
			t.Error("the focus leaves the dialog")
		}
	}
	p.keys(kb.Escape)
	p.focused("Settings")
}

// testFocusOrder goes through a page by the Tab key and comes out of it again: from
// its head through its content to its foot, past nothing twice, and back in reverse.
func testFocusOrder(t *testing.T, browser context.Context, url string, s screen) {
	p := visit(t, browser, "about:blank")
	p.look(s)
	p.do(chromedp.Navigate(url))
	opened.walk(p)
	p.evaluate("document.activeElement.blur(), scrollTo(0, 0), getSelection().setPosition(document.body, 0), ''")
	var stops []string
	for range 400 {
		p.keys(kb.Tab)
		stop := p.evaluate(stopScript)
		if stop == "" || slices.Contains(stops, stop) {
			break
		}
		stops = append(stops, stop)
		if fault := p.focusFault(); fault != "" {
			t.Error(fault)
		}
	}
	if len(stops) < 8 || len(stops) == 400 {
		t.Errorf("the Tab key stops at %d places:\n%s", len(stops), strings.Join(stops, "\n"))
	}
	if !slices.IsSortedFunc(stops, func(a, b string) int { return strings.Compare(a[:1], b[:1]) }) {
		t.Errorf("the order is not that of the page:\n%s", strings.Join(stops, "\n"))
	}
	if got := p.evaluate("[...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).length + ''"); got != "0" {
		t.Errorf("%s elements push to the front of the order", got)
	}
}

// stopScript names where the focus is: by the part of the page (1 before the header,
// 2 the header, 3 the content, 4 what is behind it) and a number of its own.
const stopScript = `(() => {
	const at = document.activeElement;
	if (at === document.body) return '';
	const part = at.closest('header') ? 2 : at.closest('main') ? 3 : at.closest('footer') ? 4 : 1;
	window.stops ??= new Map();
	if (!stops.has(at)) stops.set(at, stops.size);
	return part + ' ' + stops.get(at) + ' ' + at.tagName + ' ' + (at.ariaLabel ?? at.innerText ?? '').slice(0, 40);
})()`
