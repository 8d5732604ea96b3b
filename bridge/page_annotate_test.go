package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func TestAnnotatePage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t).url
	for _, c := range []struct {
		name string
		test func(t *testing.T, p *tab)
	}{
		{"a pasted log gets its notes", testPastedLog},
		{"each sample is read", testSamples},
		{"what is not POP3 gets a sentence", testNoLog},
		{"a chosen file", testChosenLog},
		{"a dropped file, text and folder", testDroppedLog},
		{"a packed file", testPackedLog},
		{"too large a file", testLargerLog},
		{"20 MB", testLongLog},
		{"another log meanwhile", testOvertakenLog},
		{"notes in German", testGermanLog},
		{"passwords hidden", testHiddenLog},
		{"a link holds a log", testLinkedLog},
		{"a broken link", testBrokenLink},
		{"found, sifted and saved", testSavedLog},
		{"what is saved is read again", testReadAgain},
		{"without the engine", testUnreadLog},
		{"without a worker", testStoppedReader},
		{"on a telephone", testNarrowLog},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, visit(t, browser, site+"/annotate/")) })
	}
	t.Run("nothing leaves the page", func(t *testing.T) { testSilence(t, browser, site) })
}

// shortLog holds a password, and a command that no server of RFC 1939 knows.
const shortLog = "S: +OK ready\nC: USER mrose\nS: +OK\nC: PASS c4nary\nS: +OK 2 messages\nC: QUIT\nS: +OK bye\n"

func testPastedLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.outcome("7 lines read; 1 warning.")
	p.shows("Session", "+OK 2 messages")
	p.shows("Notes", "You give the password for mrose")
	if got := p.evaluate("document.activeElement.textContent"); got != "Log: lines marked C and S" {
		t.Errorf("the focus is at %q", got)
	}
	p.shoot("annotate", 1280, 800)
	p.shoot("annotate", 360, 740)
	p.quiet()
}

func testSamples(t *testing.T, p *tab) {
	samples := strings.Split(p.evaluate("[...document.querySelectorAll('[data-sample]')].map((s) => s.textContent).join('|')"), "|")
	if len(samples) < 3 {
		t.Errorf("samples are %q", samples)
	}
	for i, sample := range samples {
		p.press(sample)
		p.outcome("lines read")
		p.shows("Session", "+OK mrose's maildrop has 2 messages (320 octets)")
		p.shoot("annotate-sample-"+strconv.Itoa(i), 1280, 800)
		p.unfold()
	}
	p.quiet()
}

func testNoLog(t *testing.T, p *tab) {
	p.press("Annotate")
	p.alert("There is nothing in it")
	p.paste("Dear Sir or Madam,\n")
	p.alert("No POP3 in it")
	if got := p.call(p.find("textbox", "Log"), "function() { return this.value }"); got != "Dear Sir or Madam,\n" {
		t.Errorf("the field holds %q", got)
	}
	p.shoot("annotate-no-pop3", 1280, 800)
	p.quiet()
}

func testChosenLog(t *testing.T, p *tab) {
	p.find("button", "Choose a file")
	p.choose(p.file("dewey.log", shortLog))
	p.outcome("7 lines read")
	p.find("heading", "dewey.log: lines marked C and S")
	p.quiet()
}

func testDroppedLog(t *testing.T, p *tab) {
	one := p.file("one.log", shortLog)
	p.drop(one, p.file("two.log", shortLog))
	p.outcome("7 lines read; 1 warning. It is the first of 2 files: one log is read at a time.")
	p.drop(t.TempDir())
	p.alert("Is it a folder")
	p.dropText("S: +OK ready\n")
	p.outcome("1 line read")
	p.quiet()
}

func testPackedLog(t *testing.T, p *tab) {
	p.choose(p.file("dewey.log.gz", gzipped(t, shortLog)))
	p.outcome("7 lines read")
	p.choose(p.file("cut.gz", gzipped(t, shortLog)[:30]))
	p.alert("cut.gz: This .gz file is damaged or cut off")
	p.choose(p.file("bomb.gz", gzipped(t, strings.Repeat(shortLog, 1+(20<<20)/len(shortLog)))))
	p.alert("bomb.gz: Unpacked it has more than 20 MB.")
	p.quiet()
}

func testLargerLog(t *testing.T, p *tab) {
	p.choose(p.file("large.pcap", strings.Repeat("x", 20<<20+1<<18)))
	p.alert("large.pcap has 20.3 MB")
	p.choose(p.file("dewey.log", shortLog))
	p.outcome("7 lines read")
	p.quiet()
}

func testGermanLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.shows("Notes", "You give the password for mrose")
	p.tools()
	p.typeInto("Notes in", "d")
	p.shows("Notes", "Achtung.")
	p.unfold()
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.shows("Notes", "Achtung.")
	p.quiet()
}

// testUnreadLog lacks the engine, and keeps the log for the next try.
func testUnreadLog(t *testing.T, p *tab) {
	p.block("*://*:*/*/poplab.wasm")
	p.do(chromedp.Reload())
	p.paste(shortLog)
	p.alert("This page could not fetch the POP3 server program.")
	p.block()
	p.press("Annotate")
	p.outcome("7 lines read")
}

// testStoppedReader has a worker that does not load, and one that stops.
func testStoppedReader(t *testing.T, p *tab) {
	script := page.AddScriptToEvaluateOnNewDocumentParams{Source: spoilWorkers}
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, script); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Reload())
	p.alert("The reader of this page could not be fetched. Is the network up?")
	p.evaluate("window.spoilt = ''")
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.evaluate("String(newest.dispatchEvent(new MessageEvent('message', { data: { fault: 'out of memory' } })))")
	p.alert("Reading stopped: this is a fault of poplab, or the log is too large for this browser.")
	if got := p.call(p.find("textbox", "Log"), "function() { return this.value }"); got != shortLog {
		t.Errorf("the field holds %q", got)
	}
	p.press("Annotate")
	p.outcome("7 lines read")
}

// spoilWorkers lets workers ask for a program that is not there.
const spoilWorkers = `
	window.spoilt = '.not';
	window.Worker = class extends Worker {
		constructor(url, options) {
			super(url + spoilt, options);
			window.newest = this;
		}
	};`

// testNarrowLog has all on a screen of 360 pixels, and the notes behind a tab.
func testNarrowLog(t *testing.T, p *tab) {
	p.do(chromedp.EmulateViewport(360, 640))
	p.shoot("annotate-empty", 360, 640)
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.act("tab", "Notes", "function() { this.click() }")
	p.shows("Notes", "You give the password for mrose")
	if wide := p.evaluate("String(document.documentElement.scrollWidth)"); wide != "360" {
		t.Errorf("the page is %s pixels wide", wide)
	}
	if row := p.evaluate("String(Math.abs(hide.getBoundingClientRect().top - document.getElementById('copy').getBoundingClientRect().top) < 16)"); row != "true" {
		t.Error("the switches of the log are not side by side")
	}
	p.shoot("annotate-notes", 360, 640)
	p.quiet()
}
