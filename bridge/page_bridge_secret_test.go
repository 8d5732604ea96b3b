package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// question is the name of what asks before a password goes out in clear.
const question = "Send a password in clear text?"

// A password does not go out in clear to another machine before the learner has said
// so; what proves a secret without sending it goes out unasked.
func TestBridgeAsksBeforePasswords(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address+",tls=starttls,ca="+server.ca()).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.moveAway()
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("APOP x c4nary", "AUTH CRAM-MD5", "c4nary", "USER x")
	p.until("the server to hear of USER", func() bool { return strings.HasSuffix(server.lines(), "USER x") })
	before := server.lines()

	p.type_("PASS c4nary")
	asked := p.find("alertdialog", question)
	for _, want := range []string{"The line from the bridge to 127.0.0.1 is not encrypted.", "Type STLS first"} {
		if text := p.text(asked); !strings.Contains(text, want) {
			t.Errorf("the question is %q, not %q", text, want)
		}
	}
	if focus := p.evaluate(`document.activeElement.textContent`); focus != "Do not send" {
		t.Errorf("the focus is on %q", focus)
	}
	p.shoot("secret", 1280, 800)
	p.shoot("secret", 360, 740)
	p.do(chromedp.KeyEvent("\r"))
	p.until("no question", func() bool { return len(p.nodes(0, "alertdialog", question)) == 0 })
	p.type_("AUTH LOGIN")
	p.until("a challenge", func() bool { return strings.Contains(server.lines(), "AUTH LOGIN") })
	p.shows("Session", "AUTH LOGIN")
	p.until("the answer to AUTH", func() bool {
		return strings.Contains(p.everything(), "+ \n") || strings.Contains(p.everything(), "\n+")
	})
	p.type_("YzRuYXJ5")
	p.find("alertdialog", question)
	p.do(chromedp.KeyEvent("\x1b"))
	p.until("no question", func() bool { return len(p.nodes(0, "alertdialog", question)) == 0 })
	p.type_("*") // gives up AUTH, and is no secret
	p.type_("STAT")
	p.shows("Session", "STAT")
	if heard := strings.TrimPrefix(server.lines(), before); strings.Contains(heard, "PASS") || strings.Contains(heard, "YzRu") {
		t.Errorf("the server heard %q", heard)
	}

	p.type_("PASS c4nary")
	p.press("Send it in clear")
	p.status("TRANSACTION")
	if heard := server.lines(); !strings.Contains(heard, "\nPASS c4nary") {
		t.Errorf("the server heard %q", heard)
	}
	if all := p.everything(); strings.Contains(all, "PASS c4nary") || strings.Contains(all, "YzRu") {
		t.Errorf("a secret is on the screen:\n%s", all)
	}
	p.quiet()
}

// What is pasted together does not get past the question: not behind a command whose
// answer takes long, not as the answer to AUTH, and not with AUTH in one line.
func TestBridgeAsksBehindOtherLines(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	for name, tc := range map[string]struct{ pasted, heard, secret, told string }{
		"AUTH LOGIN": {"CAPA\nAUTH LOGIN\nYzRuYXJ5\n", "CAPA\nAUTH LOGIN", "YzRuYXJ5", "It was not sent. A lone * gives up this login."},
		"AUTH PLAIN": {"CAPA\nAUTH PLAIN AGJvYgBjNG5hcnk=\n", "CAPA", "AGJvYgBjNG5hcnk=", "It was not sent."},
		"PASS":       {"CAPA\nUSER bob\nPASS c4nary\nSTAT\n", "CAPA\nUSER bob", "c4nary", "It was not sent. One line that waited was not sent."},
	} {
		t.Run(name, func(t *testing.T) {
			server := newSchool(t, func(s *school) { s.capa = make(chan struct{}) })
			site := startProgram(t, "-target", "school="+server.address).url
			p := visit(t, browser, site+"/bridge/?target=school")
			p.moveAway()
			p.press("Connect")
			p.status("AUTHORIZATION")
			p.pasted(tc.pasted)
			p.until("CAPA at the server", func() bool { return strings.HasPrefix(server.lines(), "CAPA") })
			time.Sleep(100 * time.Millisecond) // for what must not come behind it
			if heard := server.lines(); strings.Contains(heard, tc.secret) {
				t.Errorf("before the answer to CAPA the server heard %q", heard)
			}
			close(server.capa)
			p.find("alertdialog", question)
			p.until("the lines before the secret", func() bool { return server.lines() == tc.heard })
			if all := p.everything(); strings.Contains(all, tc.secret) {
				t.Errorf("the secret is on the screen:\n%s", all)
			}
			p.press("Do not send")
			p.until("no question", func() bool { return len(p.nodes(0, "alertdialog", question)) == 0 })
			time.Sleep(100 * time.Millisecond)
			if told := p.told(); told != tc.told {
				t.Errorf("the page says %q, not %q", told, tc.told)
			}
			if heard := server.lines(); heard != tc.heard {
				t.Errorf("not to be sent, and the server heard %q", heard)
			}
			p.quiet()
		})
	}
}

// pasted pastes a text into the command line.
func (p *tab) pasted(text string) {
	p.t.Helper()
	p.call(p.find("textbox", "Command"), fmt.Sprintf(`function() {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', %q);
		this.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}`, text))
}

// On a page that came by http from elsewhere TLS behind the bridge hides nothing.
func TestBridgeAsksForThePageToo(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	address := freeAddress(t)
	site := strings.Replace("http://"+address, "127.0.0.1", "[::ffff:7f00:1]", 1) // the same, and no page can know it
	startProgram(t, "-http", address, "-origin", site, "-target", "school="+server.address+",tls=starttls,ca="+server.ca())
	p := visit(t, browser, site+"/bridge/?target=school")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.shows("Notes", "This page came by http, so whoever is on the way to the bridge reads all you type")
	p.type_("STLS", "PASS c4nary")
	if text := p.text(p.find("alertdialog", question)); !strings.Contains(text, "This page came by http.") || strings.Contains(text, "The line from the bridge") {
		t.Errorf("the question is %q", text)
	}
	if n := len(p.nodes(0, "button", "Send it in clear")); n != 0 {
		t.Error("the page offers to send what the bridge passes on from no such page")
	}
	p.press("Do not send")
	p.press("TLS 1.3")
	if panel := p.text(p.find("dialog", "Encryption")); !strings.Contains(panel, "whoever is on the way reads everything") {
		t.Errorf("the panel says %q", panel)
	}
	p.press("Close")
	p.type_("NOOP")
	p.shows("Session", "NOOP")
	if heard := server.lines(); strings.Contains(heard, "PASS") {
		t.Errorf("the server heard %q", heard)
	}
}

// moveAway makes the page take the server for one of another machine, of which a test
// has none.
func (p *tab) moveAway() {
	p.t.Helper()
	server := p.find("combobox", "Server")
	p.call(server, `function() { this.selectedOptions[0].dataset.near = 'false' }`)
}

// Inside TLS, and on a machine of one's own, nobody is asked.
func TestBridgeAsksNobodyInVain(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address+",tls=starttls,ca="+server.ca()).url
	for _, lines := range [][]string{{"STLS", "PASS x"}, {"PASS x"}} {
		p := visit(t, browser, site+"/bridge/?target=school")
		if len(lines) > 1 {
			p.moveAway()
		}
		p.press("Connect")
		p.status("AUTHORIZATION")
		p.type_(lines...)
		p.status("TRANSACTION")
		p.quiet()
	}
}
