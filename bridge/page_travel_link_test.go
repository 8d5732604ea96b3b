package main

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"poplab/wasm/desk"
)

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
	p.says(offer, "The session that stands in this page is put aside then.")
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
	p.act("textbox", "Command", tooLong)
	p.until("why there is none again", func() bool {
		return strings.Contains(p.everything(), "This session has become too long to be written down.")
	})
	if n := len(p.nodes(0, "button", "Copy link")); n != 0 {
		t.Error("a link to nothing can be copied")
	}
	p.press("Start over")
	p.news("Started over. The session before is put aside.") // as much of it as could be kept
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

// testEmptyLink holds a world in which nothing was typed.
func testEmptyLink(t *testing.T, p *tab) {
	p.evaluate("String(location.hash = " + quoted(linkOf(t, "poplab session 1\n")) + ")")
	offer := p.find("dialog", "This link holds a session")
	p.says(offer, "Nothing is typed in it yet: it holds a world at its beginning.")
	p.use(offer, "button", "Open at the end")
	p.type_("telnet dewey 110")
	p.shows("Session", "+OK dewey POP3 server ready")
	p.quiet()
}

// testLinkAtHome opens a link where sessions cannot be opened: it leads to where they can.
func testLinkAtHome(t *testing.T, p *tab) {
	p.shows("Session", "+OK dewey POP3 server ready")
	p.evaluate("String(location.hash = " + quoted(linkOf(t, "poplab session 1\ntype 0 telnet dewey 110\n")) + ")")
	p.says(p.find("dialog", "This link holds a session"), "One line is typed in it, to dewey.")
	if got := p.evaluate("location.pathname"); got != "/practice/" {
		t.Errorf("it is opened at %s", got)
	}
	p.quiet()
}
