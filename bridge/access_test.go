package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The files access_*_test.go hold the pages to WCAG 2.2, level AA:
//
//	access_states      the states in which pages are judged, as a table
//	access_everywhere  the walk through all of them
//	access_axe         axe-core in each, light and dark, wide and narrow
//	access_html     html-validate over the markup of every page
//	access_grades   Lighthouse over some of them
//	access_keys     a lesson by keyboard alone, and where the focus goes
//	access_fit      narrow, magnified, with wide spacing; sizes of targets
//	access_colours  colours that the reader forces, and no motion
//	access_listen   what a screen reader is told, and how often
//	access_puzzles  every puzzle by keyboard, and by touch
//
// What judges them comes from npm, see web/package.json; .ci/tools fetches it.

// judge is the path of a file in the npm packages.
func judge(t *testing.T, file string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("../web/node_modules", file))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, "web/node_modules/"+file+" (run .ci/tools)")
	}
	return path
}

// screen is a way in which a page is looked at.
type screen struct {
	width, height int64
	scheme        string // "light" or "dark"
}

func (s screen) String() string { return fmt.Sprintf("%s, %d px", s.scheme, s.width) }

// screens are those on which every state is judged.
var screens = []screen{{1280, 900, "light"}, {1280, 900, "dark"}, {360, 740, "light"}, {360, 740, "dark"}}

// look shows the page on another screen; features are further ones of the media,
// as NAME=VALUE.
func (p *tab) look(s screen, features ...string) {
	p.t.Helper()
	p.prefer(append(features, "prefers-color-scheme="+s.scheme)...)
	p.do(chromedp.EmulateViewport(s.width, s.height))
	p.settle()
}

// prefer gives features to the media, as NAME=VALUE, and takes away all others.
func (p *tab) prefer(features ...string) {
	p.t.Helper()
	var media emulation.SetEmulatedMediaParams
	for _, f := range features {
		name, value, _ := strings.Cut(f, "=")
		media.Features = append(media.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		p.t.Fatal(err)
	}
}

// settle waits until what has just begun to move has arrived and is drawn.
func (p *tab) settle() {
	p.t.Helper()
	p.promise(`(async () => {
		const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
		await frame();
		await Promise.allSettled(document.getAnimations().map((a) => a.finished));
		await frame();
		return '';
	})()`)
}

// promise gives the text that a promise in the page comes to.
func (p *tab) promise(script string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

// shared is what all these tests have in common: one browser, one program.
type shared struct {
	browser context.Context
	site    string
}

// access starts them for a test.
func access(t *testing.T, args ...string) shared {
	t.Helper()
	if testing.Short() {
		t.Skip("short: no browser")
	}
	return shared{newBrowser(t), startProgram(t, args...).url}
}
