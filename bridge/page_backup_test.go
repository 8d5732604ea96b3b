package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// intercepted keeps the text of the next file that the page saves.
const intercepted = `(() => {
	const make = URL.createObjectURL;
	URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return make(blob); };
	return '';
})()`

// chosen gives the page a file that holds a text, as the dialog of the browser does.
const chosen = `((text) => {
	const files = new DataTransfer();
	files.items.add(new File([text], 'progress.json'));
	const input = document.querySelector('#backup input');
	input.files = files.files;
	input.dispatchEvent(new Event('change'));
	return '';
})`

func (p *tab) load(file string) { p.evaluate(chosen + "(" + strconv.Quote(file) + ")") }

// TestProgressMovesToAnotherBrowser saves what was done in one browser, and adds it to
// what was done in another, which loses nothing.
func TestProgressMovesToAnotherBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser, site := newBrowser(t), startProgram(t).url
	p := visit(t, browser, site+"/lessons/L1/")
	p.type_("telnet dewey 110")
	p.status("AUTHORIZATION")
	p.until("a task that is done", func() bool { return p.evaluate(`document.querySelector('.tasks .done')?.dataset.task ?? ''`) != "" })
	first := p.evaluate(`document.querySelector('.tasks .done').dataset.task`)
	p.do(chromedp.Navigate(site + "/lessons/"))
	p.evaluate(intercepted)
	p.press("Save to a file")
	p.shows("Your progress", "The progress of one lesson is in the file.")
	p.until("the file", func() bool { return p.evaluate("window.saved ?? ''") != "" })
	file := p.evaluate("window.saved")
	p.quiet()

	q := visit(t, browser, site+"/lessons/")
	for _, wrong := range []string{"", "{}", "null", "[]", `{"format":"poplab progress 1","lessons":7}`, "From: ann\n"} {
		q.load(wrong)
		q.shows("Your progress", "This file holds no progress of poplab.")
	}
	q.load(file)
	q.shows("Your progress", "One task more than before is done now.")
	q.shows("Your progress", "Save to a file")
	q.load(file)
	q.shows("Your progress", "All that this file holds was here already.")
	q.do(chromedp.Navigate(site + "/lessons/L1/"))
	q.until("the task "+first+" done there too", func() bool {
		return q.evaluate(`document.querySelector('.tasks .done')?.dataset.task ?? ''`) == first
	})
	q.quiet()
	q.do(chromedp.Navigate(site + "/lessons/"))
	q.evaluate("Storage.prototype.setItem = () => { throw new Error('full') }, ''")
	q.load(strings.Replace(file, first, "other", 1))
	q.shows("Your progress", "This browser could not keep all of it")
}

// TestProgressNotKept does a task where nothing is kept, and is told once.
func TestProgressNotKept(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	p := visit(t, newBrowser(t), startProgram(t).url+"/lessons/L1/")
	p.evaluate("Storage.prototype.setItem = () => { throw new Error('full') }, ''")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.until("a warning", func() bool { return len(p.nodes(0, "alert", "")) == 1 })
	if said := p.evaluate("document.getElementById('fault').innerText"); strings.Count(said, "does not keep") != 1 {
		t.Errorf("the page says %q", said)
	}
	p.quiet()
}
