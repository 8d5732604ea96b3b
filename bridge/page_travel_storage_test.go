package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a tab can keep has bounds, and it may keep nothing at all: learners are told.

const notKept = "This browser keeps no session: its storage is full or switched off. When you leave the page, this one is lost; Save puts it into a file."

// tooLong is a paste that no script holds: 70 KiB.
var tooLong = pasteOf(strings.Split(strings.Repeat("NOOP"+strings.Repeat(".", 251)+" ", 280), " ")...)

// testLongSession says that it comes back, since that takes a while. Of what is too long to
// be kept, it keeps the beginning, and says so.
func testLongSession(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.act("textbox", "Command", pasteOf(strings.Split(strings.Repeat("STAT ", 380), " ")...))
	p.until("all lines", func() bool { return strings.Count(p.evaluate("Object.values(sessionStorage).join()"), "STAT") == 380 })
	p.do(chromedp.Reload())
	p.notice(isKept)
	p.evaluate(`new MutationObserver(() => { kept.dataset.said = (kept.dataset.said ?? '') + kept.textContent }).observe(kept, { childList: true }), ''`)
	p.bringBack()
	p.status("TRANSACTION")
	if said := p.evaluate("kept.dataset.said"); !strings.HasPrefix(said, "The session comes back.") {
		t.Errorf("it says %q meanwhile", said)
	}
	reached := func() string { return p.evaluate("reached.textContent") }
	end := reached()
	p.travel("Undo")
	p.news("Undone: 180 lines. Forward brings them back.")
	p.travel("Last")
	p.act("textbox", "Command", tooLong)
	p.notice("This session has become too long: what you type from here on is lost when you leave the page. Save puts all of it into a file.")
	p.do(chromedp.Reload())
	p.bringBack()
	p.until("all that was kept", func() bool { return reached() == end })
	p.quiet()
}

// testStrangeStorage reloads over what another program, or another version, may have left.
func testStrangeStorage(t *testing.T, p *tab) {
	p.type_(talk[:2]...)
	p.shows("Session", "+OK mrose")
	p.stored("USER mrose")
	home := p.evaluate("JSON.stringify(JSON.parse(Object.values(sessionStorage)[0]).home)")
	for _, kept := range []string{
		`{`, `null`, `[]`, `{"home": 7}`,
		`{"home": ` + home + `, "now": {"script": 7}}`,
		`{"home": ` + home + `, "now": {"script": "Dear Sir", "window": ""}}`,
		`{"home": "poplab session 0\n", "now": {"script": ` + home + `, "window": ""}}`,
	} {
		p.evaluate("for (const name of Object.keys(sessionStorage)) sessionStorage[name] = " + quoted(kept) + "; Storage.prototype.setItem = () => {}; ''")
		p.do(chromedp.Reload())
		p.ready()
		p.notice("")
		p.offers("")
		if got := p.lines(); got[0] != "" {
			t.Errorf("%s brings %q", kept, got)
		}
		p.type_(talk[:2]...)
		p.shows("Session", "+OK mrose")
		p.stored("USER mrose")
	}
	p.quiet()
}

// testNoStorage works in a browser that keeps nothing.
func testNoStorage(t *testing.T, p *tab) {
	p.evaluate("String(Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })")
	if said := p.evaluate("kept.textContent"); said != "" {
		t.Errorf("with nothing to keep it says %q", said)
	}
	p.evaluate(hearing)
	p.evaluate("performance.now = () => 1000, ''") // a clock that stands, however slow this machine is
	p.type_("telnet dewey 110")
	p.notice(notKept)
	p.shoot("unkept", 1280, 900)
	p.do(chromedp.EmulateViewport(360, 740))
	p.evaluate("scrollTo({ top: 0, behavior: 'instant' }), ''")
	p.until("all of it above the command line of a telephone", func() bool {
		return p.evaluate("String(kept.getBoundingClientRect().bottom <= document.getElementById('prompt').getBoundingClientRect().top)") == "true" &&
			p.evaluate("(("+onScreen+").call(kept))") == "yes"
	})
	p.shoot("unkept", 360, 740)
	p.do(chromedp.EmulateViewport(1280, 900))
	p.type_(talk[1:]...)
	p.status("UPDATE")
	p.notice(notKept) // who types fast has not read it
	p.settle()
	if heard := strings.Split(p.evaluate("heard.join('|')"), "|"); holding(heard, notKept) != 1 {
		t.Errorf("of %q is told: %q", notKept, heard)
	}
	p.evaluate("performance.now = () => 11001, ''")
	p.type_("telnet dewey 110")
	p.notice("")
	p.press("Start over")
	p.press("Bring the last session back")
	p.shows("Session", "+OK")
	if said := p.evaluate("kept.textContent"); said == notKept {
		t.Error("it is said again")
	}
	p.quiet()
}
