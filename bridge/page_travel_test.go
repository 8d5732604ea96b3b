package main

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"poplab/wasm/desk"
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
	p.call(p.find("checkbox", "By octets"), "function() { this.focus(); this.click() }")
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
	p.call(p.find("checkbox", "By octets"), "function() { this.click() }")
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

// sessionLink is the link that the page copies.
func (p *tab) sessionLink() string {
	p.t.Helper()
	p.evaluate("String(navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); })")
	p.travel("Copy link")
	p.news("The link is copied.")
	return p.evaluate("window.copied")
}

// scriptOf is the text that a link holds.
func scriptOf(t *testing.T, link string) string {
	t.Helper()
	_, packed, _ := strings.Cut(link, "#session=")
	octets, err := base64.RawURLEncoding.DecodeString(packed)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(octets)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// testSessionLink plays the link of a page in Go, which makes the same session of it,
// and tells what a session of 30 lines takes.
func testSessionLink(t *testing.T, p *tab) {
	for range 5 {
		p.type_(talk...)
	}
	p.status("UPDATE")
	link := p.sessionLink()
	t.Logf("a session of %d lines takes a link of %d octets", 5*len(talk), len(link))
	if said := strings.ReplaceAll(p.evaluate("holds.textContent"), ",", ""); len(link) > 1500 || !strings.HasPrefix(said, strconv.Itoa(len(link))+" octets") {
		t.Errorf("a link of %d octets, of which the page says %q", len(link), said)
	}
	d, err := desk.Restore(scriptOf(t, link), "")
	if err != nil {
		t.Fatal(err)
	}
	d.Travel(5*len(talk), "")
	var want []string
	for _, row := range d.Rows(0, 1000) {
		want = append(want, row.Text)
	}
	if got := p.lines(); !slices.Equal(got, want) {
		t.Errorf("the page shows %q, and Go %q", got, want)
	}
	p.quiet()
}

// testLinkAsks opens a link while there is a session, and then in a page that has none.
func testLinkAsks(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	whole := p.lines()
	link := p.sessionLink()
	p.press("Start over")
	p.type_("telnet dewey 110", "USER mrose")
	p.shows("Session", "+OK mrose")
	p.evaluate("String(location.hash = " + quoted(link[strings.Index(link, "#")+1:]) + ")")
	offer := p.find("dialog", "This link holds a session")
	p.says(offer, "6 lines are typed in it, to dewey.")
	p.says(offer, "The session that stands in this page is over then.")
	if got := p.items("list", "Lines that are typed in it"); !slices.Equal(got, talk) {
		t.Errorf("it shows %q", got)
	}
	p.shoot("offer", 360, 740)
	p.shoot("offer", 1440, 1024)
	p.use(offer, "button", "Not now")
	p.until("the old session", func() bool { return len(p.lines()) == 7 && p.evaluate("location.hash") == "" })
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
	p.use(p.find("dialog", "This link holds a session"), "button", "Open at the end")
	p.status("UPDATE")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("opened was %q", got)
	}
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
	offer = p.find("dialog", "This link holds a session")
	p.evaluate("pace.value = '0.4'")
	p.use(offer, "button", "Play it")
	p.until("a part of it", func() bool { n := len(p.lines()); return n > 1 && n < 9 })
	p.travel("Pause", "Last")
	p.status("UPDATE")
	p.quiet()
}

// linkOf is what stands behind the "#" of a link with that script.
func linkOf(t *testing.T, script string) string {
	t.Helper()
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, 9)
	w.Write([]byte(script))
	w.Close()
	return "session=" + base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

func testDamagedSession(t *testing.T, p *tab) {
	p.type_(talk[:2]...)
	p.shows("Session", "+OK mrose")
	for fragment, want := range map[string]string{
		"session=":                               "This link is damaged or cut off.",
		"session=%%%":                            "This link is damaged or cut off.",
		"session=AAAA":                           "This link is damaged or cut off.",
		linkOf(t, "Dear Sir or Madam"):           "This is no session of poplab",
		linkOf(t, "poplab session 2\n"):          "another version of poplab",
		linkOf(t, "poplab session 1\nsay 0 x\n"): "Line 2 of this session is damaged.",
		linkOf(t, "poplab session 1\nworld\n\thost nowhere\n"):      "The world of this session cannot be opened",
		linkOf(t, "poplab session 1\n"+strings.Repeat("x", 70_000)): "more than 64 KiB",
	} {
		p.evaluate("String(location.hash = " + quoted(fragment) + ")")
		p.alert(want)
		p.evaluate("String(document.getElementById('fault').textContent = '')")
	}
	if got := p.lines(); len(got) != 7 {
		t.Errorf("the session became %q", got)
	}
	p.quiet()
}

// testLargeSession types what no link can hold.
func testLargeSession(t *testing.T, p *tab) {
	p.type_("telnet dewey 110")
	p.shows("Session", "+OK dewey")
	noise := make([]byte, 9000) // letters in which deflate finds no pattern
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = 'A' + byte(random.IntN(58))
	}
	p.call(p.find("textbox", "Command"), "function() { this.value = "+quoted(string(noise))+"; this.form.requestSubmit() }")
	p.until("why there is no link", func() bool { return strings.Contains(p.everything(), "This session is too long for a link.") })
	if n := len(p.nodes(0, "button", "Copy link")); n != 0 {
		t.Error("a link can be copied")
	}
	p.travel("Undo") // which leaves the line ahead
	p.press("Continue from here")
	p.find("button", "Copy link")
	p.call(p.find("textbox", "Command"), `function() {
		const data = new DataTransfer();
		data.setData('text/plain', 'NOOP\n'.repeat(201));
		this.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
	}`)
	p.until("why there is none again", func() bool { return strings.Contains(p.everything(), "This session has become too long to be written down.") })
	if n := len(p.nodes(0, "button", "Copy link")); n != 0 {
		t.Error("a link to nothing can be copied")
	}
	p.press("Start over")
	p.news("Started over.")
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

// testLessonLink opens a session of somebody else: no task is done by it, until its
// reader goes on.
func testLessonLink(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	link := p.sessionLink()
	if script := scriptOf(t, link); !strings.Contains(script, "\tuser ann *\n") || strings.Contains(strings.ToLower(script), "p2") {
		t.Errorf("the link holds\n%s", script)
	}
	password := p.evaluate("document.querySelector('[data-fact=password]')?.textContent ?? ''")
	p.evaluate("localStorage.clear() ?? ''")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
	offer := p.find("dialog", "This link holds a session")
	p.says(offer, "Your tasks stay as they are")
	p.use(offer, "button", "Open at the end")
	p.shows("Session", "-ERR [IN-USE]")
	p.open("See the lock")
	if got := p.evaluate("document.querySelector('[data-fact=password]')?.textContent ?? ''"); got != password {
		t.Errorf("the password of ann is %q, and was %q", got, password)
	}
	p.type_("wait 10 minutes")
	p.ticked("Wait")
	p.ticked("See the lock")
	p.evaluate("String(location.hash = " + quoted(linkOf(t, "poplab session 1\nworld\n\thost dewey\n\tuser a b\n\tmessage m1\ntype 0 wait 1 day\n")) + ")")
	p.says(p.find("dialog", "This link holds a session"), "It was played in another world than the one of this page")
	p.quiet()
}

// testTelephoneLink plays a session where the lesson stands before the console: it comes
// in sight, and so does what stops it.
func testTelephoneLink(t *testing.T, p *tab) {
	p.do(chromedp.EmulateViewport(360, 740))
	p.evaluate("String(location.hash = 'session=')")
	p.alert("This link is damaged")
	p.evaluate("String(location.hash = " + quoted(linkOf(t, "poplab session 1\ntype 0 telnet dewey 110\ntype 0 QUIT\n")) + ")")
	offer := p.find("dialog", "This link holds a session")
	if got := p.evaluate("document.getElementById('fault').textContent"); got != "" {
		t.Errorf("the page still says %q", got)
	}
	p.use(offer, "button", "Play it")
	p.until("the focus on Pause", func() bool { return p.evaluate("document.activeElement.textContent") == "Pause" })
	if p.call(p.find("button", "Pause"), onScreen) != "yes" {
		t.Error("Pause is out of sight")
	}
	p.shows("Session", "telnet dewey 110")
	p.travel("Last")
	p.shows("Session", "Connection closed")
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
	p.news("Line 5 of 7: S: +OK mrose's maildrop has 2 messages (320 octets)")
	p.lit("+OK mrose's maildrop has 2 messages (320 octets)")
	p.travel("First", "Forward")
	p.news("Line 1 of 7: S: +OK POP3 server ready")
	if ids := p.nodes(0, "button", "Undo"); len(ids) != 0 || strings.Contains(p.everything(), "Copy link") {
		t.Error("what was said to a real server can be taken back, or handed on")
	}
	p.type_("LIST")
	p.shows("Session", "2 200")
	p.until("all lines", func() bool { return len(p.lines()) == 12 && p.evaluate("reached.textContent") == "Line 12 of 12" })
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
	before := asked.Load()
	p.travel("First", "Forward", "Last", "Undo", "Play")
	p.evaluate("String(location.hash = " + quoted(link[strings.Index(link, "#")+1:]) + ")")
	p.use(p.find("dialog", "This link holds a session"), "button", "Open at the end")
	p.status("UPDATE")
	if n := asked.Load() - before; n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
	p.quiet()
}
