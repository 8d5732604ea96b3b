package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
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
		{"nothing leaves the page", testSilence},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, visit(t, browser, site+"/annotate/")) })
	}
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
	p.typeInto("Notes in", "d")
	p.shows("Notes", "Achtung.")
	p.unfold()
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.shows("Notes", "Achtung.")
	p.quiet()
}

// testHiddenLog masks the password on the screen, and in the link to the log.
func testHiddenLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.shows("Session", "PASS c4nary")
	if !strings.Contains(p.everything(), "The link holds the log, passwords too.") {
		t.Error("nobody says that the link holds a password")
	}
	p.call(p.find("checkbox", "Hide passwords"), "function() { this.click() }")
	p.until("no password", func() bool { return !strings.Contains(p.everything(), "c4nary") })
	p.shows("Session", "PASS")
	p.until("a link", func() bool { return strings.Contains(p.everything(), "The link holds the log, passwords hidden.") })
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.link()))
	p.outcome("7 lines read")
	p.shows("Session", "PASS")
	if strings.Contains(p.everything(), "c4nary") {
		t.Error("the link holds the password")
	}
	p.quiet()
}

func testLinkedLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.outcome("7 lines read")
	link := p.link()
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
	p.outcome("7 lines read; 1 warning.")
	p.shows("Session", "PASS c4nary")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link+"&line=4"))
	p.until("the line of the link, lit", func() bool {
		return p.evaluate("document.querySelector('.line.lit')?.innerText ?? ''") != ""
	})
	if got := p.evaluate("document.querySelector('.line.lit .text').textContent"); got != "PASS c4nary" {
		t.Errorf("the link leads to %q", got)
	}
	p.unfold()
	p.paste("S: +OK ready\n")
	p.outcome("1 line read")
	if got := p.evaluate("location.hash"); got != "" {
		t.Errorf("the address is still about the other log: %s", got)
	}
	p.quiet()
}

func testBrokenLink(t *testing.T, p *tab) {
	for _, fragment := range []string{"log=", "log=%%%", "log=AAAA", "log=x&line=y"} {
		p.evaluate("String(location.hash = " + quoted(fragment) + ")")
		p.alert("This link is damaged or cut off.")
		p.evaluate("String(document.getElementById('fault').textContent = '')")
	}
	p.quiet()
}

// testSavedLog finds a line, and saves the log without its password though the
// screen shows it.
func testSavedLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.call(p.find("searchbox", "Find"), "function() { this.focus() }")
	p.do(chromedp.KeyEvent("bye\r"))
	p.until("what was found", func() bool { return p.text(p.find("status", "Found")) == "1 of 1" })
	p.typeInto("Show", "Client")
	p.until("lines of the client alone", func() bool {
		return strings.Join(p.items("region", "Session"), "|") == "C USER mrose|C PASS c4nary|C QUIT"
	})
	if got := p.saved("Markdown", ".md"); !strings.Contains(got, "S: +OK bye\n") || strings.Contains(got, "c4nary") {
		t.Errorf("saved was\n%s", got)
	}
	p.quiet()
}

// testReadAgain reads what the page saved, in each format that holds all lines.
func testReadAgain(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.outcome("7 lines read")
	for format, extension := range map[string]string{"Markdown": ".md", "Text": ".txt", "pcap": ".pcap", "pcapng": ".pcapng"} {
		file := p.file("again"+extension, p.saved(format, extension))
		p.choose(file)
		p.until("the saved log", func() bool { return strings.HasPrefix(p.evaluate("result.textContent"), "again"+extension) })
		p.shows("Session", "+OK 2 messages")
		p.shows("Session", "+OK bye")
	}
	p.quiet()
}

// testUnreadLog lacks the engine, and keeps the log for the next try.
func testUnreadLog(t *testing.T, p *tab) {
	p.block("*://*:*/*/poplab.wasm")
	p.do(chromedp.Reload())
	p.paste(shortLog)
	p.alert("The POP3 server program of this page could not be fetched.")
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
	p.call(p.find("tab", "Notes"), "function() { this.click() }")
	p.shows("Notes", "You give the password for mrose")
	if wide := p.evaluate("String(document.documentElement.scrollWidth)"); wide != "360" {
		t.Errorf("the page is %s pixels wide", wide)
	}
	p.shoot("annotate-notes", 360, 640)
	p.quiet()
}

// testSilence lets the page load all that it ever loads, and nothing after that
// asks any server for anything.
func testSilence(t *testing.T, p *tab) {
	p.paste("S: +OK ready\n")
	p.outcome("1 line read")
	p.saved("Text", ".txt")
	asked := p.asked()
	p.unfold()
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.call(p.find("checkbox", "Hide passwords"), "function() { this.click() }")
	p.until("no password", func() bool { return !strings.Contains(p.everything(), "c4nary") })
	p.choose(p.file("dewey.log", shortLog))
	p.find("heading", "dewey.log: lines marked C and S")
	p.saved("Text", ".txt")
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, url := range p.requests[asked:] {
		if !strings.HasPrefix(url, "blob:") { // the page's own memory, on its way to a file
			t.Errorf("the page asked for %s", url)
		}
	}
}

// outcome waits for the news of what was read.
func (p *tab) outcome(want string) {
	p.t.Helper()
	p.until("the outcome "+want, func() bool {
		ids := p.nodes(0, "status", "Outcome")
		return len(ids) == 1 && strings.Contains(p.text(ids[0]), want)
	})
}

// alert waits for a complaint.
func (p *tab) alert(want string) {
	p.t.Helper()
	p.until("the complaint "+want, func() bool {
		ids := p.nodes(0, "alert", "")
		return len(ids) == 1 && strings.Contains(p.text(ids[0]), want)
	})
}

// link is what the button puts into the clipboard, or where it may not into the
// address bar.
func (p *tab) link() string {
	p.t.Helper()
	p.evaluate("String(navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); })")
	p.press("Copy link")
	p.outcome("The link is copied.")
	return p.evaluate("window.copied")
}

// saved is the file that a button under Save gives.
func (p *tab) saved(format, extension string) (content string) {
	p.t.Helper()
	folder := p.t.TempDir()
	params := browser.SetDownloadBehaviorParams{
		Behavior: "allow", DownloadPath: folder, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}
	if _, err := chromedp.Call(p.ctx, browser.SetDownloadBehavior, params); err != nil {
		p.t.Fatal(err)
	}
	p.press("Save")
	p.press(format)
	p.until("a file "+extension, func() bool {
		found, _ := filepath.Glob(filepath.Join(folder, "*"+extension))
		if len(found) == 0 {
			return false
		}
		octets, err := os.ReadFile(found[0])
		content = string(octets)
		return err == nil
	})
	p.press("Save") // closes the panel
	return content
}

// unfold shows the field again.
func (p *tab) unfold() {
	p.t.Helper()
	p.call(p.find("DisclosureTriangle", "Read another log"), "function() { this.click() }")
}

// paste puts a text into the field as people do.
func (p *tab) paste(text string) {
	p.t.Helper()
	field := p.find("textbox", "Log")
	p.call(field, "function() { this.focus() }")
	p.evaluate("String(document.activeElement.value = " + quoted(text) + ")")
	for _, command := range []string{"selectAll", "cut", "paste"} {
		p.edit(command)
	}
}

// edit does what a key with that editing command does.
func (p *tab) edit(command string) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "keyDown", Commands: []string{command}})
	if err != nil {
		p.t.Fatal(err)
	}
}

// file writes a file to choose, and gives its path.
func (p *tab) file(name, content string) string {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// choose gives files to the page, as its button does.
func (p *tab) choose(files ...string) {
	p.t.Helper()
	field, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.getElementById('file')"})
	if err == nil {
		_, err = chromedp.Call(p.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: field.Result.ObjectID})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// drop lets files fall onto the middle of the page.
func (p *tab) drop(files ...string) {
	p.fall(&input.DragData{Files: files, Items: []*input.DragDataItem{}})
}

// dropText lets a text fall.
func (p *tab) dropText(text string) {
	p.fall(&input.DragData{Items: []*input.DragDataItem{{MimeType: "text/plain", Data: text}}})
}

func (p *tab) fall(data *input.DragData) {
	p.t.Helper()
	data.DragOperationsMask = 1 // copy
	for _, step := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		params := input.DispatchDragEventParams{Type: step, X: 700, Y: 20, Data: data}
		if _, err := chromedp.Call(p.ctx, input.DispatchDragEvent, params); err != nil {
			p.t.Fatal(err)
		}
		if step == "dragOver" && p.evaluate("document.body.className") != "dropping" {
			p.t.Error("the page does not show that things may be dropped")
		}
	}
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// quoted is a text as JavaScript writes it.
func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always can
	}
	return string(b)
}
