package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// t1 is the whole "dewey" session: what is typed, and the lines that come back.
var t1 = []struct {
	typed string
	lines []string
}{
	{"telnet dewey 110", []string{"+OK dewey POP3 server ready"}},
	{"USER mrose", []string{"+OK mrose"}},
	{"PASS secret", []string{"+OK mrose's maildrop has 2 messages (320 octets)"}},
	{"STAT", []string{"+OK 2 320"}},
	{"LIST", []string{"+OK 2 messages (320 octets)", "1 120", "2 200", "."}},
	{"RETR 1", []string{"+OK 120 octets", "From: ann@example.org", "Date: Wed, 1 May 1996 09:00:00 +0000",
		"Subject: Hi", "", "This message is exactly 120 octets in all.", "."}},
	{"DELE 1", []string{"+OK message 1 deleted"}},
	{"RETR 2", []string{"+OK 200 octets", "From: bob@example.net", "To: mrose@dewey.example",
		"Date: Thu, 2 May 1996 17:30:00 +0000", "Subject: Lunch", "", "Lunch is at noon on Friday.",
		"See you there, -- Bob", "This message is exactly 200 octets in all.", "."}},
	{"DELE 2", []string{"+OK message 2 deleted"}},
	{"QUIT", []string{"+OK dewey POP3 server signing off (maildrop empty)"}},
}

func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, site string)
	}{
		{"home holds a live session", testHome},
		{"practice speaks T1", testPracticeT1},
		{"practice explains wrong input", testPracticeWrong},
		{"hanging up removes nothing", testHangup},
		{"keyboard alone", testKeyboard},
		{"notes stay level with their lines", testLevel},
		{"without the engine the page says what to do", testNoEngine},
		{"lesson ticks tasks and remembers them", testLesson},
		{"second lesson from first task to last", testSecondLesson},
		{"last hint keeps the focus", testHints},
		{"spoilt storage does no harm", testSpoiltStorage},
		{"bridge reaches the practice server", testBridgePractice},
		{"reference has lines to try and rules to find", testReference},
		{"reference shows rules of one level", testReferenceFilter},
		{"reference on a narrow screen", testReferenceNarrow},
		{"narrow screen", testNarrow},
		{"first screen of a telephone", testTelephone},
		{"one row for the state, in German too", testGermanTelephone},
		{"magnified page", testMagnified},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, site) })
	}
}

func testHome(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.shows("Session", "+OK dewey POP3 server ready")
	p.status("AUTHORIZATION")
	notes := p.items("region", "Notes")
	if len(notes) == 0 || !strings.Contains(notes[len(notes)-1], "RFC 1939") {
		t.Errorf("the greeting has no note with its source: %q", notes)
	}
	focused, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.activeElement.tagName"))
	if err != nil || focused != "INPUT" {
		t.Errorf("the cursor is in %q, not in the input (%v)", focused, err)
	}
	p.do(chromedp.KeyEvent("USER mrose\r"))
	p.shows("Session", "+OK mrose")
	for _, name := range []string{"First contact", "go to free practice", "connect to a real server"} {
		if len(p.nodes(0, "link", name)) != 1 {
			t.Errorf("no link %q", name)
		}
	}
	p.quiet()
	p.shoot("home", 1280, 800)
	p.shoot("home", 360, 740)
}

func testPracticeT1(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_(t1[0].typed)
	p.status("AUTHORIZATION")
	asked := p.settled()
	var want []string
	for _, step := range t1 {
		if step.typed != t1[0].typed {
			p.type_(step.typed)
			want = append(want, "C "+step.typed)
		}
		for _, l := range step.lines {
			want = append(want, strings.TrimSpace("S "+l))
		}
	}
	p.status("UPDATE")
	p.shows("Session", "Connection closed by foreign host.")
	lines := p.items("region", "Session")
	if got := wireLines(lines); !slices.Equal(got, want) {
		t.Errorf("the session shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	notes := p.items("region", "Notes")
	if len(notes) != len(lines) {
		t.Errorf("%d lines have %d notes", len(lines), len(notes))
	}
	for i, n := range notes {
		if !strings.Contains(n, "RFC ") {
			t.Errorf("note %d names no source: %q", i, n)
		}
	}
	p.type_("check office", "pull", "wait 1 day", "plug", "deliver")
	for _, view := range []string{"Maildrop", "Devices", "Wire", "Mail's way", "Events"} {
		p.world(view)
	}
	if p.asked() != asked {
		t.Errorf("a practice session made %d requests", p.asked()-asked)
	}
	p.quiet()
	p.shoot("practice", 1280, 800)
	p.shoot("practice", 360, 740)
}

// settled waits until a page has fetched what it fetches while nothing else happens,
// and gives the number of its requests.
func (p *tab) settled() int {
	p.t.Helper()
	return p.steady(p.asked)
}

// steady waits until a number of requests does not change for a while, and gives it.
// A page fetches its last parts when it is idle, which is late on a busy machine.
func (p *tab) steady(requests func() int) int {
	p.t.Helper()
	asked, since := requests(), time.Now()
	p.until("a page that fetches nothing more", func() bool {
		if n := requests(); n != asked {
			asked, since = n, time.Now()
		}
		return time.Since(since) > 3*time.Second
	})
	return asked
}

// wireLines keeps the lines of client and server, each with its letter.
func wireLines(items []string) []string {
	var wire []string
	for _, i := range items {
		if strings.HasPrefix(i, "C ") || strings.HasPrefix(i, "S ") || i == "S" {
			wire = append(wire, i)
		}
	}
	return wire
}

func testPracticeWrong(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("STAT", "telnet nowhere 110", "telnet dewey 111", "telnet dewey 110")
	p.status("AUTHORIZATION")
	p.type_("STAT", "PASS secret", "USER <mrose>", "USER mrose", "PASS wrong", "LIST  1", "HELP", "GET / HTTP/1.1", "", "RETR \u00fc")
	p.shows("Session", "Name or service not known")
	p.shows("Session", "Connection refused")
	p.shows("Session", "-ERR")
	lines, notes := p.items("region", "Session"), p.items("region", "Notes")
	if len(lines) != len(notes) || len(lines) < 25 {
		t.Errorf("%d lines have %d notes", len(lines), len(notes))
	}
	p.status("AUTHORIZATION")
	p.quiet()
	p.shoot("wrong", 1280, 800)
}

func testHangup(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "DELE 1", "STAT")
	p.shows("Session", "+OK 1 200")
	p.press("Hang up")
	p.status("not connected")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "STAT")
	p.shows("Session", "+OK 2 320")
	p.quiet()
}

// testKeyboard uses no pointer: history with the arrow keys, Tab to a button.
func testKeyboard(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110", "NOOP")
	p.shows("Session", "-ERR")
	p.do(chromedp.KeyEvent("\u0300")) // a key that is none must do no harm
	before := len(p.items("region", "Session"))
	p.act("textbox", "Command", "function() { this.value = '' }")
	p.do(chromedp.KeyEvent(arrowUp + "\r"))
	p.until("the repeated NOOP", func() bool { return len(p.items("region", "Session")) >= before+2 })
	p.quiet()
}

const arrowUp = "\u0304" // chromedp's rune for the arrow-up key

func testNoEngine(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.block("*://*:*/*/poplab.wasm")
	p.do(chromedp.Navigate(site + "/practice/"))
	p.until("an alert that says what to do", func() bool {
		ids := p.nodes(0, "alert", "")
		return len(ids) > 0 && strings.Contains(strings.ToLower(p.text(ids[0])), "reload")
	})
	p.shoot("no-engine", 1280, 800)
	p.block()
	p.press("Start over")
	p.until("a page that works again", func() bool {
		return p.text(p.find("alert", "")) == "" && len(p.nodes(0, "button", "Reload the page")) == 0
	})
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
}

// block lets no request for these URLs through; none at all ends it.
func (p *tab) block(patterns ...string) {
	p.t.Helper()
	list := []*network.BlockPattern{}
	for _, pattern := range patterns {
		list = append(list, &network.BlockPattern{URLPattern: pattern, Block: true})
	}
	if _, err := chromedp.Call(p.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: list}); err != nil {
		p.t.Fatal(err)
	}
}

// testLevel changes the size of the letters, which a width does not tell.
func testLevel(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST", "USER "+strings.Repeat("x", 1000), "RETR 2")
	p.shows("Session", "See you there, -- Bob")
	for _, size := range []string{"16px", "21px", "13px"} {
		p.evaluate("document.documentElement.style.fontSize = '" + size + "'")
		p.until("level notes at "+size, func() bool { return p.evaluate(unlevel) == "" })
	}
	p.type_("clear", "STAT")
	p.shows("Session", "+OK 2 320")
	p.until("level notes after clear", func() bool { return p.evaluate(unlevel) == "" })
}

// unlevel names the first row whose note does not stand level with its line.
const unlevel = `(() => {
	const tops = (name) => [...document.querySelectorAll('section[aria-label=' + name + '] [role=listitem]')]
		.map((item) => item.getBoundingClientRect().top);
	const [lines, notes] = [tops('Session'), tops('Notes')];
	const at = lines.findIndex((top, i) => Math.abs(top - notes[i]) >= 1);
	return lines.length !== notes.length ? lines.length + ' lines, ' + notes.length + ' notes' : at < 0 ? '' : 'row ' + at;
})()`

// evaluate gives the text that a script in the page comes to. A page that is on
// its way out does not answer; then the one that comes after it is asked.
func (p *tab) evaluate(script string) string {
	p.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](script))
		if err == nil {
			return text
		}
		if left := new(cdproto.Error); !errors.As(err, &left) || left.Code != pageLeft || time.Now().After(end) {
			p.t.Fatal(err)
		}
	}
}

// pageLeft is the code of the browser's "Inspected target navigated or closed"
// and of "Execution context was destroyed".
const pageLeft = -32000
