package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// testLongLog reads 20 MB, and the page answers all the while: until it draws, its
// main thread has no long tasks, but for those of a busy machine; if it did the
// reading, one task would be all of the time. Nobody asks for roles and names
// meanwhile, since the answers are long tasks of the same thread.
func testLongLog(t *testing.T, p *tab) {
	p.evaluate(watchTasks)
	p.choose(p.file("long.log", longLog()))
	p.until("the log", func() bool { return strings.Contains(p.evaluate("outcome.textContent"), "lines read") })
	var took struct{ Reading, LongTasks float64 } // milliseconds
	if err := json.Unmarshal([]byte(p.evaluate("JSON.stringify(took)")), &took); err != nil {
		t.Fatal(err)
	}
	if took.Reading == 0 || took.LongTasks > took.Reading/2 {
		t.Errorf("the page did not answer for %.0f ms of %.0f", took.LongTasks, took.Reading)
	}
	p.shows("Session", "PASS secret")
	p.shoot("annotate-long", 1280, 800)
	p.press("Wire of line 1") // so that the tools are there
	p.until("the octets", func() bool { return len(p.nodes(0, "group", "Octets of line 1")) == 1 })
	if got := p.evaluateSlowly(holdEnter); got != "1" {
		t.Errorf("while Enter is held, the worker is asked for %s searches at once", got)
	}
	p.quiet()
}

// holdEnter counts the searches that a key held down puts in front of all else.
const holdEnter = `(() => {
	const { postMessage } = Worker.prototype;
	let searches = 0;
	Worker.prototype.postMessage = function (call) { searches += call.name === 'find'; postMessage.call(this, call); };
	const field = document.getElementById('find');
	field.value = 'line';
	const held = () => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
	for (let i = 0; i < 30; i++) held();
	return new Promise((done) => setTimeout(() => done(String(searches)), 100));
})()`

// longLog has just under 20 MB.
func longLog() string {
	const line = "S: A line as long as lines of mail are when somebody writes without haste.\n"
	message := "C: RETR 1\nS: +OK\nS: From: ann@example.org\nS: \n" + strings.Repeat(line, 100) + "S: .\n"
	return "S: +OK ready\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\n" + strings.Repeat(message, 20<<20/len(message)-1)
}

// watchTasks adds up the tasks of more than 50 ms that ended before the log is shown.
const watchTasks = `(() => {
	const begun = performance.now();
	window.took = { Reading: 0, LongTasks: 0 };
	new MutationObserver(() => { took.Reading = performance.now() - begun; }).observe(annotator, { attributeFilter: ['data-read'] });
	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) {
			if (took.Reading === 0 || startTime + duration < begun + took.Reading) took.LongTasks += duration;
		}
	}).observe({ type: 'longtask' });
	return '';
})()`

// testOvertakenLog chooses another log while a long one is read.
func testOvertakenLog(t *testing.T, p *tab) {
	p.find("button", "Annotate")
	p.choose(p.file("long.log", longLog()))
	p.outcome("Reading 20.0 MB")
	p.choose(p.file("dewey.log", shortLog))
	p.outcome("7 lines read")
	p.find("heading", "dewey.log: lines marked C and S")
	p.quiet()
}
