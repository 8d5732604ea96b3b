package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestPageLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	t.Run("chosen by keyboard", func(t *testing.T) { testGerman(t, browser, site) })
	t.Run("on a telephone", func(t *testing.T) { testGermanNarrow(t, browser, site) })
	t.Run("of the simulated world", func(t *testing.T) { testWorldNotes(t, browser, site) })
	t.Run("without the file", func(t *testing.T) { testGermanMissing(t, browser, site) })
}

// testGerman changes the language of a running session: its notes are told anew,
// and the choice holds for what follows and for the next page.
func testGerman(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.shows("Notes", "The server speaks first")
	if p.askedFor("/notes.de.txt") {
		t.Error("the German notes are loaded before anybody chose them")
	}
	p.tools()
	p.typeInto("Notes in", "d")
	p.shows("Notes", "Der Server spricht zuerst")
	p.type_("RETR 1")
	p.shows("Notes", "Regelverstoß. RETR braucht ein offenes Postfach")
	if got := p.call(p.find("region", "Notes"), "function() { return this.querySelector('[role=list]').lang }"); got != "de" {
		t.Errorf("a screen reader takes the notes for %q", got)
	}
	p.shoot("language", 1280, 800)
	p.do(chromedp.Navigate(site + "/practice/"))
	p.type_("telnet dewey 110")
	p.shows("Notes", "Bei POP3 spricht der Server zuerst")
	p.tools()
	p.typeInto("Notes in", "e")
	p.shows("Notes", "In POP3 the server speaks first")
	p.quiet()
}

// testGermanNarrow has the choice among the tools, which take no room while nobody
// wants them.
func testGermanNarrow(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	p.do(chromedp.EmulateViewport(360, 640), chromedp.Navigate(site+"/"))
	p.status("AUTHORIZATION")
	if len(p.nodes(0, "combobox", "Notes in")) != 0 {
		t.Error("the tools take room before anybody wants them")
	}
	p.act("tab", "Notes", "function() { this.click() }")
	p.press("View")
	p.typeInto("Notes in", "d")
	p.shows("Notes", "Der Server spricht zuerst")
	p.shoot("language", 360, 640)
	p.quiet()
}

// testWorldNotes meets a line whose note is not among those that every page loads:
// they are fetched then, and the language may change behind it.
func testWorldNotes(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.shows("Notes", "The server speaks first")
	if p.askedFor("/world.en.txt") {
		t.Error("the notes of the world are loaded before any line needs them")
	}
	p.type_("wait 5 minutes")
	p.shows("Notes", "Time has passed in the whole simulated world")
	p.tools()
	p.typeInto("Notes in", "d")
	p.shows("Notes", "In der ganzen simulierten Welt ist Zeit vergangen")
	p.typeInto("Notes in", "e")
	p.quiet()
}

// testGermanMissing cannot load the German notes, says so and stays with English.
func testGermanMissing(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.shows("Notes", "The server speaks first")
	p.block("*://*:*/*/notes.de.txt")
	p.tools()
	p.typeInto("Notes in", "d")
	p.until("what is wrong", func() bool { return strings.Contains(p.everything(), "The notes stay as they are.") })
	if got := p.call(p.find("combobox", "Notes in"), "function() { return this.value }"); got != "en" {
		t.Errorf("the choice says %q", got)
	}
	p.type_("USER mrose")
	p.shows("Notes", "You name the mailbox")
	p.block()
	p.typeInto("Notes in", "d")
	p.shows("Notes", "Du nennst das Postfach")
	if strings.Contains(p.everything(), "The notes stay as they are.") {
		t.Error("the page still complains")
	}
}

// The page offers each language that the notes are in.
func TestPageOffersLanguages(t *testing.T) {
	page, err := os.ReadFile("../web/transcript.templ")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("../wasm/annotate")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		language, isNotes := strings.CutPrefix(f.Name(), "notes.")
		language = strings.TrimSuffix(language, ".txt")
		if isNotes && !strings.Contains(string(page), `<option value="`+language+`" lang="`+language+`">`) {
			t.Errorf("nobody can choose %s", f.Name())
		}
	}
}

// typeInto presses keys where the choice of that label has the focus.
func (p *tab) typeInto(label, keys string) {
	p.t.Helper()
	p.act("combobox", label, "function() { this.focus() }")
	p.do(chromedp.KeyEvent(keys))
}

// askedFor says whether the page asked for a URL with that end.
func (p *tab) askedFor(end string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.ContainsFunc(p.requests, func(url string) bool { return strings.HasSuffix(url, end) })
}
