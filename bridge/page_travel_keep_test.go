package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A session that was left comes back: after a reload, from another page, after Start over,
// and where a line that was typed in the past took the place of others.
func TestSessionIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	for _, c := range []struct {
		name, path string
		test       func(t *testing.T, p *tab)
	}{
		{"reload", "/practice/", testReload},
		{"reload twice", "/practice/", testReloadTwice},
		{"reload behind a slip", "/practice/", testReloadBehindSlip},
		{"reload in the past", "/practice/", testReloadInPast},
		{"start over", "/practice/", testStartOver},
		{"the other branch", "/practice/", testOtherBranch},
		{"hang up in the past", "/practice/", testHangUpInPast},
		{"a long session", "/practice/", testLongSession},
		{"nothing of ours in the storage", "/practice/", testStrangeStorage},
		{"no storage", "/practice/", testNoStorage},
		{"another page and back", "/lessons/P2/", testPageAndBack},
		{"beside the lesson", "/lessons/P2/", testKeptBesideLesson},
		{"another learner", "/lessons/P2/", testOtherLearner},
		{"a lesson begun anew", "/lessons/P2/", testForgotten},
		{"the session of a link", "/lessons/P2/", testLinkKept},
		{"a lesson in another language", "/lessons/P2/", testOtherLanguage},
		{"a real server", "/bridge/", testRealNotKept},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, visit(t, browser, site+c.path)) })
	}
	t.Run("nothing is asked of the server", func(t *testing.T) { testSilentKeeping(t, browser, site) })
}

const isKept = "Your last session is kept."

// notice waits until the line above the command line says something; "" is no line.
func (p *tab) notice(want string) {
	p.t.Helper()
	p.until("the notice "+want, func() bool { return p.evaluate("kept.hidden ? '' : kept.textContent") == want })
}

// offers waits until that button brings a session back; "" is none.
func (p *tab) offers(want string) {
	p.t.Helper()
	p.until("the offer "+want, func() bool { return p.evaluate("other.hidden ? '' : other.textContent") == want })
}

// stored waits until the tab keeps a text of its session.
func (p *tab) stored(text string) {
	p.t.Helper()
	p.until("a stored "+text, func() bool {
		return strings.Contains(p.evaluate("Object.values(sessionStorage).join()"), text)
	})
}

// bringBack presses the button that brings the last session back.
func (p *tab) bringBack() {
	p.t.Helper()
	p.press("Bring the last session back")
	p.news("The session is back.")
}

func testStartOver(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	whole := p.lines()
	p.press("Start over")
	p.news("Started over. The session before is put aside.")
	p.notice("The session before is put aside.")
	p.offers("Bring the last session back")
	p.shoot("aside", 360, 740)
	p.shoot("aside", 1280, 900)
	p.do(chromedp.Reload())
	p.press("Bring the last session back")
	p.news("The session is back.")
	p.offers("")
	if got := p.lines(); !slices.Equal(got, whole) {
		t.Errorf("it came back as %q", got)
	}
	if got := p.evaluate("document.activeElement.id"); got != "command" {
		t.Errorf("the focus is at %q", got)
	}
	p.press("Start over")
	p.offers("Bring the last session back")
	p.type_("telnet dewey 110", "USER mrose")
	p.shows("Session", "+OK mrose")
	p.notice("")
	p.press("Bring the last session back") // by now it takes the place of another one
	p.news("The session is back.")
	p.status("UPDATE")
	p.press("Bring the last session back")
	p.until("the short one", func() bool { return len(p.lines()) == 7 })
	p.offers("Bring the last session back")
	p.quiet()
}

func testOtherBranch(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	first := p.lines()
	p.travel("Undo", "Undo")
	p.until("a warning", func() bool {
		return strings.Contains(p.everything(), "What you type continues from here, and the lines behind it are put aside.")
	})
	p.type_("STAT")
	p.news("+OK 2 320 The lines that were ahead are put aside.")
	p.notice("The lines that were ahead are put aside.")
	second := p.lines()
	p.shoot("branch", 360, 740)
	p.shoot("branch", 1280, 900)
	for _, want := range [][]string{first, second, first} {
		p.press("Bring the other branch back")
		p.until("the other branch", func() bool { return slices.Equal(p.lines(), want) })
		p.until("all of it", func() bool {
			return p.evaluate("reached.textContent") == fmt.Sprintf("Line %d of %[1]d", len(want))
		})
	}
	p.travel("Undo")
	p.press("Continue from here")
	p.notice("The lines that were ahead are put aside.")
	p.press("Bring the other branch back")
	p.until("what goes on", func() bool { return slices.Equal(p.lines(), first) })
	p.press("Bring the other branch back") // the shorter one is a part of it, so that is the one before
	p.until("the second", func() bool { return slices.Equal(p.lines(), second) })
	p.quiet()
}

// testHangUpInPast continues from the past without typing.
func testHangUpInPast(t *testing.T, p *tab) {
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Undo")
	p.status("TRANSACTION")
	p.press("Hang up")
	p.status("not connected")
	p.press("Bring the other branch back")
	p.status("UPDATE")
	p.quiet()
}

func testPageAndBack(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	lesson := p.evaluate("location.href")
	p.do(chromedp.Navigate(lesson[:strings.Index(lesson, "/lessons/")] + "/practice/"))
	p.type_("telnet mailServer 110")
	p.shows("Session", "mailServer")
	p.notice("")
	p.do(chromedp.Navigate(lesson))
	p.notice(isKept)
	p.bringBack()
	p.shows("Session", "-ERR [IN-USE]")
	p.ticked("See the lock")
	p.open("Wait")
	p.type_("wait 10 minutes")
	p.ticked("Wait")
	p.quiet()
}

// testKeptBesideLesson reads the lesson on a telephone, and is told there. At the end of the
// lesson nothing stands over its last line.
func testKeptBesideLesson(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.stored("PASS secret")
	p.do(chromedp.EmulateViewport(360, 740))
	p.do(chromedp.Reload())
	p.notice(isKept)
	p.act("tab", "Lesson", "function() { this.click() }")
	for _, top := range []string{"0", "300", "document.body.scrollHeight"} {
		p.evaluate("scrollTo({ top: " + top + ", behavior: 'instant' }), ''")
		p.until("the offer beside the lesson at "+top, func() bool {
			return p.call(p.find("button", "Bring the last session back"), onScreen) == "yes" &&
				p.evaluate("(("+onScreen+").call(kept))") == "yes"
		})
	}
	p.until("the end of the lesson, with nothing over it", func() bool {
		return p.evaluate("(("+onScreen+").call([...document.querySelectorAll('#part-lesson a')].findLast((a) => a.checkVisibility())))") == "yes"
	})
	p.shoot("kept-lesson", 360, 740)
	p.bringBack()
	p.until("the session on the screen", func() bool { return p.evaluate("workbench.dataset.tab") == "session" })
	p.quiet()
}

// testOtherLearner has other mailboxes, in which nothing comes back.
func testOtherLearner(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose")
	p.stored("USER mrose")
	p.evaluate("String(location.hash = 'learner=Ann')")
	p.news("Started over.")
	p.ready()
	p.offers("")
	p.notice("")
	p.type_("telnet dewey 110", "USER mrose")
	p.shows("Session", "+OK mrose")
	p.evaluate("localStorage.setItem('poplab.identity', JSON.stringify({ class: '', learner: 'Bob' })) ?? ''")
	p.do(chromedp.Reload())
	p.ready()
	p.notice("")
	p.offers("")
	p.quiet()
}

// testForgotten resets the lesson: it begins at its beginning.
func testForgotten(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	p.stored("window B")
	p.evaluate("forget.click() ?? ''")
	p.open("See the lock")
	p.ready()
	p.notice("")
	p.offers("")
	p.quiet()
}

// testLinkKept opens a link over a session, which it puts aside. What others did in it is
// judged after a reload as little as before.
func testLinkKept(t *testing.T, p *tab) {
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	link := p.sessionLink()
	p.evaluate("localStorage.removeItem('poplab.lesson.P2') ?? ''")
	p.press("Start over")
	p.offers("Bring the last session back")
	p.do(chromedp.Reload())
	p.open("See the lock")
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	p.evaluate("String(location.hash = " + quoted(link[strings.Index(link, "#")+1:]) + ")")
	offer := p.find("dialog", "This link holds a session")
	p.says(offer, "The session that stands in this page is put aside then.")
	p.use(offer, "button", "Open at the end")
	p.shows("Session", "-ERR [IN-USE]")
	p.offers("Bring the last session back")
	p.stored("visiting\":true")
	p.do(chromedp.Reload())
	p.bringBack()
	p.shows("Session", "-ERR [IN-USE]")
	p.open("See the lock")
	p.quiet()
}

// testOtherLanguage leaves a lesson for its German self: once the session is back, what
// was seen is told in German. Without the session it is told as it was, in English.
func testOtherLanguage(t *testing.T, p *tab) {
	const evidence = `[...document.querySelectorAll('.seen li')].map((item) => item.lang + ' ' + item.textContent).join('\n')`
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "window B", "telnet dewey 110", "USER mrose", "PASS secret")
	p.ticked("See the lock")
	english := p.evaluate(evidence)
	lesson := p.evaluate("location.href")
	p.do(chromedp.Navigate(strings.Replace(lesson, "/lessons/", "/de/lessons/", 1)))
	p.press("Die vorige Sitzung zurückholen")
	p.until("German evidence", func() bool {
		german := p.evaluate(evidence)
		return strings.HasPrefix(german, "de ") && german[3:] != english[3:]
	})
	p.evaluate("Storage.prototype.setItem = () => {}, sessionStorage.clear(), ''")
	p.do(chromedp.Navigate(lesson))
	p.until("German evidence that says so", func() bool {
		seen := p.evaluate(evidence)
		return strings.HasPrefix(seen, "de ") && strings.Contains(seen, "\nen This was told in the language that the page had")
	})
	p.quiet()
}

// testRealNotKept says to a real server what the tab must not keep.
func testRealNotKept(t *testing.T, p *tab) {
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "STAT")
	p.shows("Session", "+OK 2 320")
	p.do(chromedp.Reload())
	p.find("button", "Connect")
	if got := p.evaluate("Object.values(sessionStorage).join()"); strings.Contains(got, "mrose") || strings.Contains(got, "secret") {
		t.Errorf("the tab keeps %q", got)
	}
	p.quiet()
}

// testSilentKeeping keeps a session and brings it back, and the page asks nobody for it.
func testSilentKeeping(t *testing.T, browser context.Context, site string) {
	server, asked := counted(t, site)
	p := visit(t, browser, server+"/practice/")
	p.type_(talk...)
	p.status("UPDATE")
	p.travel("Undo")
	before := p.steady(asked)
	p.type_("STAT")
	p.press("Bring the other branch back")
	p.news("The session is back.")
	p.press("Start over")
	p.press("Bring the last session back")
	p.news("The session is back.")
	if n := asked() - before; n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
	p.quiet()
}
