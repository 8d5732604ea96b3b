package main

import (
	"strings"
	"testing"
)

// A link may ask for a server that the bridge does not have, or has no more. The page says so
// beside the choice, does not connect to another one by itself, and repeats no sentence of
// a stranger's.
func TestBridgeMissingTarget(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address).url
	for _, c := range []struct{ path, want string }{
		{"/bridge/?target=school", ""},
		{"/bridge/", ""},
		{"/bridge/?target=schol", "The link to this page asks for the server schol, which is not offered here. Offered here: practice, school."},
		{"/de/bridge/?target=schol", "Der Link auf diese Seite verlangt den Server schol, den es hier nicht gibt. Hier gibt es: practice, school."},
		{"/bridge/?target=Call+0123+for+help.", "The link to this page asks for a server that is not offered here. Offered here: practice, school."},
	} {
		p := visit(t, browser, site+c.path)
		p.ready()
		missing := func() string {
			return p.evaluate("document.getElementById('missing-target').hidden ? '' : document.getElementById('missing-target').innerText")
		}
		if got := missing(); got != c.want {
			t.Errorf("%s: the page says %q, want %q", c.path, got, c.want)
		}
		if asked := p.evaluate("String(performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/')))"); asked != "false" {
			t.Errorf("%s: the page connects by itself", c.path)
		}
		if c.want != "" && strings.HasPrefix(c.path, "/bridge/") {
			p.shoot("missing", 1280, 800)
			p.shoot("missing", 360, 740)
			p.act("combobox", "Server", "function() { this.value = 'school'; this.dispatchEvent(new Event('change')) }")
			p.until("the sentence to go", func() bool { return missing() == "" })
		}
		p.quiet()
	}
}
