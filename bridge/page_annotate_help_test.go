package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

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
	p.act("DisclosureTriangle", "Read another log", "function() { this.click() }")
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
