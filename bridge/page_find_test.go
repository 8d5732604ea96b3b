package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func testSide(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/")
	p.status("AUTHORIZATION")
	p.type_("USER mrose", "PASS secret", "STAT")
	p.shows("Session", "+OK 2 320")
	p.tools()
	p.pick("Show", "C")
	p.until("lines of the client alone", func() bool {
		return slices.Equal(p.items("region", "Session"), []string{"C USER mrose", "C PASS secret", "C STAT"})
	})
	p.type_("NOOP")
	p.until("its new line", func() bool { return len(p.items("region", "Session")) == 4 })
	if lines, notes := p.items("region", "Session"), p.items("region", "Notes"); len(notes) != len(lines) {
		t.Errorf("%d lines have %d notes", len(lines), len(notes))
	}
	p.pick("Show", "S")
	p.until("lines of the server alone", func() bool {
		lines := p.items("region", "Session")
		return len(lines) == 5 && strings.HasPrefix(lines[4], "S +OK")
	})
	p.pick("Show", "")
	p.until("all lines", func() bool { return len(p.items("region", "Session")) == 13 })
	p.pick("Show", "C")
	p.evaluate("location.hash = '#line-5'")
	p.until("the greeting, which is none of the client's lines", func() bool { return len(p.items("region", "Session")) == 13 })
	if got := p.call(p.find("combobox", "Show"), "function() { return this.value }"); got != "" {
		t.Errorf("all lines are shown, and the choice is still %q", got)
	}
	p.quiet()
}

func testFind(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/practice/")
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "LIST", "UIDL", "RETR 1", "RETR 2", "CAPA"} {
		p.type_(line)
	}
	p.shows("Session", "IMPLEMENTATION")
	p.act("searchbox", "Find", "function() { this.focus() }")
	p.do(chromedp.KeyEvent("EXACTLY"))
	said := func() string { return p.text(p.find("status", "Found")) }
	found := func(want string) {
		t.Helper()
		p.until("the search to say "+want, func() bool { return said() == want })
	}
	p.until("a number of hits", func() bool { return strings.HasPrefix(said(), "1 of ") })
	total := strings.TrimPrefix(said(), "1 of ")
	if lit := p.evaluate("document.querySelector('.line.lit .text').textContent"); lit != "This message is exactly 120 octets in all." {
		t.Errorf("the light is on %q", lit)
	}
	for n := 2; fmt.Sprint(n-1) != total; n++ {
		p.do(chromedp.KeyEvent("\r"))
		found(fmt.Sprintf("%d of %s", n, total))
		if p.evaluate(`(document.querySelector('.line.lit').innerText + document.querySelector('.note.lit').innerText)`) == "" {
			t.Errorf("nothing is lit at hit %d", n)
		}
	}
	p.do(chromedp.KeyEvent("\r"))
	found("1 of " + total)
	p.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierShift)))
	found(total + " of " + total)
	if p.evaluate("document.activeElement.id") != "find" {
		t.Error("the search took the focus away")
	}
	p.do(chromedp.KeyEvent("zzz"))
	found("not found")
	p.act("searchbox", "Find", "function() { this.value = 'RETR' }")
	p.do(chromedp.KeyEvent("\r"))
	p.until("hits again", func() bool { return strings.Contains(said(), " of ") })
	p.type_("clear")
	found("")
	p.act("searchbox", "Find", "function() { this.focus() }")
	p.do(chromedp.KeyEvent("\x1b"))
	if got := p.evaluate("document.getElementById('find').value + document.querySelectorAll('.lit').length"); got != "0" {
		t.Errorf("after Escape there is still %q", got)
	}
	p.quiet()
	p.shoot("find", 1280, 800)
}

// Each line has a link to itself, and the page that it leads to shows that line.
func testDeepLink(t *testing.T, browser context.Context, site string) {
	p := visit(t, browser, site+"/#line-5")
	p.until("the octets of the line", func() bool { return len(p.nodes(0, "group", "Octets of line 5")) == 1 })
	if got := p.octets(5); !strings.Contains(got, "offset 0 · 29 octets") {
		t.Errorf("the octets are %q", got)
	}
	p.type_("USER mrose")
	p.shows("Session", "+OK mrose")
	p.press("Start over")
	p.status("AUTHORIZATION")
	p.type_("USER mrose")
	link := p.find("link", "Line 6")
	if got := p.call(link, "function() { return this.hash }"); got != "#line-6" {
		t.Errorf("the link leads to %q", got)
	}
	p.call(link, "function() { this.click() }")
	p.until("the octets of line 6", func() bool { return len(p.nodes(0, "group", "Octets of line 6")) == 1 })
	if got := p.evaluate("location.hash + ' ' + scrollY"); got != "#line-6 0" {
		t.Errorf("the page is at %s", got)
	}
	p.quiet()
}
