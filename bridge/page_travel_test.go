package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestTravelOnPage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	for _, c := range []struct {
		name, path string
		test       func(t *testing.T, p *tab)
	}{
		{"step back and forward", "/practice/", testStepBack},
		{"by keyboard", "/practice/", testTravelByKeyboard},
		{"by octets", "/practice/", testTravelByOctets},
		{"branch", "/practice/", testBranch},
		{"undo", "/practice/", testUndo},
		{"play", "/practice/", testPlay},
		{"windows", "/lessons/P2/", testTravelWindows},
		{"a link holds the session", "/practice/", testSessionLink},
		{"a link asks first", "/practice/", testLinkAsks},
		{"a damaged link", "/practice/", testDamagedSession},
		{"too large for a link", "/practice/", testLargeSession},
		{"a lesson in the past", "/lessons/P2/", testLessonTravel},
		{"a link to a lesson", "/lessons/P2/", testLessonLink},
		{"a link on a telephone", "/lessons/P2/", testTelephoneLink},
		{"a link without lines", "/practice/", testEmptyLink},
		{"a link to the first page", "/", testLinkAtHome},
		{"a real server", "/bridge/", testRealTravel},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, visit(t, browser, site+c.path)) })
	}
	t.Run("nothing is asked of the server", func(t *testing.T) { testSilentTravel(t, browser, site) })
}

// talk is a session that ends in the UPDATE state.
var talk = []string{"telnet dewey 110", "USER mrose", "PASS secret", "LIST", "DELE 1", "QUIT"}

// travel presses a button of the time travel, when its module is there.
func (p *tab) travel(names ...string) {
	p.t.Helper()
	for _, name := range names {
		id := p.in(p.find("group", "Time travel"), "button", name)
		p.until(name+" being of use", func() bool {
			return p.call(id, "function() { return this.ariaDisabled === 'true' ? '' : 'yes' }") == "yes"
		})
		p.call(id, "function() { this.focus(); this.click() }")
	}
}

// news waits until the page told a text in its status line.
func (p *tab) news(want string) {
	p.t.Helper()
	p.until("the news "+want, func() bool { return p.text(p.find("status", "News")) == want })
}

// lit waits until a line and its note are lit, and no other.
func (p *tab) lit(want string) {
	p.t.Helper()
	p.until(want+" being lit", func() bool {
		return p.evaluate(`[...document.querySelectorAll('.line.lit .text')].map((e) => e.textContent).join('|')
			+ document.querySelectorAll('.note.lit').length`) == want+"1"
	})
}

// lines are what the session shows.
func (p *tab) lines() []string {
	return strings.Split(p.evaluate(`[...document.querySelectorAll('#lines .text')].map((e) => e.textContent).join('\n')`), "\n")
}

func testStepBack(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	whole := p.lines()
	p.travel("Back", "Back")
	p.news("Line 17 of 19: C: QUIT")
	p.lit("QUIT")
	p.status("TRANSACTION")
	if got := p.lines(); !slices.Equal(got, whole[:17]) {
		t.Errorf("the session shows %q", got)
	}
	p.travel("Back")
	p.news("Line 16 of 19: S: +OK message 1 deleted")
	p.until("what is legal then", func() bool { return strings.Contains(p.evaluate("legal.textContent"), "RETR") })
	p.until("the lamp", func() bool { return p.evaluate("stations.dataset.lamp") == "TRANSACTION" })
	if got := p.everything(); !strings.Contains(got, "You look at line 16 of 19.") {
		t.Error("nobody says where typing continues")
	}
	p.shoot("travel", 360, 740)
	p.shoot("travel", 1440, 1024)
	p.travel("Forward", "Forward", "Forward")
	p.news("Line 19 of 19: Connection closed by foreign host.")
	p.status("UPDATE")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("forward again the session shows %q", got)
	}
	p.travel("First")
	p.news("At the beginning: nothing was typed yet.")
	p.status("not connected")
	p.travel("Last")
	p.status("UPDATE")
	p.quiet()
}

// key presses a key while an element has the focus.
func (p *tab) key(id cdp.BackendNodeID, keys ...string) {
	p.call(id, "function() { this.focus() }")
	for _, key := range keys {
		p.do(chromedp.KeyEvent(key))
	}
}

func testTravelByKeyboard(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	slider := p.find("slider", "Position")
	p.key(slider, kb.ArrowLeft)
	p.news("Line 18 of 19: S: +OK dewey POP3 server signing off (1 message left)")
	p.key(slider, kb.Home)
	p.status("not connected")
	p.key(slider, kb.ArrowRight, kb.ArrowRight)
	p.news("Line 2 of 19: Trying 192.0.2.10...")
	p.lit("Trying 192.0.2.10...")
	p.key(slider, kb.End)
	p.status("UPDATE")
	if got := p.evaluate("document.activeElement.id"); got != "position" {
		t.Errorf("the focus went to %q", got)
	}
	p.quiet()
}

func testTravelByOctets(t *testing.T, p *tab) {
	p.type_(talk[:2]...)
	p.shows("Session", "+OK mrose")
	p.tools()
	p.act("checkbox", "By octets", "function() { this.focus(); this.click() }")
	p.news("Line 7 of 7, octets 1 to 3 of 11: +OK")
	for _, want := range []string{
		"Line 6 of 7, octets 11 to 12 of 12: CR LF", "Line 6 of 7, octets 6 to 10 of 12: mrose",
		"Line 6 of 7, octet 5 of 12: a space", "Line 6 of 7, octets 1 to 4 of 12: USER",
		"Line 5 of 7, octets 28 to 29 of 29: CR LF",
	} {
		p.travel("Back")
		p.news(want)
	}
	p.key(p.find("slider", "Position"), kb.ArrowRight)
	p.news("Line 6 of 7, octets 1 to 4 of 12: USER")
	p.until("USER being marked", func() bool { return p.evaluate("document.querySelector('.line.lit .now').textContent") == "USER" })
	p.shoot("octets", 1440, 1024)
	p.act("checkbox", "By octets", "function() { this.click() }")
	p.news("Line 6 of 7: C: USER mrose")
	p.lit("USER mrose")
	p.quiet()
}

func testBranch(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Back", "Back", "Back", "Back") // to DELE, whose answer is on its way
	p.news("Line 15 of 19: C: DELE 1")
	p.type_("STAT")
	p.shows("Session", "+OK 1 200") // the message is deleted all the same
	if got := p.lines(); got[15] != "+OK message 1 deleted" || len(got) != 18 {
		t.Errorf("the session shows %q", got)
	}
	p.until("the new end", func() bool { return p.evaluate("reached.textContent") == "Line 18 of 18" })
	p.travel("Back", "Back", "Back", "Back")
	p.press("Continue from here")
	p.news("The session continues from here.")
	p.until("the end of what is left", func() bool { return p.evaluate("reached.textContent") == "Line 14 of 14" })
	if got := p.evaluate("document.activeElement.id"); got != "command" {
		t.Errorf("the focus is at %q", got)
	}
	p.type_("STAT")
	p.shows("Session", "+OK 2 320")
	p.quiet()
}

func testUndo(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Undo")
	p.news("Undone: QUIT. Forward brings it back.")
	p.status("TRANSACTION")
	p.travel("Undo")
	p.news("Undone: DELE 1. Forward brings it back.")
	p.type_("STAT")
	p.shows("Session", "+OK 2 320")
	p.press("Hang up")
	p.status("not connected")
	p.travel("Undo")
	p.news("Undone: Hang up. Forward brings it back.")
	p.status("TRANSACTION")
	p.quiet()
}

func testPlay(t *testing.T, p *tab) {
	p.type_(talk[:2]...)
	p.shows("Session", "+OK mrose")
	whole := p.lines()
	p.evaluate("pace.value = '0.4'")
	p.travel("Play")
	p.until("the first lines", func() bool { n := len(p.lines()); return n > 0 && n < 4 })
	p.travel("Pause")
	p.find("button", "Play")
	p.travel("Play")
	p.until("the end", func() bool { return p.evaluate("reached.textContent") == "Line 7 of 7" })
	p.find("button", "Play")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("played was %q", got)
	}
	p.travel("First", "Play")
	p.type_("telnet dewey 110") // stops it
	p.shows("Session", "+OK dewey")
	p.find("button", "Play")
	p.quiet()
}

// testTravelWindows follows what happened through the windows, and then one of them.
func testTravelWindows(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "window B", "telnet dewey 110", "STLS")
	p.status("AUTHORIZATION")
	p.until("the way to both", func() bool {
		return p.evaluate("follow.value") == "" && p.evaluate("reached.textContent") == "Line 17 of 17"
	})
	for range 9 {
		p.travel("Back")
	}
	p.news("Line 8 of 17: window B")
	if got := p.lines(); got[0] != "telnet dewey 110" || got[len(got)-1] != "window B" {
		t.Errorf("window A shows %q", got)
	}
	p.window("tap") // a look, and no step of the session
	p.until("the tap", func() bool { return p.evaluate("follow.value") == "tap" })
	p.until("what it heard by then", func() bool { return slices.Contains(p.lines(), "USER mrose") && !slices.Contains(p.lines(), "STLS") })
	p.travel("Last")
	p.shows("Session", "STLS")
	p.type_("window A")
	p.until("A, and the way to it", func() bool { return slices.Contains(p.lines(), "window B") })
	p.quiet()
}

// testLessonTravel goes back to before a task was done, and it stays done.
func testLessonTravel(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	p.travel("First")
	p.status("not connected")
	p.ticked("See the lock")
	p.type_("wait 10 minutes")
	p.ticked("Wait")
	p.ticked("See the lock")
	if got := p.lines(); got[0] != "wait 10 minutes" {
		t.Errorf("the session begins %q", got)
	}
	p.quiet()
}

// testRealTravel looks back at what was said to a real server, which is told nothing of
// it, and goes on at the end.
func testRealTravel(t *testing.T, p *tab) {
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "STAT")
	p.shows("Session", "+OK 2 320")
	p.travel("Back", "Back")
	p.news("Line 6 of 8: S: +OK mrose's maildrop has 2 messages (320 octets)")
	p.lit("+OK mrose's maildrop has 2 messages (320 octets)")
	p.travel("First", "Forward", "Forward")
	p.news("Line 2 of 8: S: +OK POP3 server ready")
	if ids := p.nodes(0, "button", "Undo"); len(ids) != 0 || strings.Contains(p.everything(), "Copy link") {
		t.Error("what was said to a real server can be taken back, or handed on")
	}
	p.type_("LIST")
	p.shows("Session", "2 200")
	p.until("all lines", func() bool { return len(p.lines()) == 13 && p.evaluate("reached.textContent") == "Line 13 of 13" })
	p.quiet()
}

// testSilentTravel steps, plays and copies, and the page asks nobody for anything.
func testSilentTravel(t *testing.T, browser context.Context, site string) {
	server, asked := counted(t, site)
	p := visit(t, browser, server+"/practice/")
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Back")
	link := p.sessionLink()
	before := p.steady(asked)
	p.travel("First", "Forward", "Last", "Undo", "Play")
	p.evaluate("String(location.hash = " + quoted(link[strings.Index(link, "#")+1:]) + ")")
	p.use(p.find("dialog", "This link holds a session"), "button", "Open at the end")
	p.status("UPDATE")
	if n := asked() - before; n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
	p.quiet()
}
