package main

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
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

// A learner solves the whole lesson: what to fetch and the word are in a mailbox
// that was made for this learner, so they are read off the page.
func testSecondLesson(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/lessons/L2/")
	done := func(n int) {
		t.Helper()
		p.until(fmt.Sprintf("%d tasks done", n), func() bool {
			return strings.Count(strings.Join(p.items("list", "Tasks"), "\n"), "done") == n
		})
	}
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST")
	p.fill("How many lines does the reply to LIST have, from the first to the last?", "4 lines")
	done(1)
	p.type_("LIST 2")
	p.fill("How many octets has message 2?", "200 octets")
	p.pick("What comes after the line that begins with +OK?", "nothing, it is complete")
	done(2)
	p.type_("RETR 1")
	p.fill("What is the subject of message 1?", "hi")
	done(3)

	p.type_("QUIT", "telnet dewey 110", "USER class", "PASS letters", "LIST")
	p.shows("Session", "+OK class")
	var large []string
	for _, size := range regexp.MustCompile(`(?m)^S ([0-9]+) ([0-9]+)$`).FindAllStringSubmatch(p.session(), -1)[2:] {
		if octets, _ := strconv.Atoi(size[2]); octets < 5000 {
			p.type_("RETR " + size[1])
		} else {
			large = append(large, size[1])
		}
	}
	done(4)
	word := regexp.MustCompile(`(?m)^S The word is (\S+)\.$`)
	for ; !word.MatchString(p.session()); large = large[1:] {
		if len(large) == 0 {
			t.Fatal("the word is in no message")
		}
		p.type_("RETR " + large[0])
		p.shows("Session", "RETR "+large[0])
	}
	p.fill("What is the word, without the full stop behind it?", word.FindStringSubmatch(p.session())[1])
	done(5)
	p.quiet()
}

// session is the log, one line of it in a line, when the server has answered.
func (p *tab) session() string {
	var lines string
	p.until("an answer", func() bool {
		lines = p.call(p.find("region", "Session"), `function() {
			return [...this.querySelectorAll('[role=listitem]')].map((item) => item.textContent).join('\n');
		}`)
		last := lines[strings.LastIndex(lines, "\n")+1:]
		return strings.HasPrefix(last, "S ")
	})
	return lines
}

// fill writes an answer into the field of that label.
func (p *tab) fill(label, answer string) {
	p.t.Helper()
	p.act("textbox", label, "function() { this.focus() }")
	p.do(chromedp.KeyEvent(answer))
}

// pick chooses an answer from the list of that label.
func (p *tab) pick(label, answer string) {
	p.t.Helper()
	p.call(p.find("combobox", label), fmt.Sprintf(`function() {
		this.value = %q;
		this.dispatchEvent(new Event('input', { bubbles: true }));
		this.dispatchEvent(new Event('change', { bubbles: true }));
	}`, answer))
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
		p.until("what is done after "+kept, func() bool { return strings.Contains(p.everything(), "1 of 6 tasks done") })
	}
	p.quiet()
}
