package web

import (
	"slices"
	"strings"
	"testing"
)

// Assistive technology and the browser tests find the console by these names.
func TestAccessibleNames(t *testing.T) {
	for _, d := range allPages(t) {
		if !strings.Contains(d.text, `id="console"`) {
			continue
		}
		name := func(english string) string {
			return verbatim(english).in(in(attr(d.elements("html")[0], "lang")))
		}
		for _, want := range []string{
			`<section class="session" aria-label="` + name("Session") + `">`,
			`role="log" aria-live="off"`,
			`<section class="notes" aria-label="` + name("Notes") + `">`,
			`role="status" aria-live="off" aria-label="` + name("Session state") + `">` + name("not connected") + `<`,
			`role="status" aria-label="` + name("News") + `"`,
			`<label for="command">` + name("Command") + `</label>`,
			`>` + name("Connect") + `</button>`, `>` + name("Hang up") + `</button>`, `>` + name("Start over") + `</button>`,
		} {
			if n := strings.Count(d.text, want); n != 1 {
				t.Errorf("%s: %d times %s", d.path, n, want)
			}
		}
	}
}

func TestControlsHaveLabels(t *testing.T) {
	for _, d := range allPages(t) {
		labelled := map[string]bool{}
		for _, l := range d.elements("label") {
			labelled[attr(l, "for")] = true
			for n := range l.Descendants() {
				labelled[attr(n, "id")] = true
			}
		}
		for _, n := range d.elements("") {
			if slices.Contains([]string{"input", "select", "textarea", "progress"}, n.Data) && !labelled[attr(n, "id")] && attr(n, "aria-label") == "" {
				t.Errorf("%s: <%s id=%q> has no label", d.path, n.Data, attr(n, "id"))
			}
			if n.Data == "button" && attr(n, "type") == "" {
				t.Errorf("%s: button %q has no type", d.path, textOf(n))
			}
		}
	}
}
