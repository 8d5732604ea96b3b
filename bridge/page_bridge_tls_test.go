package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// STLS leads into TLS. What is typed meanwhile waits for it, and the page shows what
// came of it and who could hear what.
func TestBridgeSTLS(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address+",tls=starttls,ca="+server.ca()).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.shows("Notes", "What you type stays within this machine up to the bridge.")
	p.find("button", "none") // encryption
	p.type_("STLS", "NOOP", "PASS secret")
	p.shows("Session", "TLS 1.3 between bridge and server")
	p.shows("Notes", "A listener there has read the 3 lines above")
	p.status("TRANSACTION")
	if heard, want := server.lines(), "STLS\nTLS NOOP\nTLS PASS secret"; heard != want {
		t.Errorf("the server heard %q, want %q", heard, want)
	}
	p.until("the latency", func() bool {
		return strings.Contains(p.evaluate(`document.getElementById('latency').textContent`), "reply in ")
	})
	p.press("TLS 1.3")
	panel := p.text(p.find("dialog", "Encryption"))
	for _, want := range []string{
		"page and bridge are on the same machine", "Encrypted since STLS. Whoever listens there has read the lines before it",
		"Version TLS 1.3", "Cipher TLS_", "Certificate CN=school", "Names in it localhost, 127.0.0.1", "Issuer CN=school",
		"Valid until " + time.Now().Add(time.Hour).UTC().Format("January 2, 2006"), "It is from the authority that this target is set up with",
	} {
		if !strings.Contains(panel, want) {
			t.Errorf("the panel says %q, not %q", panel, want)
		}
	}
	p.shoot("encryption", 1280, 800)
	p.press("Close")
	p.quiet()
}

// Where TLS comes first, the page shows it first, and what is inside is not asked about.
func TestBridgeImplicitTLS(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, func(s *school) { s.implicit = true })
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address+",tls=implicit,ca="+server.ca()).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.find("button", "TLS 1.3")
	p.shows("Notes", "TLS wraps the part between bridge and server from the first octet")
	p.type_("PASS secret")
	p.status("TRANSACTION")
	if heard := server.lines(); heard != "TLS PASS secret" {
		t.Errorf("the server heard %q", heard)
	}
	p.quiet()
}

// A certificate that does not do ends the session with a reason that says what it
// means and what to do, in the language of the page, and is not tried again.
func TestBridgeBadCertificate(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	yesterday := time.Now().AddDate(0, 0, -1)
	browser := newBrowser(t)
	for _, tc := range []struct {
		name, path string
		change     func(*school)
		trusted    bool
		says       []string
	}{
		{"expired", "/bridge/", func(s *school) { s.certificate = certify(t, yesterday, "127.0.0.1") }, true, []string{
			"The server's certificate expired on " + yesterday.UTC().Format("January 2, 2006"), "has to renew the certificate", "Nothing was sent after that.",
		}},
		{"another name", "/bridge/", func(s *school) { s.certificate = certify(t, time.Now().Add(time.Hour), "mail.example.org") }, true, []string{
			"The certificate is for mail.example.org, not for 127.0.0.1.", "another server than the one you want",
		}},
		{"self-signed", "/de/bridge/", nil, false, []string{"Das Zertifikat ist selbst unterschrieben", "So ein Zertifikat kann jeder machen"}},
		{"injected", "/de/bridge/", func(s *school) { s.implicit, s.stls = false, "+OK begin\r\n+OK injected\r\n" }, true, []string{
			"Der Server hat nach der Zusage von TLS noch mehr im Klartext gesagt.", "Melde dich in diesem Netz nicht an",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSchool(t, func(s *school) {
				s.implicit = true
				if tc.change != nil {
					tc.change(s)
				}
			})
			target := "school=" + server.address + ",tls=implicit"
			if !server.implicit {
				target = "school=" + server.address + ",tls=starttls"
			}
			if tc.trusted {
				target += ",ca=" + server.ca()
			}
			p := visit(t, browser, startProgram(t, "-target", target).url+tc.path+"?target=school")
			german := strings.HasPrefix(tc.path, "/de/")
			p.press(map[bool]string{false: "Connect", true: "Verbinden"}[german])
			if !server.implicit {
				p.until("a greeting", func() bool { return strings.Contains(p.everything(), "+OK school") })
				p.typeGerman("STLS")
			}
			p.find("button", map[bool]string{false: "Reconnect", true: "Neu verbinden"}[german])
			words := p.evaluate(`document.getElementById('lost').innerText`)
			for _, want := range tc.says {
				if !strings.Contains(words, want) {
					t.Errorf("the page says %q, not %q", words, want)
				}
			}
			if heard := server.lines(); strings.Contains(heard, "TLS ") {
				t.Errorf("the server heard %q", heard)
			}
			p.shoot("certificate-"+tc.name, 1280, 800)
			p.quiet()
		})
	}
}

// typeGerman types a line on a German page.
func (p *tab) typeGerman(line string) {
	p.t.Helper()
	p.call(p.find("textbox", "Befehl"), fmt.Sprintf("function() { this.value = %q; this.form.requestSubmit() }", line))
}
