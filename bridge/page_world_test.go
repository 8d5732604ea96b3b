package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestWorldOnPage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	t.Run("windows, and what can happen", func(t *testing.T) { testWindows(t, browser, site+"/lessons/P2/") })
	t.Run("on a telephone", func(t *testing.T) { testWindowsNarrow(t, browser, site+"/lessons/P2/") })
	t.Run("free practice opens it where there is room", func(t *testing.T) { testFoldedWorld(t, browser, site) })
	t.Run("pasted lines go out in one piece", func(t *testing.T) { testPipelining(t, browser, site) })
}

// window presses the button of a window.
func (p *tab) window(name string) {
	p.t.Helper()
	p.use(p.find("group", "Windows"), "button", name)
}

// happen presses a button of the world.
func (p *tab) happen(line string) {
	p.t.Helper()
	p.use(p.in(p.world("Events"), "group", "World"), "button", line)
}

// bar is what the bar says behind a name, such as "Encryption".
func (p *tab) bar(name string) string {
	return p.evaluate(`[...document.querySelectorAll('.wire dt')].find((dt) => dt.textContent === '` + name + `').nextElementSibling.textContent`)
}

func testWindows(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.window("B")
	p.status("not connected")
	p.until("the rows of B alone", func() bool { return !strings.Contains(strings.Join(p.items("region", "Session"), "\n"), "PASS") })
	if got := p.text(p.find("status", "News")); got != "Window B." {
		t.Errorf("the news are %q", got)
	}
	p.type_("telnet dewey 110", "STLS")
	p.until("TLS in the bar", func() bool { return p.bar("Encryption") == "TLS (drawn)" })
	p.type_("USER mrose", "PASS secret")
	p.ticked("See the lock")
	p.window("tap")
	p.shows("Session", "17 03 03")
	if n := strings.Count(strings.Join(p.items("region", "Session"), "\n"), "PASS secret"); n != 1 {
		t.Errorf("the tap reads %d passwords, want that of A, which was sent in the clear", n)
	}
	p.window("A")
	p.status("TRANSACTION")
	if got := p.bar("Encryption") + p.bar("Port"); got != "none110" {
		t.Errorf("the bar says %q of A", got)
	}
	p.happen("deliver")
	p.shows("Session", "deliver")
	p.until("no more mail to come", func() bool { return len(p.nodes(p.find("group", "World"), "button", "deliver")) == 0 })
	p.happen("pull")
	p.in(p.find("group", "World"), "button", "plug")
	before := p.evaluate("document.getElementById('clock').textContent")
	p.happen("wait 10 minutes")
	p.ticked("Wait")
	if after := p.evaluate("document.getElementById('clock').textContent"); after == before || !strings.Contains(after, "1996") {
		t.Errorf("the clock says %q, and said %q", after, before)
	}
	p.shoot("windows", 1280, 900)
	p.quiet()
}

func testWindowsNarrow(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(lesson))
	p.act("tab", "Session", "function() { this.click() }")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.window("B")
	p.status("not connected")
	for _, c := range []struct{ role, name string }{{"button", "tap"}, {"button", "Connect"}, {"textbox", "Command"}} {
		if p.call(p.find(c.role, c.name), onScreen) != "yes" {
			t.Errorf("the %s %q cannot be seen", c.role, c.name)
		}
	}
	if got := p.evaluate("String(document.documentElement.scrollWidth)"); got != "360" {
		t.Errorf("the page is %s pixels wide", got)
	}
	p.shoot("windows", 360, 740)
	p.quiet()
}

func testFoldedWorld(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/practice/"))
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	if len(p.nodes(0, "tab", "Maildrop")) != 0 || len(p.nodes(0, "group", "World")) != 0 {
		t.Error("free practice shows its world unasked where there is no room")
	}
	p.happen("pull")
	p.shows("Session", "pull")
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(site+"/practice/"))
	p.says(p.find("tabpanel", "Maildrop"), "mrose at dewey")
	p.quiet()
}

func testPipelining(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	p.act("textbox", "Command", pasteOf(`USER mrose\r`, "PASS secret", "STAT", "NOO"))
	p.shows("Session", "+OK 2 320")
	lines := wireLines(p.items("region", "Session"))
	at := slices.Index(lines, "C USER mrose")
	if at < 0 || !slices.Equal(lines[at:at+3], []string{"C USER mrose", "C PASS secret", "C STAT"}) {
		t.Errorf("the lines went out one after another: %q", lines)
	}
	if got := p.call(p.find("textbox", "Command"), "function() { return this.value }"); got != "NOO" {
		t.Errorf("the unfinished line is %q", got)
	}
	p.quiet()
}
