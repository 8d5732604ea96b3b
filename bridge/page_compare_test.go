package main

import (
	"strings"
	"testing"
)

// A tour of a real server, set beside the sandbox: Dovecot forgets a capability at the
// login (RFC 2449 section 5), and says most of the rest in words of its own.
func TestBridgeCompare(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	address := startDovecot(t)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "dovecot="+address).url
	p := visit(t, browser, site+"/bridge/?target=dovecot")
	p.press("Connect")
	p.status("AUTHORIZATION")
	if p.askedFor("/compare.js") {
		t.Error("the page asks for the comparison before anybody wants one")
	}
	p.press("Compare with the sandbox")
	p.find("dialog", "Comparison with the sandbox")
	places := p.evaluate(`['panes', 'comparison'].map((id) => Math.round(document.getElementById(id).getBoundingClientRect().top)).join(' ')`)
	if panes, panel, _ := strings.Cut(places, " "); panes != panel {
		t.Errorf("the panes begin at %s, the comparison at %s", panes, panel)
	}
	p.press("Play a tour")
	p.saidInComparison("Log in first")
	p.type_("CAPA", "USER alice", "PASS secret")
	p.status("TRANSACTION")
	p.press("Play a tour")
	p.saidInComparison("The tour is over.")
	p.saidInComparison("12 replies")
	exchanges := p.items("dialog", "Comparison with the sandbox")
	for command, want := range map[string][]string{
		"PASS ••••••": {"The same in other words"},
		"STAT":        {"The same Both +OK 2 320"},
		"TOP 1 0":     {"From: ann@example.org"},
		"LIST 999":    {"-ERR There's no message 999.", "-ERR no such message"},
	} {
		if x := exchange(exchanges, command); !containsAll(x, want) {
			t.Errorf("%s: want %q in %q", command, want, x)
		}
	}
	if all := strings.Join(exchanges, "\n"); !containsAll(all, []string{"CAPA Breaks a rule", "R114 RFC 2449 section 5"}) {
		t.Errorf("no broken rule in\n%s", all)
	}
	if all := strings.Join(exchanges, "\n"); strings.Contains(all, "secret") {
		t.Errorf("the password is on the screen:\n%s", all)
	}
	p.shoot("compare", 1280, 800)
	p.shoot("compare", 360, 740)
	p.press("Play a tour")
	p.press("Stop the tour")
	p.saidInComparison("The tour is stopped.")
	p.press("Play a tour")
	p.press("Hang up")
	p.saidInComparison("The connection ended, and the tour with it.")
	p.press("Close the comparison")
	p.until("no comparison", func() bool { return len(p.nodes(0, "dialog", "Comparison with the sandbox")) == 0 })
	p.quiet()
}

// saidInComparison waits until the comparison shows a text.
func (p *tab) saidInComparison(want string) {
	p.t.Helper()
	p.until("the words "+want, func() bool {
		ids := p.nodes(0, "dialog", "Comparison with the sandbox")
		return len(ids) == 1 && strings.Contains(p.text(ids[0]), want)
	})
}

// exchange is the one of a command among the items of a comparison.
func exchange(items []string, command string) string {
	for _, item := range items {
		if strings.HasPrefix(item, command+" ") {
			return item
		}
	}
	return ""
}

func containsAll(text string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}
