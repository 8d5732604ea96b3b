package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAccessJourneys takes every journey, and judges at each stop.
func TestAccessJourneys(t *testing.T) {
	e := newEverywhere(t)
	for _, j := range journeys {
		t.Run(j.name, func(t *testing.T) { e.travel(t, j) })
	}
}

// TestAccessPages opens every page and judges it.
func TestAccessPages(t *testing.T) {
	e := newEverywhere(t)
	p := visit(t, e.browser, "about:blank")
	paths, _ := pages(t, e.site)
	for _, path := range paths {
		if on, in := looks(path); len(in) > 0 {
			t.Run(path, func(t *testing.T) { e.open(t, p, path, on, in) })
		}
	}
	t.Run("what is wrong is found", func(t *testing.T) {
		p := visit(t, e.browser, e.site)
		testAxeFinds(t, p, e.axe)
		testFitFinds(t, p)
	})
}

// everywhere is a walk over the whole site.
type everywhere struct {
	shared
	axe   string          // a script that brings axe-core into the page
	found map[string]bool // faults that were told already
}

func newEverywhere(t *testing.T) *everywhere {
	t.Helper()
	axe, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return &everywhere{
		shared: access(t, "-lessons", "testdata/puzzles", "-allow-any-public"),
		axe:    "window.axe ?? (() => {" + string(axe) + "})(), ''",
		found:  map[string]bool{},
	}
}

// tell tells of a fault where it is met first: what stands on all pages is told once.
func (e *everywhere) tell(p *tab, fault string, place ...string) {
	p.t.Helper()
	if !e.found[fault] {
		p.t.Errorf("%s: %s", strings.Join(place, ", "), fault)
	}
	e.found[fault] = true
}

// travel takes a journey and judges after each leg.
func (e *everywhere) travel(t *testing.T, j journey) {
	p := visit(t, e.browser, e.site+j.path)
	for i, leg := range j.legs {
		p.look(screens[0])
		leg.walk(p)
		last := i == len(j.legs)-1
		e.judge(p, j.name+", "+leg.name, leg.within, screens, last)
		if last {
			e.fit(p, j.name+", "+leg.name, fittings)
		}
	}
}

// looks says on which screens a page is judged as it opens. Those of journeys have been
// judged. Lessons have the colours of others; and of pages that show once more what
// others show, in German or on paper, one of a kind is enough. But German words are longer.
func looks(path string) ([]screen, []fitting) {
	german, paper := strings.HasPrefix(path, "/de/"), strings.HasSuffix(path, "/handout/")
	lesson := strings.Contains(path, "/lessons/") && !strings.HasSuffix(path, "/lessons/")
	switch {
	case slices.ContainsFunc(journeys, func(j journey) bool { return j.path == path }),
		paper && !strings.Contains(path, "/L1/"):
		return nil, nil
	case german && lesson && !strings.Contains(path, "/L1/"):
		return nil, fittings[:1]
	case german, paper:
		return screens[:1], fittings[:1]
	case lesson:
		return []screen{screens[0], screens[2]}, fittings[:1]
	}
	return screens, fittings
}

// open opens a page and judges it.
func (e *everywhere) open(t *testing.T, p *tab, path string, on []screen, in []fitting) {
	p.t = t
	p.look(screens[0])
	p.do(chromedp.Navigate(e.site + path))
	opened.walk(p)
	e.judge(p, path, "", on, false)
	e.fit(p, path, in)
}
