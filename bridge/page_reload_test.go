package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// long is text that makes a page longer than any screen.
func long() string {
	var b strings.Builder
	for i := range 200 {
		fmt.Fprintf(&b, "Paragraph %d.\n\n", i)
	}
	return b.String()
}

// onTop is the first paragraph of the lesson that is seen.
const onTop = `[...document.querySelectorAll('#lesson p')].find((p) => p.getBoundingClientRect().bottom > 60).textContent`

// TestPagesFollowTheirLessons is what an author sees: the page beside the editor is
// the file that was saved, a moment later.
func TestPagesFollowTheirLessons(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "lesson.md")
	text := titled("tea", "Tea at four") + "\n" + long() + "## The end\n"
	writeFile(t, file, text)
	browser := newBrowser(t)
	site := startProgram(t, "-lessons", dir).url
	other := visit(t, browser, site+"/practice/")
	other.type_("telnet dewey 110")
	other.status("AUTHORIZATION")

	p := visit(t, browser, site+"/lessons/tea/")
	p.type_("telnet dewey 110", "USER ann", "PASS tea")
	p.shows("Session", "+OK ann's maildrop")
	p.evaluate("localStorage.setItem('poplab.lesson.tea', JSON.stringify({ tasks: { size: ['seen'] } })) ?? ''")
	p.evaluate("(scrollTo(0, 2500), '')")
	before := p.evaluate(onTop)

	p.save(file, strings.Replace(text, "Tea at four", "Tea at five", 1), "Tea at five")
	if tasks := strings.Join(p.items("list", "Tasks"), "\n"); !strings.Contains(tasks, "done") {
		t.Errorf("the progress is gone: %s", tasks)
	}
	if !strings.HasPrefix(before, "Paragraph ") {
		t.Errorf("on top stands %q", before)
	}
	p.until("the page where it was, at "+before, func() bool { return p.evaluate(onTop) == before })

	p.save(file, strings.Replace(text, "title: Tea", "titel: Tea", 1), "cannot be shown yet")
	for _, want := range []string{file + ":3:1", "unknown key", "titel: Tea at four"} {
		if shown := p.everything(); !strings.Contains(shown, want) {
			t.Errorf("no %q in the page:\n%s", want, shown)
		}
	}
	p.shoot("mistake", 1280, 800)
	p.shoot("mistake", 360, 740)
	p.save(file, strings.Replace(text, "\nS: +OK ", "\nS: +OK, ", 1), `the transcript says "S: +OK, `)
	p.shoot("transcript", 1280, 800)
	p.save(file, strings.NewReplacer("\nid: tea\n", "\nid: chai\n", "Tea at four", "Chai at four").Replace(text), "Chai at four")
	if at := p.evaluate("location.pathname"); at != "/lessons/chai/" {
		t.Errorf("a lesson with another id is at %s", at)
	}
	p.quiet()

	if lines := other.items("region", "Session"); len(lines) < 5 {
		t.Errorf("a page that did not change was loaded again: %q", lines)
	}
	other.quiet()
}

// save writes the file of the lesson, and waits until the page shows a text.
func (p *tab) save(file, text, want string) {
	p.t.Helper()
	began := time.Now()
	writeFile(p.t, file, text)
	p.until(fmt.Sprintf("%q after saving", want), func() bool { return strings.Contains(p.everything(), want) })
	p.t.Logf("%q was there %s ms after saving", want, strconv.FormatInt(time.Since(began).Milliseconds(), 10))
	p.do(chromedp.WaitReady("body"))
}
