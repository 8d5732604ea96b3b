package main

import (
	"strings"
	"testing"
	"time"
)

// silent is what the page says of a server that does not answer; "" is nothing.
func (p *tab) silent() string { return p.evaluate("silence.hidden ? '' : silence.innerText") }

// Where a reply is owed and nothing comes, the page says how long, goes on counting without
// telling it again, and is silent as soon as something comes.
func TestBridgeSilentServer(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, func(s *school) { s.capa = make(chan struct{}) })
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.hasten()
	p.evaluate(hearing)
	p.type_("NOOP")
	p.shows("Session", "NOOP")
	time.Sleep(300 * time.Millisecond) // thirty seconds of the page
	if words := p.silent(); words != "" {
		t.Errorf("nothing is owed, and the page says %q", words)
	}

	const first = "No answer for 10 seconds. A server may be slow: wait, or hang up"
	p.type_("CAPA")
	p.until("word of the silence", func() bool { return strings.HasPrefix(p.silent(), first) })
	p.shoot("silent", 1280, 800)
	p.shoot("silent", 360, 740)
	p.evaluate("((now) => { performance.now = () => now() + 130000; return '' })(performance.now.bind(performance))")
	p.until("more of it", func() bool { return strings.HasPrefix(p.silent(), "No answer for 2 minutes. ") })
	p.settle()
	if heard := strings.Split(p.evaluate("heard.join('|')"), "|"); holding(heard, first) != 1 || holding(heard, "No answer for") != 1 {
		t.Errorf("of the silence is told: %q", heard)
	}
	close(server.capa)
	p.shows("Session", "SASL PLAIN LOGIN")
	p.until("its end", func() bool { return p.silent() == "" })
	p.quiet()
}

// It is about a connection that stands, and about no other. While the bridge says that it
// goes away, nobody is told to wait.
func TestBridgeSilentAndGone(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, func(s *school) { s.capa = make(chan struct{}) })
	defer close(server.capa)
	p := visit(t, newBrowser(t), startProgram(t, "-target", "school="+server.address).url+"/de/bridge/?target=school")
	p.evaluate(wired)
	p.press("Verbinden")
	p.until("a greeting", func() bool { return p.evaluate("state.textContent") == "AUTHORIZATION" })
	p.hasten()
	p.typeGerman("CAPA")
	p.until("word of the silence", func() bool {
		return strings.HasPrefix(p.silent(), "Seit 10 Sekunden keine Antwort. Ein Server darf langsam sein:")
	})
	over := func(when string) {
		t.Helper()
		p.until("its end", func() bool { return p.silent() == "" })
		time.Sleep(300 * time.Millisecond)
		if words := p.silent(); words != "" {
			t.Errorf("%s the page says %q", when, words)
		}
	}
	p.evaluate(`String(wire.dispatchEvent(new MessageEvent('message', { data: '{"event":"drain","in":20}' })))`)
	p.until("a warning", func() bool { return strings.Contains(p.lost(), "20 Sekunden") })
	p.typeGerman("NOOP")
	over("before the bridge goes away")
	p.press("Auflegen")
	over("without a connection")
	p.quiet()
}
