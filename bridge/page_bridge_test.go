package main

import (
	"context"
	"strings"
	"testing"
	"time"
)

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

// wired is a script: the socket that the page opens is window.wire, so that a test can speak
// as the bridge does.
const wired = `((W) => { window.WebSocket = function(...how) { return window.wire = new W(...how) }; return '' })(WebSocket)`

// News are what a screen reader says: the server's words, not the learner's own
// again, and nothing for a text frame that is no event.
func TestBridgeNews(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := fakePOP3(t, "+OK a server of few words\r\n")
	browser := newBrowser(t)
	site := startProgram(t, "-target", "fake="+server.address).url
	p := visit(t, browser, site+"/bridge/?target=fake")
	p.find("button", "Connect")
	p.evaluate(wired)
	p.press("Connect")
	p.status("AUTHORIZATION")
	for _, frame := range []string{"no JSON", "null", "{}"} {
		p.evaluate("String(wire.dispatchEvent(new MessageEvent('message', { data: '" + frame + "' })))")
	}
	p.type_("USER bob")
	p.shows("Session", "USER bob")
	if news := p.text(p.find("status", "News")); news != "+OK a server of few words" {
		t.Errorf("the news are %q", news)
	}
	p.quiet()
}

// A link with a session of the simulated world leads to where it can be opened, and
// leaves a connection alone.
func TestBridgeLeadsLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	p := visit(t, browser, site+"/bridge/#session=S0ktzs8pVijOz00FAA")
	const open = "Open it in free practice"
	href := p.call(p.find("link", open), "function() { return this.href }")
	if want := site + "/practice/#session=S0ktzs8pVijOz00FAA"; href != want {
		t.Errorf("the link leads to %s, want %s", href, want)
	}
	p.alert("It is not played to a real server.")
	p.shoot("elsewhere", 1280, 800)
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.evaluate(`document.getElementById('fault').replaceChildren(), location.hash = '#session=S0k', ''`)
	p.find("link", open)
	p.status("AUTHORIZATION")
	if hash := p.evaluate("location.hash"); hash != "" {
		t.Errorf("the address still has %q", hash)
	}
	p.quiet()
}
