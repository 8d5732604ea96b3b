package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestPageTools(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, site string)
	}{
		{"octets of a line", testWireOfLine},
		{"octets of all lines", testWireOfAll},
		{"one side", testSide},
		{"tools before there are lines", testToolsEarly},
		{"search", testFind},
		{"link to a line", testDeepLink},
		{"lamp of a line", testLamp},
		{"tools on a telephone", testToolsNarrow},
		{"paper", testPaper},
		{"tools that do not come", testNoTools},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, browser, site) })
	}
}

// octets are what the group of the octets of a line shows.
func (p *tab) octets(line int) string {
	p.t.Helper()
	return p.text(p.find("group", fmt.Sprintf("Octets of line %d", line)))
}

func testWireOfLine(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.status("AUTHORIZATION")
	p.type_("USER mrose")
	p.act("textbox", "Command", "function() { this.value = 'NOOP\\tü '; this.form.requestSubmit() }")
	p.shows("Session", "-ERR")
	if n := len(p.nodes(0, "group", "Octets of line 6")); n != 0 {
		t.Errorf("octets are shown before anybody wants them")
	}
	p.press("Wire of line 6")
	if got := p.octets(6); !strings.HasPrefix(got, "USER mrose CR LF from the client · offset 0 · 12 octets") {
		t.Errorf("the octets are %q", got)
	}
	if got := p.call(p.find("button", "Wire of line 6"), "function() { return this.ariaExpanded }"); got != "true" {
		t.Errorf("the button says %q", got)
	}
	// By keyboard, on the line itself.
	p.evaluate(`document.querySelector('[aria-label=Session] [data-row="7"]').focus() ?? ''`)
	p.do(chromedp.KeyEvent("\r"))
	if got := p.octets(8); !strings.HasPrefix(got, "NOOP TAB C3 BC CR LF from the client · offset 12 · 10 octets") {
		t.Errorf("the octets are %q", got)
	}
	p.do(chromedp.KeyEvent(" "))
	p.until("no octets of line 8", func() bool { return len(p.nodes(0, "group", "Octets of line 8")) == 0 })
	p.quiet()
	p.shoot("wire-line", 1280, 800)
}

func testWireOfAll(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "RETR 1")
	p.shows("Session", "exactly 120 octets")
	p.act("checkbox", "Wire", "function() { this.click() }")
	wire := func() []string {
		var texts []string
		for _, id := range p.nodes(p.find("region", "Session"), "group", "") {
			texts = append(texts, p.text(id))
		}
		return texts
	}
	p.until("octets of all lines of the wire", func() bool { return len(wire()) == 13 })
	all := wire()
	if want := ". CR LF from the server"; !strings.HasPrefix(all[12], want) {
		t.Errorf("the last line is %q", all[12])
	}
	if want := "120 of the message so far"; !strings.Contains(all[11], want) {
		t.Errorf("%q does not say %q", all[11], want)
	}
	if p.evaluate(unlevel) != "" {
		t.Errorf("the notes are not level: %s", p.evaluate(unlevel))
	}
	p.type_("NOOP")
	p.until("octets of new lines too", func() bool { return len(wire()) == 15 })
	p.shoot("wire", 1280, 800)
	p.shoot("wire", 360, 740)
	p.quiet()
}

// A line that begins with a dot is sent with one more (RFC 1939 section 3).
func TestWireOfStuffedLine(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "1.eml"), []byte("Subject: Dots\r\n\r\n.profile\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := visit(t, newBrowser(t), startProgram(t, "-user", "dots:secret="+folder).url+"/bridge/")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER dots", "PASS secret", "RETR 1")
	p.shows("Session", "..profile")
	p.press("Wire of line 11")
	if got := p.octets(11); !strings.HasPrefix(got, "..profile CR LF from the server · offset ") ||
		!strings.Contains(got, " 11 octets · 27 of the message so far") ||
		!strings.HasSuffix(got, "sent “..profile”, means “.profile”") {
		t.Errorf("the octets are %q", got)
	}
	p.quiet()
}

// A record of TLS shows how it begins, and all of it to those who ask.
func TestWireOfRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	p := visit(t, newBrowser(t), startProgram(t).url+"/annotate/")
	capture, err := filepath.Abs("../wasm/capture/testdata/packets-stls.pcapng")
	if err != nil {
		t.Fatal(err)
	}
	p.choose(capture)
	p.shows("Session", "16 03 01")
	line := 1
	for i, text := range p.items("region", "Session") {
		if strings.HasPrefix(text, "C 16 03 01") {
			line = i + 1
		}
	}
	p.press(fmt.Sprintf("Wire of line %d", line))
	begun := p.octets(line)
	if !strings.HasPrefix(begun, "16 03 01") || strings.Count(begun[:strings.Index(begun, "…")], " ") != 64 {
		t.Errorf("the record begins %q", begun)
	}
	all := regexp.MustCompile(`all ([0-9]+) octets`).FindStringSubmatch(begun)
	if all == nil {
		t.Fatalf("nothing shows the rest of %q", begun)
	}
	p.press(all[0])
	whole, _, _ := strings.Cut(p.octets(line), " from the client")
	if n := len(strings.Fields(whole)); fmt.Sprint(n) != all[1] {
		t.Errorf("%d octets are shown of %s", n, all[1])
	}
	p.until("notes level with their lines", func() bool { return p.evaluate(unlevel) == "" })
	p.quiet()
	p.shoot("record", 1280, 800)
}

// testToolsEarly uses the tools while there is nothing yet to use them on.
func testToolsEarly(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.block("*://*:*/*/poplab.wasm")
	p.do(chromedp.Navigate(site + "/practice/"))
	p.tools()
	p.pick("Show", "S")
	p.alert("could not fetch")
	p.pick("Show", "C")
	p.block()
	p.press("Start over")
	p.type_("telnet dewey 110", "USER mrose")
	p.until("the line of the client alone", func() bool {
		return slices.Equal(p.items("region", "Session"), []string{"C USER mrose"})
	})
}

// The lamp shows the state behind a line while it is lit; the status says no word of it.
func testLamp(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret")
	p.status("TRANSACTION")
	lamp := func() string { return p.evaluate("document.getElementById('stations').dataset.lamp") }
	if lamp() != "TRANSACTION" {
		t.Errorf("the lamp is at %s", lamp())
	}
	p.evaluate(`document.querySelector('[aria-label=Session] [data-row="5"]').focus() ?? ''`)
	p.until("the lamp of line 6", func() bool { return lamp() == "AUTHORIZATION" })
	p.status("TRANSACTION")
	p.act("textbox", "Command", "function() { this.focus() }")
	p.until("the lamp of now", func() bool { return lamp() == "TRANSACTION" })
}

func testToolsNarrow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+"/practice/"))
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "RETR 2")
	p.status("TRANSACTION")
	p.press("View")
	p.act("checkbox", "Wire", "function() { this.click() }")
	p.until("octets", func() bool { return len(p.nodes(0, "group", "Octets of line 6")) == 1 })
	p.press("Save")
	p.until("formats", func() bool { return len(p.nodes(0, "button", "pcapng")) == 1 })
	p.shoot("tools", 360, 740)
	if wide := p.evaluate("String(document.documentElement.scrollWidth)"); wide != "360" {
		t.Errorf("the page is %s pixels wide", wide)
	}
	for _, name := range []string{"Wire of line 6", "Save", "View"} {
		size := p.call(p.find("button", name), "function() { const r = this.getBoundingClientRect(); return `${Math.min(r.width, r.height) >= 24}` }")
		if size != "true" {
			t.Errorf("%s is too small for a finger", name)
		}
	}
	p.quiet()
}

// testPaper prints from a telephone with a dark screen: lines and notes side by side in
// dark ink, and no tools.
func testPaper(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(site+"/practice/"))
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "RETR 2", "nonsense")
	p.status("TRANSACTION")
	media := func(name string) {
		t.Helper()
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			t.Fatal(err)
		}
	}
	p.evaluate("document.documentElement.dataset.scheme = 'dark'")
	p.evaluate("dispatchEvent(new Event('beforeprint')) && ''")
	media("print")
	if ink := p.evaluate("getComputedStyle(document.body).color"); ink != "rgb(29, 28, 26)" {
		t.Errorf("the ink is %s", ink)
	}
	p.do(chromedp.EmulateViewport(718, 1000)) // A4 with the margins of Chromium
	p.until("notes level with their lines", func() bool { return p.evaluate(unlevel) == "" })
	for _, c := range []struct{ role, name string }{{"checkbox", "Wire"}, {"button", "View"}, {"button", "Wire of line 6"}, {"textbox", "Command"}} {
		if len(p.nodes(0, c.role, c.name)) > 0 {
			t.Errorf("the paper has the %s %q", c.role, c.name)
		}
	}
	p.shoot("paper", 718, 1000)
	media("")
	p.evaluate("dispatchEvent(new Event('afterprint')) && ''")
	p.do(chromedp.EmulateViewport(360, 740))
	p.until("the session alone", func() bool { return len(p.nodes(0, "region", "Notes")) == 0 })
}

// testNoTools loses the network before a tool is used; with the network back, all works.
func testNoTools(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.status("AUTHORIZATION")
	p.type_("USER mrose")
	p.shows("Session", "+OK mrose")
	if p.askedFor("/tools.js") {
		t.Error("the tools are loaded before anybody uses one")
	}
	p.block("*://*:*/*/tools.js")
	p.press("Wire of line 6")
	p.until("what is wrong", func() bool {
		return p.text(p.find("status", "Found")) == "A part of this page could not be fetched. Is the network up?"
	})
	p.block()
	p.press("Wire of line 6")
	p.find("group", "Octets of line 6")
}
