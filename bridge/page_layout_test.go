package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestLayout(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, site string)
	}{
		{"three columns", testColumns},
		{"two parts at a time", testTwoParts},
		{"one part at a time", testOnePart},
		{"no page is wider than a narrow screen", testReflow},
		{"whose turn it is", testTurn},
		{"settings are kept", testSettings},
		{"a screen reader is told as much as it wants", testNews},
		{"menu of a telephone", testMenu},
		{"controls are large enough for a finger", testTargets},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, site) })
	}
}

// tools shows the tools that are seldom used.
func (p *tab) tools() {
	p.t.Helper()
	if p.call(p.find("button", "View"), "function() { return this.ariaExpanded }") != "true" {
		p.press("View")
	}
}

// box is where an element stands in the window, in pixels.
type box struct{ left, top, width, height float64 }

// boxOf measures the first element of a selector.
func (p *tab) boxOf(selector string) box {
	p.t.Helper()
	text := p.evaluate(`(() => {
		const { left, top, width, height } = document.querySelector('` + selector + `').getBoundingClientRect();
		return [left, top, width, height].join(' ');
	})()`)
	var b box
	if _, err := fmt.Sscan(text, &b.left, &b.top, &b.width, &b.height); err != nil {
		p.t.Fatalf("%s stands at %q: %v", selector, text, err)
	}
	return b
}

// testColumns wants text, session and notes side by side, and the session to have
// most of the height.
func testColumns(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	for _, width := range []int64{1100, 1440, 1920} {
		p.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(site+"/lessons/L5/"))
		p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST")
		p.status("TRANSACTION")
		text, session, notes := p.boxOf(".lesson"), p.boxOf("#part-session"), p.boxOf("#part-notes")
		if text.left+text.width > session.left || session.left+session.width > notes.left+1 {
			t.Errorf("at %d pixels text, session and notes are not side by side: %v %v %v", width, text, session, notes)
		}
		if session.top != notes.top {
			t.Errorf("at %d pixels session and notes begin at different heights", width)
		}
		p.until(fmt.Sprintf("notes level with their lines at %d pixels", width), func() bool { return p.evaluate(unlevel) == "" })
		if panes := p.boxOf("#panes"); panes.height < 0.6*900 {
			t.Errorf("at %d pixels the session has %v of 900 pixels", width, panes.height)
		}
		if prompt := p.boxOf(".entry"); prompt.width != session.width {
			t.Errorf("at %d pixels the command line is %v wide, the session %v", width, prompt.width, session.width)
		}
	}
	p.quiet()
}

func testTwoParts(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(1024, 768), chromedp.Navigate(site+"/lessons/L5/"))
	p.find("tab", "Lesson")
	if len(p.nodes(0, "region", "Session"))+len(p.nodes(0, "tab", "Notes")) != 0 {
		t.Error("the lesson does not stand alone")
	}
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	if session, notes := p.boxOf("#part-session"), p.boxOf("#part-notes"); session.top != notes.top || notes.left <= session.left {
		t.Errorf("the notes stand at %v, the session at %v", notes, session)
	}
	if drawer := p.boxOf("#drawer-pull"); drawer.top+drawer.height > 768 {
		t.Errorf("the line of the world ends at %v of 768 pixels", drawer.top+drawer.height)
	}
}

// testOnePart gives the session at least half of the screen of a telephone, and its on-screen
// keyboard leaves the command line in sight.
func testOnePart(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	for _, path := range []string{"/", "/practice/", "/lessons/L8/", "/bridge/"} {
		p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+path))
		if path == "/bridge/" {
			p.ready()
			p.press("Connect")
		} else {
			p.type_("telnet dewey 110")
		}
		p.status("AUTHORIZATION")
		if panes := p.boxOf("#panes"); panes.height < 370 {
			t.Errorf("%s: the session has %v of 740 pixels", path, panes.height)
		}
		p.do(chromedp.EmulateViewport(360, 400)) // as a keyboard leaves it
		if p.call(p.find("textbox", "Command"), onScreen) != "yes" {
			t.Errorf("%s: the command line is below the keyboard", path)
		}
		if panes := p.boxOf("#panes"); panes.height < 130 {
			t.Errorf("%s: above the keyboard the session has %v pixels", path, panes.height)
		}
	}
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+"/practice/"))
	for _, c := range []struct{ tab, region string }{{"Notes", "Notes"}, {"World", "World"}, {"Session", "Session"}} {
		p.click("tab", c.tab)
		p.until("the region "+c.region, func() bool { return len(p.nodes(0, "region", c.region)) == 1 })
		if p.call(p.find("textbox", "Command"), onScreen) != "yes" {
			t.Errorf("no command line below %s", c.tab)
		}
	}
	p.quiet()
}

// click clicks what has that role and name.
func (p *tab) click(role, name string) {
	p.t.Helper()
	p.act(role, name, "function() { this.click() }")
}

// testReflow reads at 320 pixels, which are 1280 at 400 % (WCAG 2.2, 1.4.10).
func testReflow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(320, 640))
	for _, path := range []string{"/", "/practice/", "/practice/drill/", "/lessons/", "/lessons/L3/", "/lessons/L9/", "/annotate/", "/bridge/", "/reference/"} {
		p.do(chromedp.Navigate(site + path))
		p.until("a page", func() bool { return p.evaluate("document.readyState") == "complete" })
		if wide := p.evaluate("String(document.documentElement.scrollWidth)"); wide != "320" {
			t.Errorf("%s is %s pixels wide", path, wide)
		}
	}
}

func testTurn(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	current := func() string { return p.evaluate("document.getElementById('current').textContent") }
	p.until("the first task", func() bool { return current() == "Task 1 of 6: Connect to the mail server" })
	p.type_("telnet dewey 110")
	p.until("the second task", func() bool { return current() == "Task 2 of 6: Log in as mrose" })
	if got := p.evaluate("document.getElementById('told').textContent.trim()"); got != "Task 1 is done." {
		t.Errorf("beside the command line stands %q", got)
	}
	if got := p.evaluate("document.querySelector('.tasks [aria-current=step] a').textContent.trim()"); got != "Log in as mrose" {
		t.Errorf("the list marks %q", got)
	}
	p.type_("NOOP")
	p.until("the task instead of the news", func() bool { return p.boxOf("#current").height > 0 })
	p.do(chromedp.EmulateViewport(360, 740))
	p.click("link", "Log in as mrose")
	p.until("the task in sight", func() bool { return p.call(p.find("group", "Task 2 Log in as mrose"), topOnScreen) == "yes" })
	p.quiet()
}

// topOnScreen says whether the heading of a section can be seen.
const topOnScreen = `function() { return (` + onScreen + `).call(this.querySelector('h2')) }`

func testSettings(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	chips := func() string { return p.evaluate("String(document.querySelectorAll('#part-lesson .chip').length)") }
	before := chips()
	if n, err := strconv.Atoi(before); err != nil || n == 0 {
		t.Fatalf("the lesson has %q commands to press", before)
	}
	p.press("Settings")
	p.pick("Colours", "dark")
	p.click("checkbox", "Commands in the text can be pressed")
	p.press("Close")
	if chips() != "0" {
		t.Errorf("%s commands can still be pressed", chips())
	}
	p.do(chromedp.Navigate(site + "/reference/"))
	p.until("plain commands", func() bool { return chips() == "0" })
	if got := p.evaluate("getComputedStyle(document.documentElement).colorScheme"); got != "dark" {
		t.Errorf("the colours are %q", got)
	}
	if got := p.evaluate("getComputedStyle(document.body).backgroundColor"); got != "rgb(21, 24, 27)" {
		t.Errorf("the paper is %s", got)
	}
	p.press("Settings")
	p.pick("Colours", "")
	p.click("checkbox", "Commands in the text can be pressed")
	p.press("Close")
	p.do(chromedp.Navigate(site + "/lessons/L1/"))
	p.until("the commands again", func() bool { return chips() == before })
	if got := p.evaluate("getComputedStyle(document.documentElement).colorScheme"); got != "light dark" {
		t.Errorf("the colours are %q", got)
	}
	p.quiet()
}

func testNews(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	for _, c := range []struct{ chosen, want string }{
		{"short", "+OK 2 messages (320 octets), 3 more lines"},
		{"lines", "+OK 2 messages (320 octets)\n1 120\n2 200\n."},
		{"notes", "The list follows, a line for each message, up to a lone dot. The words in this line are for people; programs skip them."},
		{"nothing", ""},
	} {
		p.press("Settings")
		p.pick("A screen reader is told", c.chosen)
		p.press("Close")
		p.evaluate("document.getElementById('news').textContent = ''")
		rows := len(p.items("region", "Session"))
		p.type_("LIST")
		p.until("the list", func() bool { return len(p.items("region", "Session")) == rows+5 })
		if got := p.evaluate("document.getElementById('news').textContent"); got != c.want {
			t.Errorf("%s: a screen reader is told %q, want %q", c.chosen, got, c.want)
		}
	}
	p.quiet()
}

// testMenu has the links of the site where a telephone has no room for them.
func testMenu(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+"/"))
	p.find("button", "Menu")
	if len(p.nodes(0, "link", "Real server")) != 0 {
		t.Error("the menu is open unasked")
	}
	p.press("Menu")
	p.until("the links", func() bool { return len(p.nodes(0, "link", "Real server")) == 1 })
	p.do(chromedp.KeyEvent("\u001b"))
	p.until("no links", func() bool { return len(p.nodes(0, "link", "Real server")) == 0 })
	p.do(chromedp.EmulateViewport(1280, 800))
	p.find("link", "Real server")
	if len(p.nodes(0, "button", "Menu")) != 0 {
		t.Error("a wide screen has a button for its menu")
	}
}

// testTargets looks for controls of less than 24 by 24 pixels that have a neighbour closer
// than that (WCAG 2.2, 2.5.8). Links in running text are excepted there.
func testTargets(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	touch := emulation.SetTouchEmulationEnabledParams{Enabled: true}
	if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, touch); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path  string
		width int64
	}{{"/", 360}, {"/practice/", 360}, {"/practice/", 1440}, {"/lessons/L3/", 360}, {"/lessons/L3/", 1440}, {"/lessons/", 360}} {
		p.do(chromedp.EmulateViewport(c.width, 740), chromedp.Navigate(site+c.path))
		p.until("a page", func() bool { return p.evaluate("document.readyState") == "complete" })
		if small := p.evaluate(smallTargets); small != "" {
			t.Errorf("%s at %d pixels: %s", c.path, c.width, strings.ReplaceAll(small, "\n", "; "))
		}
	}
}

// smallTargets names the controls that are too small, one in a line.
const smallTargets = `(() => {
	const boxes = [...document.querySelectorAll('button, select, input:not([type=checkbox], [type=radio]), summary, nav a, .facts a, .tasks a')]
		.filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.getBoundingClientRect().width > 1)
		.map((control) => ({ control, box: control.getBoundingClientRect() }));
	const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
	const near = (a, b) => Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1]) < 24;
	return boxes.filter(({ box }) => Math.min(box.width, box.height) < 23.5)
		.filter(({ control, box }) => boxes.some((other) => other.control !== control && near(box, other.box)))
		.map(({ control }) => control.outerHTML.slice(0, 60)).join('\n');
})()`
