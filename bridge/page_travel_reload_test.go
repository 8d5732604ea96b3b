package main

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

func testReload(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	whole := p.lines()
	p.do(chromedp.Reload()) // at once: it is kept when the page goes
	p.notice(isKept)
	p.news(isKept)
	p.status("not connected")
	p.shoot("kept", 360, 740)
	p.shoot("kept", 1280, 900)
	p.do(chromedp.EmulateViewport(360, 740))
	p.evaluate("scrollTo(0, 0), ''")
	p.until("the offer on a telephone, at the head of the page", func() bool {
		return p.call(p.find("button", "Bring the last session back"), onScreen) == "yes"
	})
	p.do(chromedp.EmulateViewport(1280, 900))
	p.bringBack()
	p.status("UPDATE")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("it came back as %q", got)
	}
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "STAT")
	p.shows("Session", "+OK 1 200") // the message is still deleted
	p.notice("")
	p.offers("")
	p.travel("First", "Last")
	p.until("the whole way", func() bool { return p.evaluate("reached.textContent") == "Line 30 of 30" })
	p.quiet()
}

// testReloadTwice begins another session before the last one is brought back.
func testReloadTwice(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	p.do(chromedp.Reload())
	p.notice(isKept)
	p.do(chromedp.Reload()) // without a line: what is kept is still that
	p.notice(isKept)
	p.type_("telnet mailServer 110")
	p.shows("Session", "mailServer")
	p.notice("")
	p.bringBack()
	p.status("UPDATE")
	p.bringBack()
	p.shows("Session", "mailServer")
	p.quiet()
}

// testReloadBehindSlip types a line by mistake after a reload, and reloads again: the slip
// is the last session then, and the one before stands behind it.
func testReloadBehindSlip(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	whole := p.lines()
	p.do(chromedp.Reload())
	p.notice(isKept)
	p.type_("CAPA")
	p.stored("CAPA")
	for range 2 { // without a line: both are still kept
		p.do(chromedp.Reload())
		p.notice(isKept)
	}
	p.bringBack()
	p.shows("Session", "CAPA")
	p.bringBack()
	p.status("UPDATE")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("it came back as %q", got)
	}
	p.bringBack()
	p.shows("Session", "Not connected, so nothing was sent.")
	p.quiet()
}

// testReloadInPast leaves the page two steps before the end, in a window to which the
// learner only looked.
func testReloadInPast(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Undo", "Undo")
	p.window("tap")
	p.shows("Session", "PASS secret")
	p.stored(`"window":"tap"`)
	p.do(chromedp.Reload())
	p.bringBack()
	p.until("the tap", func() bool {
		return p.evaluate("document.querySelector('#windows [aria-pressed=true]').textContent") == "tap"
	})
	p.shows("Session", "QUIT")
	p.offers("")
	p.quiet()
}
