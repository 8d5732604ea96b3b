package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// lines are those of the body of the message in the long session.
const longBody = 10_000

// TestPageLong fetches a message of 10,000 lines: all of it can be reached, and the
// document stays small.
func TestPageLong(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-user", "long:secret="+longMailbox(t)).url
	p := visit(t, browser, site+"/bridge/")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.type_("USER long", "PASS secret", "RETR 1")
	last := longBody + 12
	p.until("the end", func() bool { return p.onScreen(last) })
	t.Run("document", func(t *testing.T) { testSmallDocument(t, p, last) })
	t.Run("keys", func(t *testing.T) { testWalk(t, p, last) })
	t.Run("scrolling", func(t *testing.T) { testScrolling(t, p) })
	t.Run("search", func(t *testing.T) { testFarHit(t, p) })
	t.Run("wire", func(t *testing.T) { testFarWire(t, p) })
	t.Run("one side", func(t *testing.T) { testFarSide(t, p, last) })
	p.quiet()
	p.shoot("long", 1280, 800)
}

// longMailbox is a folder with one message. Each line of its body has its number.
func longMailbox(t *testing.T) string {
	var m strings.Builder
	m.WriteString("From: ann@example.org\r\nSubject: Long\r\n\r\n")
	for i := range longBody {
		fmt.Fprintf(&m, "Line %d of the body.\r\n", i+1)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "1.eml"), []byte(m.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// onScreen says whether the line of that number can be seen, and its note level with it.
func (p *tab) onScreen(line int) bool {
	p.t.Helper()
	return p.evaluate(fmt.Sprintf(`(() => {
		const [item, note] = document.querySelectorAll('[data-row="%d"]');
		const [room, box] = [panes, item ?? panes].map((e) => e.getBoundingClientRect());
		const seen = item && box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
		return seen && Math.abs(note.getBoundingClientRect().top - box.top) < 1 ? 'yes' : 'no';
	})()`, line-1)) == "yes"
}

func testSmallDocument(t *testing.T, p *tab, last int) {
	elements, _ := strconv.Atoi(p.evaluate("String(document.querySelectorAll('*').length)"))
	t.Logf("%d lines in %d elements", last, elements)
	if elements > 10_000 {
		t.Errorf("%d lines make %d elements", last, elements)
	}
	got := p.evaluate(`(() => { const [item] = document.querySelectorAll('[data-row="` + fmt.Sprint(last-1) + `"]'); return item.ariaPosInSet + ' of ' + item.ariaSetSize })()`)
	if want := fmt.Sprintf("%d of %d", last, last); got != want {
		t.Errorf("the last line is %s, want %s", got, want)
	}
}

// testWalk goes by keyboard to lines that are not in the document yet.
func testWalk(t *testing.T, p *tab, last int) {
	p.evaluate(fmt.Sprintf(`document.querySelector('#lines [data-row="%d"]').focus() ?? ''`, last-1))
	at := func() int {
		n, _ := strconv.Atoi(p.evaluate("String(Number(document.activeElement.dataset.row) + 1)"))
		return n
	}
	for _, step := range []struct {
		key  string
		want func(line int) bool
	}{
		{kb.Home, func(line int) bool { return line == 1 }},
		{kb.ArrowDown, func(line int) bool { return line == 2 }},
		{kb.PageDown, func(line int) bool { return line > 4 && line < 40 }},
		{kb.End, func(line int) bool { return line == last }},
		{kb.PageUp, func(line int) bool { return line > last-40 && line < last-2 }},
		{kb.ArrowUp, func(line int) bool { return line > last-41 && line < last-3 }},
	} {
		p.do(chromedp.KeyEvent(step.key))
		p.until(fmt.Sprintf("the focus where %q leads", step.key), func() bool { return step.want(at()) && p.onScreen(at()) })
	}
}

// testScrolling moves up by a known way again and again: what is drawn above must
// not move what is read.
func testScrolling(t *testing.T, p *tab) {
	const row = `(() => {
		const { left, top } = panes.getBoundingClientRect();
		const item = document.elementFromPoint(left + 100, top + 100)?.closest('[data-row]');
		return item ? JSON.stringify([Number(item.dataset.row), item.getBoundingClientRect().top - top]) : '';
	})()`
	p.evaluate("(panes.scrollTop = panes.scrollHeight / 2) && ''")
	p.until("lines in the middle", func() bool { return p.evaluate(row) != "" })
	moved := p.evaluateSlowly(`(async () => {
		const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
		const items = () => [...document.querySelectorAll('#lines [data-row]')];
		const room = panes.getBoundingClientRect();
		let worst = 0;
		for (let i = 0; i < 60; i++) {
			const item = items().find((e) => e.getBoundingClientRect().top > room.top + 20);
			const [row, before] = [item.dataset.row, item.getBoundingClientRect().top];
			panes.scrollTop -= 200;
			await frame();
			const now = document.querySelector('#lines [data-row="' + row + '"]').getBoundingClientRect().top;
			worst = Math.max(worst, Math.abs(now - before - 200));
		}
		return String(Math.round(worst));
	})()`)
	if moved != "0" && moved != "1" {
		t.Errorf("lines jump by %s pixels", moved)
	}
}

// testFarHit searches for a line that is not in the document.
func testFarHit(t *testing.T, p *tab) {
	p.act("searchbox", "Find", "function() { this.value = ''; this.focus() }")
	p.do(chromedp.KeyEvent("line 5000 of"))
	p.until("the line", func() bool { return p.onScreen(5011) && p.text(p.find("status", "Found")) == "1 of 1" })
	p.do(chromedp.KeyEvent("\x1b"))
}

// testFarWire shows the octets of all lines, and what was read stays on the screen.
func testFarWire(t *testing.T, p *tab) {
	p.act("checkbox", "Wire", "function() { this.click() }")
	p.until("the octets of the line that was found", func() bool {
		return p.onScreen(5011) && strings.Contains(p.octets(5011), "Line 5000 of the body. CR LF from the server")
	})
	p.act("checkbox", "Wire", "function() { this.click() }")
}

// testFarSide shows the few lines of the client.
func testFarSide(t *testing.T, p *tab, last int) {
	p.tools()
	p.pick("Show", "C")
	p.until("three lines", func() bool { return len(p.items("region", "Session")) == 3 })
	p.pick("Show", "S")
	p.until("the lines of the server", func() bool { return len(p.items("region", "Session")) > 20 })
	p.pick("Show", "")
}

// evaluateSlowly waits for a promise of a text.
func (p *tab) evaluateSlowly(script string) (text string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}
