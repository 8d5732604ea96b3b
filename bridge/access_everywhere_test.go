package main

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAccessEverywhere takes every journey, opens every page, and judges at each stop.
func TestAccessEverywhere(t *testing.T) {
	axe, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	load := "window.axe ?? (() => {" + string(axe) + "})(), ''"
	a := access(t, "-lessons", "testdata/puzzles")
	var found findings
	for _, j := range journeys {
		t.Run(j.name, func(t *testing.T) {
			j.travel(t, a.browser, a.site, func(p *tab, state string) {
				p.judged(load, state, screens, &found)
				p.fitted(state, fittings, &found)
			})
		})
	}
	paths, _ := pages(t, a.site)
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			p := visit(t, a.browser, "about:blank")
			p.look(screens[0])
			p.do(chromedp.Navigate(a.site + path))
			opened.walk(p)
			on, in := screens, fittings
			if again(path) {
				on, in = screens[:1], fittings[:1]
			}
			p.judged(load, path, on, &found)
			p.fitted(path, in, &found)
		})
	}
	found.report(t)
	t.Run("what is wrong is found", func(t *testing.T) {
		p := visit(t, a.browser, a.site)
		testAxeFinds(t, p, load)
		testFitFinds(t, p)
	})
}

// again says whether a page shows in another language, or on paper, what another one
// shows too.
func again(path string) bool {
	return strings.HasPrefix(path, "/de/") || strings.HasSuffix(path, "/handout/")
}
