package main

import (
	"slices"
	"strings"
	"testing"
)

// A screen reader is told of each thing that becomes of a connection, and of each once.
func TestBridgeIsHeardOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address+",tls=starttls,ca="+server.ca()).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.find("button", "Connect")
	p.settle()
	p.evaluate(hearing)
	for _, step := range []struct {
		name string
		do   func()
		want []string // what is told, the last at the end
	}{
		{"connect", func() { p.press("Connect") }, []string{"Connecting to school", "+OK school <1.2@school>"}},
		{"STLS", func() { p.type_("STLS") }, []string{"TLS 1.3 between bridge and server"}},
		{"log in", func() { p.type_("PASS x") }, []string{"+OK"}},
		{"break", server.reset, []string{"The connection to the server broke. Behind a new connection you have to log in again."}},
		{"stop", func() { p.press("Stop trying") }, []string{"The connection to the server broke."}},
		{"again", func() { p.press("Reconnect") }, []string{"+OK school <1.2@school>"}},
		{"hang up", func() { p.press("Hang up") }, []string{"Connection closed. QUIT was not sent."}},
		{"start over", func() { p.press("Start over") }, []string{"Started over."}},
	} {
		p.evaluate("heard.length = 0, ''")
		step.do()
		last := step.want[len(step.want)-1]
		p.until(step.name+" to be told", func() bool { return strings.Contains(p.evaluate("heard.join('|')"), last) })
		p.settle()
		said := strings.Split(p.evaluate("heard.join('|')"), "|")
		for _, want := range step.want {
			if n := holding(said, want); n != 1 {
				t.Errorf("%s: %q is told %d times: %q", step.name, want, n, said)
			}
		}
		if sorted := slices.Sorted(slices.Values(said)); len(slices.Compact(sorted)) != len(said) {
			t.Errorf("%s: something is told twice: %q", step.name, said)
		}
	}
	p.quiet()
}

// holding says how many texts hold another.
func holding(texts []string, part string) (n int) {
	for _, text := range texts {
		if strings.Contains(text, part) {
			n++
		}
	}
	return n
}
