package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPageGerman reads the site in the language of the browser, and in the one that is
// chosen.
func TestPageGerman(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	t.Run("first visit", func(t *testing.T) { testFirstVisit(t, browser, site) })
	t.Run("chosen", func(t *testing.T) { testLanguageChosen(t, browser, site) })
	t.Run("nothing kept", func(t *testing.T) { testLanguageNotKept(t, browser, site) })
	t.Run("lesson", func(t *testing.T) { testGermanLesson(t, browser, site) })
	t.Run("right to left", func(t *testing.T) { testRightToLeft(t, browser, site) })
}

// speaking opens a tab of a browser whose owner wants these languages; script runs
// before those of the pages.
func speaking(t *testing.T, browser context.Context, languages, script string) *tab {
	t.Helper()
	p := visit(t, browser, "about:blank")
	before := page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(
		"Object.defineProperty(Navigator.prototype, 'languages', { get: () => '%s'.split(' ') });%s", languages, script)}
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, before); err != nil {
		t.Fatal(err)
	}
	return p
}

// goes opens a URL, and waits until the page has another one.
func (p *tab) goes(url, want string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
	p.at(want)
}

func (p *tab) at(want string) {
	p.t.Helper()
	p.until("the address "+want, func() bool {
		const look = "document.readyState === 'complete' ? location.href : ''"
		at, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](look)) // it fails while another page comes
		return err == nil && at == want
	})
}

func testFirstVisit(t *testing.T, browser context.Context, site string) {
	p := speaking(t, browser, "fr-CH de-CH en", "")
	p.goes(site+"/lessons/L1/?a=b#task-login", site+"/de/lessons/L1/?a=b#task-login")
	p.find("textbox", "Befehl")
	p.goes(site+"/de/practice/", site+"/de/practice/")
	p.quiet()

	p = speaking(t, browser, "fr en-GB", "")
	p.goes(site+"/de/practice/#users", site+"/de/practice/#users") // who asks for German gets it
	p.goes(site+"/practice/#users", site+"/practice/#users")
}

// testLanguageChosen follows the link in the header, which leads to the same place and is
// remembered.
func testLanguageChosen(t *testing.T, browser context.Context, site string) {
	p := speaking(t, browser, "de", "")
	p.goes(site+"/practice/#users", site+"/de/practice/#users")
	p.click("link", "English")
	p.at(site + "/practice/#users")
	p.find("textbox", "Command")
	p.goes(site+"/de/lessons/L2/", site+"/lessons/L2/")
	p.click("link", "Deutsch")
	p.at(site + "/de/lessons/L2/")
	p.goes(site+"/", site+"/de/")
	p.quiet()
}

// testLanguageNotKept has a browser that keeps nothing: nobody could choose otherwise
// there, so the page that was asked for is shown.
func testLanguageNotKept(t *testing.T, browser context.Context, site string) {
	p := speaking(t, browser, "de", "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });")
	p.goes(site+"/practice/", site+"/practice/")
	p.click("link", "Deutsch")
	p.at(site + "/de/practice/")
	p.click("link", "English")
	p.at(site + "/practice/")
}

// testGermanLesson does the beginning of a lesson in German, goes on in English, and finds
// what was done.
func testGermanLesson(t *testing.T, browser context.Context, site string) {
	p := speaking(t, browser, "de", "")
	p.goes(site+"/lessons/L1/", site+"/de/lessons/L1/")
	say := func(line string) {
		p.act("textbox", "Befehl", "function() { this.focus() }")
		p.do(chromedp.KeyEvent(line + "\r"))
	}
	say("telnet dewey 110")
	p.until("the note in German", func() bool {
		return strings.Contains(p.text(p.find("region", "Erläuterungen")), "Der Server spricht zuerst")
	})
	if got := p.items("list", "Aufgaben")[0]; got != "erledigt Verbinde dich mit dem Mailserver" {
		t.Errorf("the first task is %q", got)
	}
	if got := p.text(p.find("status", "Zustand der Sitzung")); got != "AUTHORIZATION" {
		t.Errorf("the state is %q", got)
	}
	asked := p.steady(p.asked)
	say("wait 5")
	p.until("what the console says, in German", func() bool {
		return strings.Contains(p.text(p.find("region", "Sitzung")), "wait nimmt eine Zahl und seconds")
	})
	say("STAT")
	p.until("why a task is not done, in German", func() bool {
		return strings.Contains(p.evaluate("document.querySelector('article').textContent"), "melde dich zuerst an, mit USER und PASS")
	})
	if p.asked() != asked {
		t.Errorf("the session made %d requests", p.asked()-asked)
	}
	p.shoot("german", 1280, 900)
	p.click("link", "English")
	p.at(site + "/lessons/L1/")
	if got := p.items("list", "Tasks")[0]; got != "done Connect to the mail server" {
		t.Errorf("the first task is %q in English", got)
	}
	p.goes(site+"/de/lessons/P1/", site+"/lessons/P1/")
	p.click("link", "Deutsch")
	p.at(site + "/de/lessons/P1/")
	if got := p.evaluate("document.querySelector('article').lang"); got != "en" || !strings.Contains(p.everything(), "noch nicht übersetzt") {
		t.Errorf("a lesson without translation has the language %q, and the page shows\n%s", got, p.everything())
	}
	p.quiet()
}

// crooked finds what does not fit a page that is read from right to left: what overflows, and
// lines of the protocol that are turned round.
const crooked = `(() => {
	const found = [];
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth > clientWidth) found.push('the page is ' + (scrollWidth - clientWidth) + ' pixels too wide');
	for (const spoken of document.querySelectorAll('.chip[data-command], #lines, #command, .lines .text, #log')) {
		if (getComputedStyle(spoken).direction !== 'ltr') found.push(spoken.outerHTML.slice(0, 80) + ' is turned round');
	}
	return found.join('\n');
})()`

// testRightToLeft turns the pages round, as Hebrew or Arabic would.
func testRightToLeft(t *testing.T, browser context.Context, site string) {
	turn := "addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"
	p := speaking(t, browser, "en", turn)
	for _, path := range []string{"/", "/practice/", "/lessons/", "/lessons/L1/", "/lessons/L2/", "/annotate/", "/reference/", "/practice/drill/"} {
		for _, width := range []int64{1280, 360} {
			p.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(site+path))
			p.at(site + path)
			if path == "/practice/" {
				p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST")
				p.until("the reply", func() bool {
					return strings.Contains(p.evaluate("document.querySelector('#lines').textContent"), "2 200")
				})
			}
			if got := p.evaluate(crooked); got != "" {
				t.Errorf("%s, %d pixels wide: %s", path, width, got)
			}
			if path == "/practice/" {
				p.shoot("rtl", width, 900)
			}
		}
	}
}
