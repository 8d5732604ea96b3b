package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"poplab/wasm/pop3/conformance"
)

// testReference presses lines of the table into the console of the page, and
// finds a rule by its address.
func testReference(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/reference/")
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret"} {
		p.until("a button "+line, func() bool { return len(p.nodes(0, "button", line)) > 0 })
		p.call(p.nodes(0, "button", line)[0], "function() { this.click() }")
		p.do(chromedp.KeyEvent("\r"))
	}
	p.status("TRANSACTION")
	p.call(p.nodes(p.find("table", "Commands, where they are legal, and lines that work"), "button", "UIDL")[0], "function() { this.click() }")
	p.do(chromedp.KeyEvent("\r"))
	p.shows("Session", "1 whqtswO00WBw418f9t5JxYwZ")
	p.shoot("reference", 1280, 800)
	p.do(chromedp.Navigate(site + "/reference/#R70"))
	p.until("rule 70 on the screen", func() bool { return p.evaluate(atTop) == "R70" })
	p.shoot("rules", 1280, 800)
	p.quiet()
}

// atTop names the row whose address the page was opened with, if it can be seen.
const atTop = `(() => {
	const row = document.querySelector('tr:target');
	return row && row.getBoundingClientRect().bottom < innerHeight && row.getBoundingClientRect().top >= 0 ? row.id : '';
})()`

// testReferenceFilter leaves rows of one level only.
func testReferenceFilter(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/reference/")
	p.act("radio", "open", "function() { this.click() }")
	p.until("open points alone", func() bool {
		shown := p.evaluate(`[...document.querySelectorAll('.rules tr[id]')].filter((r) => r.offsetHeight > 0).map((r) => r.id).join(' ')`)
		return strings.HasPrefix(shown, "D1 ") && !strings.Contains(shown, "R")
	})
	p.quiet()
}

// testReferenceNarrow has the tables stacked, with nothing wider than the screen.
func testReferenceNarrow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+"/reference/"))
	p.ready()
	if wide := p.evaluate("String(document.documentElement.scrollWidth)"); wide != "360" {
		t.Errorf("the page is %s pixels wide", wide)
	}
	p.shoot("reference", 360, 740)
	p.do(chromedp.Navigate(site + "/reference/#R98"))
	p.shoot("rules", 360, 740)
	p.quiet()
}

// TestRulesCite wants sections that exist.
func TestRulesCite(t *testing.T) {
	for _, chapter := range conformance.Chapters() {
		for _, r := range chapter.Rules {
			for _, bad := range badCitations(strings.Join([]string{r.RFC, r.Text, r.Here, r.Why}, " ")) {
				t.Errorf("%s: %s", r.Name, bad)
			}
		}
	}
}
