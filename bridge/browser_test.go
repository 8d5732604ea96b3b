package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The pages are tested as people meet them: in a real Chromium, typing and
// clicking, with everything found by role and accessible name. What a test
// cannot find, a screen reader cannot find either.

// patience is how long a test waits for what it expects to appear, on a machine
// that is slow, or busy with other tests.
const patience = time.Minute

// tab is one browser tab with empty storage.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string // exceptions, and what the browser refused or missed
	requests []string // URLs that the page asked for, in order
}

// newBrowser starts one Chromium for a test and its subtests.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	t.Parallel()
	path := chromium(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.UserDataDir(t.TempDir()),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium's own sandbox refuses root
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, "chromium")
	return ""
}

// missing ends a test that needs a program which is not there: a skip at a
// desk, a failure where CI=true says that everything must run.
func missing(t *testing.T, program string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}

// visit opens a URL in a new tab of its own profile.
func visit(t *testing.T, browser context.Context, url string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	if err := p.watch(); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(url))
	return p
}

// watch collects what the page asks for and what goes wrong in it.
func (p *tab) watch() error {
	if err := chromedp.Listen(p.ctx, p.event); err != nil {
		return err
	}
	if _, err := chromedp.Call(p.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(p.ctx, log.Enable, cdp.Empty{})
	return err
}

func (p *tab) event(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		problem := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			problem += ": " + thrown.Description
		}
		p.problems = append(p.problems, problem)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			p.problems = append(p.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// until repeats a look at the page until it finds what it wants.
func (p *tab) until(what string, look func() bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		if look() {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("waited in vain for %s; the page shows:\n%s", what, p.everything())
		}
	}
}

func (p *tab) everything() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		return err.Error()
	}
	return text
}

// nodes are the elements of that role and name, below one element or in all of
// the page; what is hidden from assistive technology is left out.
func (p *tab) nodes(below cdp.BackendNodeID, role, name string) []cdp.BackendNodeID {
	query := accessibility.QueryAXTreeParams{BackendNodeID: below, Role: role, AccessibleName: name}
	if below == 0 {
		doc, err := chromedp.Call(p.ctx, dom.GetDocument, dom.GetDocumentParams{})
		if err != nil {
			return nil
		}
		query.NodeID = doc.Root.NodeID
	}
	found, err := chromedp.Call(p.ctx, accessibility.QueryAXTree, query)
	if err != nil {
		return nil
	}
	var ids []cdp.BackendNodeID
	for _, n := range found.Nodes {
		if !n.Ignored {
			ids = append(ids, n.BackendDOMNodeID)
		}
	}
	return ids
}

// find waits for the one element of that role and name.
func (p *tab) find(role, name string) (id cdp.BackendNodeID) {
	p.t.Helper()
	p.until(fmt.Sprintf("a %s named %q", role, name), func() bool {
		ids := p.nodes(0, role, name)
		if len(ids) > 0 {
			id = ids[0]
		}
		return len(ids) == 1
	})
	return id
}

// call runs a function with an element as "this" and gives its text result, or ""
// if the page has taken the element away.
func (p *tab) call(id cdp.BackendNodeID, function string) string {
	text, _ := p.called(id, function)
	return text
}

func (p *tab) called(id cdp.BackendNodeID, function string) (text string, err error) {
	object, err := chromedp.Call(p.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: id})
	if err != nil {
		return "", err
	}
	byValue := true
	result, err := chromedp.Call(p.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: function, ObjectID: object.Object.ObjectID, ReturnByValue: &byValue, UserGesture: &byValue,
	})
	if err != nil || result.Result == nil {
		return "", err
	}
	json.Unmarshal([]byte(result.Result.Value), &text) // anything but a string stays ""
	return text, nil
}

// act waits for the one element of that role and name, and runs a function with it as
// "this". A page that draws anew in between is looked at again.
func (p *tab) act(role, name, function string) {
	p.t.Helper()
	p.until(fmt.Sprintf("a %s named %q to act on", role, name), func() bool {
		_, err := p.called(p.find(role, name), function)
		return err == nil
	})
}

// text is what an element shows, white space folded.
func (p *tab) text(id cdp.BackendNodeID) string {
	return p.call(id, `function() { return this.innerText.replace(/\s+/g, ' ').trim() }`)
}

// items are the texts of the list items inside the element of that role and name.
func (p *tab) items(role, name string) []string {
	p.t.Helper()
	var texts []string
	for _, id := range p.nodes(p.find(role, name), "listitem", "") {
		texts = append(texts, p.text(id))
	}
	return texts
}

// status waits until the element named "Session state" shows a text.
func (p *tab) status(want string) {
	p.t.Helper()
	p.until(fmt.Sprintf("the session state %q", want), func() bool {
		ids := p.nodes(0, "status", "Session state")
		return len(ids) == 1 && strings.Contains(p.text(ids[0]), want)
	})
}

// shows waits until some list item of a region holds a text.
func (p *tab) shows(region, want string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q in %s", want, region), func() bool {
		ids := p.nodes(0, "region", region)
		return len(ids) == 1 && strings.Contains(p.text(ids[0]), want)
	})
}

// type_ types a line into the command input and presses Enter.
func (p *tab) type_(lines ...string) {
	p.t.Helper()
	for _, line := range lines {
		p.act("textbox", "Command", "function() { this.focus() }")
		if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: line}); err != nil {
			p.t.Fatal(err)
		}
		p.do(chromedp.KeyEvent("\r"))
	}
}

// press clicks a button.
func (p *tab) press(name string) {
	p.t.Helper()
	p.act("button", name, "function() { this.click() }")
}

// quiet fails the test if the page threw anything or broke its own policy.
func (p *tab) quiet() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, problem := range p.problems {
		p.t.Errorf("the page complains: %s", problem)
	}
}

// asked is how many requests the page made so far.
func (p *tab) asked() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.requests)
}

// shoot keeps a screenshot where SCREENSHOTS names a folder, for people to look at.
func (p *tab) shoot(name string, width, height int64) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	p.do(chromedp.EmulateViewport(width, height))
	time.Sleep(200 * time.Millisecond)
	shot, err := chromedp.Call(p.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(fmt.Sprintf("%s/%s-%d.png", folder, name, width), shot.Data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
