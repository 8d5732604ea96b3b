package main

import (
	"context"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// testHiddenLog masks the password on the screen, and in the link to the log.
func testHiddenLog(t *testing.T, p *tab) {
	p.paste(shortLog)
	p.shows("Session", "PASS c4nary")
	if !strings.Contains(p.everything(), "The link holds the log, passwords too.") {
		t.Error("nobody says that the link holds a password")
	}
	p.act("checkbox", "Hide passwords", "function() { this.click() }")
	p.until("no password", func() bool { return !strings.Contains(p.everything(), "c4nary") })
	p.shows("Session", "PASS")
	p.until("a link", func() bool { return strings.Contains(p.everything(), "The link holds the log, passwords hidden.") })
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.link()))
	p.outcome("7 lines read; 1 warning.") // and no complaint about what stands for the password
	p.shows("Session", "PASS ******")
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
	p.act("searchbox", "Find", "function() { this.focus() }")
	p.do(chromedp.KeyEvent("bye\r"))
	p.until("what was found", func() bool { return p.text(p.find("status", "Found")) == "1 of 1" })
	p.tools()
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

// testSilence lets the page load all that it ever loads, and nothing after that
// asks any server for anything: neither the page, as the browser tells, nor its
// worker, as the one server tells that the policy of the site lets it talk to.
func testSilence(t *testing.T, browser context.Context, site string) {
	server, asked := counted(t, site)
	p := visit(t, browser, server+"/annotate/")
	p.paste("S: +OK ready\n")
	p.outcome("1 line read")
	p.saved("Text", ".txt")
	p.kept()
	fromPage := p.settled()
	fromAll := asked()
	if fromAll == 0 {
		t.Error("the server counts nothing")
	}
	p.unfold()
	p.paste(shortLog)
	p.outcome("7 lines read")
	p.act("searchbox", "Find", "function() { this.focus() }")
	p.do(chromedp.KeyEvent("bye\r"))
	p.until("what was found", func() bool { return p.text(p.find("status", "Found")) == "1 of 1" })
	p.act("checkbox", "Hide passwords", "function() { this.click() }")
	p.until("no password", func() bool { return !strings.Contains(p.everything(), "c4nary") })
	p.choose(p.file("dewey.log", shortLog))
	p.find("heading", "dewey.log: lines marked C and S")
	p.saved("Text", ".txt")
	if n := asked() - fromAll; n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, url := range p.requests[fromPage:] {
		if !strings.HasPrefix(url, "blob:") { // the page's own memory, on its way to a file
			t.Errorf("the page asked for %s", url)
		}
	}
}

// counted is the site behind a server that counts what it is asked.
func counted(t *testing.T, site string) (address string, asked func() int) {
	t.Helper()
	target, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	var count atomic.Int64
	server := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		count.Add(1)
		r.SetURL(target)
	}})
	t.Cleanup(server.Close)
	return server.URL, func() int { return int(count.Load()) }
}
