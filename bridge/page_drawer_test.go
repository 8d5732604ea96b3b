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

func TestDrawer(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	t.Run("machines that fetch mail", func(t *testing.T) { testDevices(t, browser, site+"/practice/") })
	t.Run("mail that waits on its way", func(t *testing.T) { testQueued(t, browser, site+"/practice/") })
	lesson := site + "/lessons/P2/"
	for _, c := range []struct {
		name string
		test func(*testing.T, context.Context, string)
	}{
		{"the maildrop as its server has it", testMaildropShown},
		{"a full disk", testDiskFull},
		{"what an eavesdropper hears", testHeard},
		{"the way of a mail", testWay},
		{"only what changed is drawn, and nothing while closed", testDrawnOnce},
		{"by keyboard", testDrawerKeys},
		{"any time goes by", testOwnTime},
		{"on a telephone", testDrawerNarrow},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, lesson) })
	}
}

// world opens a view of the world and gives its panel.
func (p *tab) world(view string) cdp.BackendNodeID {
	p.t.Helper()
	drawer := p.find("region", "World")
	if pull := p.nodes(drawer, "button", "World"); len(pull) == 1 {
		p.call(pull[0], "function() { if (this.ariaExpanded === 'false') this.click() }")
	}
	p.until("the view "+view, func() bool { // the module that answers comes when the page is idle
		p.call(p.in(drawer, "tab", view), "function() { this.click() }")
		ids := p.nodes(drawer, "tabpanel", view)
		return len(ids) == 1 && p.text(ids[0]) != ""
	})
	return p.in(drawer, "tabpanel", view)
}

func testMaildropShown(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	drop := p.in(p.world("Maildrop"), "group", "mrose at dewey")
	p.says(drop, "1 message, 120 octets. The session of A holds the lock.")
	p.type_("deliver")
	p.says(drop, "2 messages, 320 octets.")
	p.says(drop, "1 message has come since that login: the open session cannot see what came, the next one will.")
	p.says(drop, "bob@example.net waits unseen")
	p.type_("RETR 1", "DELE 1")
	p.says(drop, "1 message is marked")
	p.says(drop, "ann@example.org marked; whole copy: A")
	if got := p.evaluate("[...document.querySelectorAll('#look-maildrop s')].map((s) => s.textContent).join()"); !strings.HasPrefix(got, "1,120,") {
		t.Errorf("struck through: %q", got)
	}
	p.type_("window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.shows("Session", "[IN-USE]")
	p.says(drop, "The session of A holds the lock.")
	p.type_("window A", "pull", "wait 4 minutes")
	p.says(drop, "A session whose cable is cut holds the lock. It has been silent for 4 minutes")
	p.type_("wait 10 minutes")
	p.says(drop, "2 messages, 320 octets. Nobody holds the lock.")
	p.shoot("maildrop", 1280, 900)
	p.quiet()
}

// The office keeps what it fetched, home takes away what the office still has on the
// server, and the portable sees what is left.
func testDevices(t *testing.T, browser context.Context, practice string) {
	p := visit(t, browser, practice)
	p.type_("deliver")
	devices := p.world("Devices")
	office, home, portable := p.in(devices, "group", "office"), p.in(devices, "group", "home"), p.in(devices, "group", "portable")
	p.says(office, "It has not checked yet, and stores nothing.")
	p.use(office, "button", "Check mail")
	p.says(office, "Stored: 3 messages")
	p.says(office, "Lunch 200 still there")
	p.focused("Check mail")
	p.use(home, "button", "Check mail")
	p.says(home, "Stored: 3 messages")
	p.says(office, "Lunch 200 gone")
	p.type_("deliver")
	p.use(portable, "button", "Check mail")
	p.says(portable, "Stored: 0 whole, 1 headers only")
	p.call(p.in(office, "combobox", "Mode"), "function() { this.value = 'keep'; this.dispatchEvent(new Event('change', { bubbles: true })) }")
	p.shows("Session", "mode office keep")
	p.use(office, "button", "Check mail")
	p.use(office, "button", "Check mail")
	p.says(office, "Stored: 5 messages") // the fourth one twice, for a program that remembers nothing
	p.use(portable, "button", "Pull the cable")
	p.says(portable, "The cable is pulled.")
	p.focused("Plug it in")
	p.use(office, "button", "Watch")
	p.shows("Session", "TOP 3 99999999")
	p.says(office, "Its session is in sight.")
	p.shoot("devices", 1280, 900)
	p.quiet()
}

func testQueued(t *testing.T, browser context.Context, practice string) {
	p := visit(t, browser, practice)
	way := p.world("Mail's way")
	p.type_("stop dewey", "telnet post 25", "HELO here", "MAIL FROM:<ann@example.org>", "RCPT TO:<mrose@dewey.example>", "DATA", "Subject: Test", "", "Hello", ".", "QUIT")
	p.says(way, "A submitted it to post, by SMTP.")
	p.says(way, "It waits in the queue, since dewey does not answer.")
	p.says(way, "Queue 1 mail")
	p.type_("start dewey", "wait 1 day")
	p.says(way, "Another host gave it to dewey, by SMTP.")
	p.says(way, "Queue 0 mails")
	p.quiet()
}

func testDiskFull(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "DELE 1")
	p.happen("disk full")
	p.type_("QUIT")
	p.shows("Session", "-ERR")
	drop := p.in(p.world("Maildrop"), "group", "mrose at dewey")
	p.says(drop, "1 message, 120 octets. Nobody holds the lock.")
	p.quiet()
}

func testHeard(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.says(p.world("Wire"), "PASS secretCR LF")
	p.type_("window B", "telnet dewey 110", "STLS", "USER mrose", "PASS secret")
	p.shows("Session", "[IN-USE]")
	p.says(p.world("Wire"), "TLS, sealed 17 03 03")
	pieces := p.items("list", "Pieces on the wire")
	stls := slices.IndexFunc(pieces, func(piece string) bool { return strings.Contains(piece, "STLS") })
	if stls < 0 {
		t.Fatalf("nobody said STLS: %q", pieces)
	}
	if !strings.Contains(pieces[stls], "Client B") || !strings.Contains(pieces[stls], "6 octets") {
		t.Errorf("STLS is told as %q", pieces[stls])
	}
	for _, piece := range pieces[stls+2:] { // behind the +OK
		if !strings.Contains(piece, "TLS, ") || strings.Contains(piece, "secret") {
			t.Errorf("inside TLS somebody hears %q", piece)
		}
	}
	p.shoot("heard", 1280, 900)
	p.quiet()
}

// counting makes the page count the octets that travel in it.
const counting = `window.travelled = []; {
	const animate = Element.prototype.animate;
	Element.prototype.animate = function (path, timing) {
		window.travelled.push(timing.duration);
		return animate.call(this, path, timing);
	};
}`

func (p *tab) travelled() string { return p.evaluate("window.travelled.join()") }

func testWay(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.evaluate(counting + "''")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	way := p.world("Mail's way")
	p.says(way, "Nothing yet: no mail was sent, delivered or fetched.")
	p.type_("NOOP", "RETR 1")
	p.says(way, "Hi 120 octets A fetched all of it from dewey, by POP3.")
	p.until("an octet on its way", func() bool { return p.travelled() == "180" })
	p.type_("STAT", "deliver")
	p.says(way, "Lunch 200 octets Another host gave it to dewey, by SMTP.")
	p.says(way, "Lunch 200 octets It stands in its maildrop at dewey.")
	p.until("two legs more", func() bool { return p.travelled() == "180,180,180" })
	stations := p.items("list", "The way of a mail")
	for _, name := range []string{"Sender", "Submission", "SMTP", "Queue", "Maildrop", "POP3", "Reader"} {
		if !slices.ContainsFunc(stations, func(s string) bool { return strings.HasPrefix(s, name) }) {
			t.Errorf("no station %s in %q", name, stations)
		}
	}
	p.prefer("prefers-reduced-motion=reduce")
	p.type_("TOP 1 0", "DELE 1", "QUIT")
	p.says(way, "A looked at its beginning at dewey, by TOP.")
	p.says(way, "dewey removed it: A had marked it, and said QUIT.")
	if got := p.travelled(); got != "180,180,180" {
		t.Errorf("octets travel though motion is to be reduced: %s", got)
	}
	p.shoot("way", 1280, 900)
	p.quiet()
}

func testDrawnOnce(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	if got := p.evaluate("document.getElementById('drawer-body').textContent"); got != "" {
		t.Errorf("a closed drawer shows %q", got)
	}
	drop := p.in(p.world("Maildrop"), "group", "mrose at dewey")
	p.evaluate(`window.changes = []; new MutationObserver((list) => window.changes.push(...list.map(({ target }) =>
		(target.closest?.('tr') ?? target.parentElement).textContent))).observe(document.getElementById('look-maildrop'),
		{ subtree: true, childList: true, characterData: true, attributes: true }), ''`)
	p.type_("NOOP")
	p.shows("Session", "NOOP")
	if got := p.evaluate("String(window.changes.length)"); got != "0" {
		t.Errorf("NOOP changes %s places of the maildrop", got)
	}
	p.type_("RETR 1")
	p.says(drop, "whole copy: A")
	if got := p.evaluate("window.changes.join('|')"); strings.Contains(got, "ann at dewey") || !strings.Contains(got, "whole copy") {
		t.Errorf("RETR 1 changes %q", got)
	}
	p.quiet()
}

func testDrawerKeys(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	p.world("Maildrop")
	p.act("tab", "Maildrop", "function() { this.focus() }")
	p.do(chromedp.KeyEvent(kb.End))
	p.focused("Events")
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	p.focused("Mail's way")
	p.find("tabpanel", "Mail's way")
	p.do(chromedp.KeyEvent("\t")) // into the panel
	p.focused("Sender")           // the first station
	p.quiet()
}

func testOwnTime(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	time := p.in(p.world("Events"), "group", "World")
	p.call(p.in(time, "spinbutton", "How long"), "function() { this.value = '2' }")
	p.call(p.in(time, "combobox", "Unit of time"), "function() { this.value = 'days' }")
	p.use(time, "button", "Wait")
	p.shows("Session", "wait 2 days")
	p.says(p.find("region", "World"), "Saturday, 4 May 1996")
	if got := p.call(p.in(time, "combobox", "Unit of time"), "function() { return this.value }"); got != "days" {
		t.Errorf("the unit that was chosen is %s again", got)
	}
	p.quiet()
}

func testDrawerNarrow(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(320, 640), chromedp.Navigate(lesson))
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.act("tab", "World", "function() { this.click() }")
	for _, view := range []string{"Devices", "Wire", "Mail's way", "Events", "Maildrop"} {
		p.world(view)
		if got := p.evaluate("document.documentElement.scrollWidth + ' ' + document.getElementById('part-world').scrollWidth"); got != "320 320" {
			t.Errorf("the page and the view %s are %s pixels wide", view, got)
		}
	}
	p.says(p.find("group", "mrose at dewey"), "The session of A holds the lock.")
	if p.call(p.find("textbox", "Command"), onScreen) != "yes" {
		t.Error("the command line cannot be seen")
	}
	p.shoot("drawer", 320, 640)
	p.use(p.world("Events"), "button", "window B")
	p.shows("Session", "This is window B.") // which takes its turn
	p.focused("Session")
	p.quiet()
}
