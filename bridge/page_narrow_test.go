package main

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

func testNarrow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/lessons/L1/"))
	p.until("tabs", func() bool { return len(p.nodes(0, "tab", "")) >= 3 })
	p.until("a page no wider than the screen", func() bool {
		wide, err := chromedp.Run(p.ctx, chromedp.Evaluate[float64]("document.documentElement.scrollWidth"))
		return err == nil && wide <= 360
	})
	p.do(chromedp.EmulateViewport(320, 640), chromedp.Navigate(site+"/lessons/L15/")) // wide tables, long choices
	p.until("a page no wider than the narrowest screen", func() bool {
		return p.evaluate("String(document.documentElement.scrollWidth)") == "320"
	})
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/practice/"))
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST", "UIDL", "CAPA")
	p.status("TRANSACTION")
	p.until("the newest line and the input on one screen", func() bool {
		ids := p.nodes(p.find("region", "Session"), "listitem", "")
		return len(ids) > 20 && p.call(ids[len(ids)-1], onScreen) == "yes" && p.call(p.find("textbox", "Command"), onScreen) == "yes"
	})
	p.shoot("narrow", 360, 640)
	p.quiet()
}

// onScreen says whether the middle of an element can be seen, with nothing on it.
const onScreen = `function() {
	const { left, top, width, height } = this.getBoundingClientRect();
	const seen = document.elementFromPoint(left + width / 2, top + height / 2);
	return seen && this.contains(seen) ? 'yes' : 'no';
}`

// testTelephone wants a visitor to see at once what to type, and where.
func testTelephone(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/"))
	p.status("AUTHORIZATION")
	for _, c := range []struct{ role, name string }{{"heading", "Speak POP3"}, {"button", "USER mrose"}, {"textbox", "Command"}} {
		if p.call(p.find(c.role, c.name), onScreen) != "yes" {
			t.Errorf("the %s %q is not on the first screen", c.role, c.name)
		}
	}
	if got := p.evaluate(`document.getElementById('prompt').getBoundingClientRect().bottom <=
		document.getElementById('lessons').getBoundingClientRect().top ? '' : 'overlap'`); got != "" {
		t.Error("the console lies over what comes below it")
	}
	p.shoot("telephone", 360, 640)
}

// testGermanTelephone has longer words, and all the same one row for the state and what to do
// about it.
func testGermanTelephone(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/de/lessons/L1/"))
	p.ready()
	p.typeGerman("telnet dewey 110")
	p.until("a greeting", func() bool { return p.evaluate("state.textContent") == "AUTHORIZATION" })
	p.until("the state, Auflegen and Ansicht in one row", func() bool {
		return p.evaluate(`String(new Set(['.state', '#disconnect', '#view'].map((part) => {
			const { top, height } = document.querySelector('.bar ' + part).getBoundingClientRect();
			return Math.round((top + height / 2) / 8);
		})).size)`) == "1"
	})
	p.shoot("telephone-de", 360, 640)
	p.quiet()
}

// testMagnified is a page at 200 %: all is still there, and gets the focus in sight.
func testMagnified(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(640, 400), chromedp.Navigate(site+"/bridge/"))
	p.ready()
	for _, name := range []string{"Connect", "View"} {
		if id := p.find("button", name); p.call(id, "function() { this.focus(); return ("+onScreen+").call(this) }") != "yes" {
			t.Errorf("%s has the focus out of sight", name)
		}
	}
	p.press("Connect")
	p.status("AUTHORIZATION")
	if p.call(p.find("status", "Session state"), onScreen) != "yes" {
		t.Error("the state cannot be seen")
	}
	p.shoot("magnified", 640, 400)
}
