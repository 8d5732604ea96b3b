package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func testLesson(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	tasks := func() string { return strings.Join(p.items("list", "Tasks"), "\n") }
	p.until("an open task", func() bool { return strings.Contains(tasks(), "open") && !strings.Contains(tasks(), "done") })
	p.type_("telnet dewey 110")
	p.until("the first task done", func() bool { return strings.Count(tasks(), "done") == 1 })
	if news := p.text(p.find("status", "News")); news != "+OK dewey POP3 server ready Task 1 is done." {
		t.Errorf("the news are %q", news)
	}
	p.type_("USER mrose", "PASS secret")
	p.until("the second task done", func() bool { return strings.Count(tasks(), "done") == 2 })
	p.shoot("lesson", 1280, 800)
	p.shoot("lesson", 360, 740)
	p.do(chromedp.EmulateViewport(1280, 900))
	p.do(chromedp.Reload())
	p.until("the tasks still done after a reload", func() bool { return strings.Count(tasks(), "done") == 2 })
	p.quiet()
}

func testHints(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L1/")
	task := p.find("group", "Task 1 Connect to the mail server")
	hint := p.nodes(task, "button", "Show a hint")
	if len(hint) != 1 {
		t.Fatalf("the task has %d buttons for hints", len(hint))
	}
	for range 3 {
		p.call(hint[0], "function() { this.focus(); this.click() }")
		p.type_("NOOP") // earns the next hint
	}
	p.call(hint[0], "function() { this.focus(); this.click() }")
	if got := p.evaluate("document.activeElement.textContent"); got != "That was the last hint" {
		t.Errorf("the focus is at %q", got)
	}
	if text := p.text(task); !strings.Contains(text, "telnet dewey 110") {
		t.Errorf("the last hint is not shown: %s", text)
	}
}

// What another version or another page of this host left is no reason to fail.
func testSpoiltStorage(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/")
	tasks := func() string { return strings.Join(p.items("list", "Tasks"), "\n") }
	for _, kept := range []string{`{`, `null`, `7`, `{"tasks": null}`, `{"tasks": [], "quiz": "x"}`, `{"tasks": {"connect": "x", "gone": ["y"]}, "answers": {"count/count": {}}}`} {
		p.evaluate("localStorage.setItem('poplab.lesson.L1', '" + kept + "') ?? ''")
		p.do(chromedp.Navigate(site + "/lessons/L1/"))
		p.type_("telnet dewey 110")
		p.until("the first task done after "+kept, func() bool { return strings.Count(tasks(), "done") == 1 })
		p.do(chromedp.Navigate(site + "/lessons/"))
		p.until("what is done after "+kept, func() bool { return strings.Contains(p.everything(), "1 of 5 tasks done") })
	}
	p.quiet()
}
