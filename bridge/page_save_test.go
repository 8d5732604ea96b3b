package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"poplab/wasm/desk"
)

// fixed is the time in the tests of files, which hold times, in milliseconds.
const fixed = 1_000_000_000_000

func TestPageSave(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	t.Run("files", func(t *testing.T) { testSavedFiles(t, browser, site) })
	t.Run("what cannot be saved", func(t *testing.T) { testNothingToSave(t, browser, site) })
	t.Run("by keyboard", func(t *testing.T) { testSaveByKeyboard(t, browser, site) })
	t.Run("real server", func(t *testing.T) { testSaveMasked(t, browser) })
}

// testSavedFiles wants in the files octet for octet what Go writes.
func testSavedFiles(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, "about:blank")
	stop := page.AddScriptToEvaluateOnNewDocumentParams{Source: "Date.now = () => 1_000_000_000_000"}
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, stop); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(site + "/practice/"))
	d, err := desk.Open("", "", "test")
	if err != nil {
		t.Fatal(err)
	}
	d.Tick(fixed * 1000)
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "RETR 2", "QUIT"} {
		p.type_(line)
		d.Type(line)
	}
	p.status("UPDATE")
	p.press("Save")
	row := d.Look().Count - 1
	for name, format := range map[string]string{"Markdown": "markdown", "pcap": "pcap", "Message (.eml)": "eml"} {
		want, err := d.Save(format, false, "en", row)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.download(name, want.Name); got != string(want.Octets) {
			t.Errorf("%s has %d octets, want %d:\n%.500q\n%.500q", name, len(got), len(want.Octets), got, want.Octets)
		}
	}
	p.act("checkbox", "Hide passwords", "function() { this.click() }")
	want, _ := d.Save("markdown", true, "en", row)
	if got := p.download("Markdown", want.Name); got != string(want.Octets) || strings.Contains(got, "secret") {
		t.Errorf("with passwords hidden the file is\n%s\nwant\n%s", got, want.Octets)
	}
	p.quiet()
	p.shoot("save", 1280, 800)
}

// testNothingToSave has the reason in words.
func testNothingToSave(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	p.press("Save")
	p.press("Message (.eml)")
	p.until("the reason", func() bool { return strings.Contains(p.everything(), "there is no message to save") })
	p.quiet()
}

// testSaveByKeyboard opens the panel, walks in, and leaves it with Escape.
func testSaveByKeyboard(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.status("AUTHORIZATION")
	p.act("button", "Save", "function() { this.focus() }")
	p.do(chromedp.KeyEvent("\r"))
	p.find("button", "Markdown")
	p.do(chromedp.KeyEvent("\t"))
	if got := p.evaluate("document.activeElement.textContent"); got != "Markdown" {
		t.Errorf("behind the button comes %q", got)
	}
	p.do(chromedp.KeyEvent("\x1b"))
	p.until("no panel", func() bool { return len(p.nodes(0, "button", "Markdown")) == 0 })
	if got := p.evaluate("document.activeElement.id"); got != "save" {
		t.Errorf("the focus is at %q", got)
	}
	p.quiet()
}

// testSaveMasked has no choice but to hide the secrets of a real server.
func testSaveMasked(t *testing.T, browser context.Context) {
	server := fakePOP3(t, "+OK here\r\n")
	site := startProgram(t, "-target", "fake="+server.address).url
	p := visit(t, browser, site+"/bridge/?target=fake")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER bob", "PASS c4nary")
	p.shows("Session", "PASS ••••••")
	p.act("checkbox", "Wire", "function() { this.click() }")
	p.until("octets without the secret", func() bool {
		return strings.HasPrefix(p.octets(4), "PASS •••••• CR LF from the client")
	})
	p.press("Save")
	if got := p.call(p.find("checkbox", "Hide passwords"), "function() { return `${this.checked} ${this.disabled}` }"); got != "true true" {
		t.Errorf("passwords are hidden and it is fixed: %s", got)
	}
	for _, format := range []string{"Text", "pcapng"} {
		if got := p.download(format, ""); strings.Contains(got, "c4nary") || len(got) == 0 {
			t.Errorf("%s shows the secret: %q", format, got)
		}
	}
	p.quiet()
}

// download presses a button in the open panel and gives what the browser saved.
func (p *tab) download(button, name string) string {
	p.t.Helper()
	folder := p.t.TempDir()
	to := browser.SetDownloadBehaviorParams{
		Behavior: "allow", DownloadPath: folder, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}
	if _, err := chromedp.Call(p.ctx, browser.SetDownloadBehavior, to); err != nil {
		p.t.Fatal(err)
	}
	p.press(button)
	var found []string
	p.until("a file of "+button, func() bool {
		found, _ = filepath.Glob(filepath.Join(folder, "*"))
		return len(found) == 1 && !strings.HasSuffix(found[0], ".crdownload")
	})
	if name != "" && filepath.Base(found[0]) != name {
		p.t.Errorf("%s is saved as %s, want %s", button, filepath.Base(found[0]), name)
	}
	octets, err := os.ReadFile(found[0])
	if err != nil {
		p.t.Fatal(err)
	}
	return string(octets)
}
