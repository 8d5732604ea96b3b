package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

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
		{"without the engine the page says what to do", testNoEngine},
		{"lesson ticks tasks and remembers them", testLesson},
		{"bridge reaches the practice server", testBridgePractice},
		{"narrow screen", testNarrow},
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
	for _, role := range []string{"First contact", "Free practice"} {
		if len(p.nodes(0, "link", "")) == 0 {
			t.Errorf("no link to %s", role)
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
	asked := p.asked()
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
	if p.asked() != asked {
		t.Errorf("a practice session made %d requests", p.asked()-asked)
	}
	p.quiet()
	p.shoot("practice", 1280, 800)
	p.shoot("practice", 360, 740)
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
	p.press("Disconnect")
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
	p.call(p.find("textbox", "Command"), "function() { this.value = '' }")
	p.do(chromedp.KeyEvent(arrowUp + "\r"))
	p.until("the repeated NOOP", func() bool { return len(p.items("region", "Session")) >= before+2 })
	p.quiet()
}

const arrowUp = "\u0304" // chromedp's rune for the arrow-up key

func testNoEngine(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	if _, err := chromedp.Call(p.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*/poplab.wasm", Block: true}},
	}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(site + "/practice/"))
	p.until("an alert that says what to do", func() bool {
		ids := p.nodes(0, "alert", "")
		return len(ids) > 0 && strings.Contains(strings.ToLower(p.text(ids[0])), "reload")
	})
	p.shoot("no-engine", 1280, 800)
}

func testLesson(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	tasks := func() string { return strings.Join(p.items("list", "Tasks"), "\n") }
	p.until("an open task", func() bool { return strings.Contains(tasks(), "open") && !strings.Contains(tasks(), "done") })
	p.type_("telnet dewey 110")
	p.until("the first task done", func() bool { return strings.Count(tasks(), "done") == 1 })
	p.type_("USER mrose", "PASS secret")
	p.until("the second task done", func() bool { return strings.Count(tasks(), "done") == 2 })
	p.shoot("lesson", 1280, 800)
	p.shoot("lesson", 360, 740)
	p.do(chromedp.EmulateViewport(1280, 900))
	p.do(chromedp.Reload())
	p.until("the tasks still done after a reload", func() bool { return strings.Count(tasks(), "done") == 2 })
	p.quiet()
}

func testBridgePractice(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/bridge/")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "STAT")
	p.shows("Session", "PASS secret") // the practice server keeps no secret
	p.shows("Session", "+OK 2 320")
	p.status("TRANSACTION")
	p.type_("RETR 2")
	p.shows("Session", "See you there, -- Bob")
	p.shoot("bridge", 1280, 800)
	p.type_("QUIT")
	p.status("UPDATE")
	lines, notes := p.items("region", "Session"), p.items("region", "Notes")
	if len(lines) != len(notes) {
		t.Errorf("%d lines have %d notes", len(lines), len(notes))
	}
	p.quiet()
}

func testNarrow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/lessons/L1/"))
	p.until("tabs", func() bool { return len(p.nodes(0, "tab", "")) >= 3 })
	p.until("a page no wider than the screen", func() bool {
		wide, err := chromedp.Run(p.ctx, chromedp.Evaluate[float64]("document.documentElement.scrollWidth"))
		return err == nil && wide <= 360
	})
	p.do(chromedp.Navigate(site + "/practice/"))
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

// The page says why a connection ended and offers another.
func TestBridgeLost(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := fakePOP3(t, "+OK here for a moment\r\n")
	browser := newBrowser(t)
	site := startProgram(t, "-target", "fake="+server.address).url
	p := visit(t, browser, site+"/bridge/?target=fake")
	p.press("Connect")
	p.status("AUTHORIZATION")
	server.stop()
	p.status("not connected")
	p.find("button", "Reconnect")
	p.shoot("lost", 1280, 800)
}

// A whole session at a server that is not ours.
func TestBridgeDovecot(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	address := startDovecot(t)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "dovecot="+address).url
	p := visit(t, browser, site+"/bridge/?target=dovecot")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER alice", "PASS secret")
	p.status("TRANSACTION")
	p.shows("Session", "PASS ••••••")
	p.type_("STAT", "LIST", "RETR 1", "DELE 1", "NONSENSE", "QUIT")
	p.status("UPDATE")
	lines, notes := p.items("region", "Session"), p.items("region", "Notes")
	if len(lines) != len(notes) {
		t.Errorf("%d lines have %d notes", len(lines), len(notes))
	}
	if all := strings.Join(append(lines, notes...), "\n"); strings.Contains(all, "secret") {
		t.Errorf("the password is on the screen:\n%s", all)
	}
	time.Sleep(50 * time.Millisecond)
	p.quiet()
	p.shoot("dovecot", 1280, 800)
}
