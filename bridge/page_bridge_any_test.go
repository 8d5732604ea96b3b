package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Where the bridge takes any public server, the page asks which. What cannot be one is
// told at the field, and nothing is sent.
func TestBridgeAnyHost(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	site := startProgram(t, "-allow-any-public").url
	p := visit(t, newBrowser(t), site+"/bridge/?target=any")
	host := p.find("textbox", "Host")
	p.find("button", "Connect")
	enter := func(text string) {
		p.call(host, fmt.Sprintf("function() { this.value = %q; this.dispatchEvent(new Event('input')) }", text))
	}
	for typed, want := range map[string]string{
		"":                                "Type the name of a server, such as pop.example.org.",
		"mrose@example.org":               "That is an address of mail.",
		"https://pop.example.org/":        "without https:// and without a path",
		"pop.example.org:110":             "the port is chosen beside it",
		"fileserver":                      "The name of a public server has a dot",
		"pop..example.org":                "That is no name of a server",
		"pop.example.org evil.org":        "That is no name of a server",
		strings.Repeat("a.", 130) + "org": "That is no name of a server",
	} {
		enter(typed)
		p.press("Connect")
		p.until("the words "+want, func() bool { return strings.Contains(p.describes(host), want) })
		if focus := p.evaluate(`document.activeElement.id + document.activeElement.ariaInvalid`); focus != "any-hosttrue" {
			t.Errorf("%s: the focus is on %s", typed, focus)
		}
	}
	p.shoot("any", 1280, 800)
	p.shoot("any", 360, 740)
	if asked := p.evaluate(`String(performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/')))`); asked != "false" {
		t.Error("the bridge was asked")
	}

	enter("127.0.0.1")
	if words := p.describes(host); words != "" {
		t.Errorf("the field still says %q", words)
	}
	p.call(host, "function() { this.focus() }")
	p.do(chromedp.KeyEvent("\r"))
	p.loses("The bridge connects to public addresses only, and the host has none.")
	p.quiet()

	plain := startProgram(t).url
	if _, text := fetch(t, plain+"/bridge/"); strings.Contains(text, "any-host") || strings.Contains(text, "another server") {
		t.Error("a page of a bridge without the flag asks for a host")
	}
}

// A server that is no target is called by its address, and asked about as others are.
// The test stands between page and bridge, as the bridge reaches no such server here.
func TestBridgeAnyHostIsNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	f := newFront(t, "-allow-any-public", "-target", "school="+server.address)
	var mu sync.Mutex
	var asked []string
	f.another = func(r *http.Request) {
		query := r.URL.Query()
		if query.Get("host") == "" || r.URL.Path == "/bridge/" {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL.Path+"?"+query.Encode())
		r.URL.Path = strings.Replace(r.URL.Path, "/any", "/school", 1)
		if query.Has("target") {
			query.Set("target", "school")
		}
		r.URL.RawQuery = query.Encode()
	}
	p := visit(t, newBrowser(t), f.url+"/bridge/?target=any&host=pop.example.org&port=995")
	p.act("combobox", "Port", "function() { this.value = '110' }")
	p.press("Connect")
	p.status("AUTHORIZATION")
	if got, want := strings.Join(asked, " "), "/api/ticket?host=pop.example.org&port=110&target=any /bridge/any?host=pop.example.org&port=110"; got != want {
		t.Errorf("the page asked for %s, want %s", got, want)
	}
	if bar := p.evaluate(`['host', 'port'].map((id) => document.getElementById(id).textContent).join(':')`); bar != "pop.example.org:110" {
		t.Errorf("the bar says %s", bar)
	}
	p.type_("USER x", "PASS c4nary")
	if text := p.text(p.find("alertdialog", question)); !strings.Contains(text, "The line from the bridge to pop.example.org is not encrypted.") || !strings.Contains(text, "Type STLS first") {
		t.Errorf("the question is %q", text)
	}
	p.press("Do not send")
	p.shoot("any-named", 1280, 800)
	p.press("Save")
	if got := p.download("Markdown", ""); !strings.Contains(got, "pop.example.org") {
		t.Errorf("the saved session does not name the server:\n%s", got)
	}
	p.press("Hang up")
	p.status("not connected")

	p.act("textbox", "Host", "function() { this.value = 'pop.example.net' }")
	p.press("Connect")
	p.until("another session with another server", func() bool { return !strings.Contains(p.everything(), "USER x") })
	p.status("AUTHORIZATION")
	if heard := server.lines(); strings.Contains(heard, "PASS") {
		t.Errorf("the server heard %q", heard)
	}
	p.quiet()
}

// describes is what a screen reader says about a field besides its name.
func (p *tab) describes(field cdp.BackendNodeID) string {
	return p.call(field, "function() { return document.getElementById(this.getAttribute('aria-describedby')).textContent }")
}
