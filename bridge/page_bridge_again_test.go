package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// lost is what stands above the command line when a connection is over.
func (p *tab) lost() string { return p.evaluate(`document.getElementById('lost').innerText`) }

var countdown = regexp.MustCompile(`The page connects again in (one|\d+) seconds?\.`)

var measured = regexp.MustCompile(`bridge [\d.]+ ms`)

// told is what a screen reader was told last.
func (p *tab) told() string { return p.text(p.find("status", "News")) }

// Where another try may help the page makes it, says so once, and stops when asked.
func TestBridgeReconnects(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	address := freeAddress(t)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+address).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.press("Connect")
	p.find("button", "Reconnect now")
	first := p.told()
	if !strings.Contains(first, "No connection to "+address+": nothing listens on that port.") || !countdown.MatchString(first) {
		t.Errorf("the news are %q", first)
	}
	p.shoot("again", 1280, 800)
	p.press("Stop trying")
	p.find("button", "Reconnect")
	if focus := p.evaluate(`document.activeElement.textContent`); focus != "Reconnect" {
		t.Errorf("the focus is on %q", focus)
	}
	if words := p.lost(); countdown.MatchString(words) {
		t.Errorf("it still tries: %q", words)
	}

	p.press("Reconnect")
	p.find("button", "Reconnect now")
	server := &school{t: t}
	server.open(address)
	p.status("AUTHORIZATION") // without a hand
	p.type_("USER x", "PASS x", "DELE 1")
	p.status("TRANSACTION")
	server.reset()
	p.find("button", "Stop trying")
	for _, want := range []string{"Marks set with DELE are lost", "you have to log in again", "The page connects again in"} {
		if words := p.lost(); !strings.Contains(words, want) {
			t.Errorf("the page says %q, not %q", words, want)
		}
	}
	p.status("AUTHORIZATION")
	p.type_("QUIT")
	p.until("the end", func() bool { return len(p.nodes(0, "button", "Connect")) == 1 })
	if words := p.lost(); words != "" {
		t.Errorf("behind QUIT the page says %q", words)
	}
	p.quiet()
}

// The waits grow, and after some tries the page leaves it to the learner. A countdown
// is shown, and not said again and again.
func TestBridgeGivesUp(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+freeAddress(t)).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.find("button", "Connect")
	p.evaluate(`((all) => {
		window.waits = [];
		Math.random = () => 0.99;
		window.setInterval = (tick, each) => all(tick, each / 100);
		new MutationObserver(() => waits.push(document.getElementById('news').textContent)).observe(document.getElementById('news'), { childList: true });
		return '';
	})(window.setInterval)`)
	p.press("Connect")
	p.until("the page to give up", func() bool { return strings.Contains(p.lost(), "tried 5 times in vain") })
	said := countdown.FindAllStringSubmatch(p.evaluate(`waits.join('\n')`), -1)
	if got, want := fmt.Sprint(said), []string{"3", "5", "7", "10", "10"}; len(said) != len(want) {
		t.Errorf("the waits were %s", got)
	} else {
		for i := range want {
			if said[i][1] != want[i] {
				t.Errorf("wait %d is %s seconds, not %s", i, said[i][1], want[i])
			}
		}
	}
	p.find("button", "Reconnect")
	p.quiet()
}

// A bridge that goes away says so while QUIT still keeps the marks. Codes of the
// bridge that mean no are not tried again.
func TestBridgeGoes(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	browser := newBrowser(t)
	site := startProgram(t, "-target", "school="+server.address).url
	p := visit(t, browser, site+"/bridge/?target=school")
	p.find("button", "Connect")
	p.evaluate(wired)
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.evaluate(`String(wire.dispatchEvent(new MessageEvent('message', { data: '{"event":"drain","in":20}' })))`)
	p.until("a warning", func() bool {
		return strings.HasPrefix(p.told(), "The bridge goes away in 20 seconds. Type QUIT now")
	})
	if words := p.lost(); words != p.told() {
		t.Errorf("the page shows %q", words)
	}
	p.until("what the bridge measured", func() bool {
		return measured.MatchString(p.evaluate(`document.getElementById('latency').textContent`))
	})
	for code, again := range map[int]bool{1001: true, 1006: true, 1012: true, 1013: true, 1014: true, 1000: false, 1008: false, 4001: false, 4002: false, 4003: false, 4004: false, 4005: false, 4006: false, 4007: false} {
		p.evaluate(fmt.Sprintf(`String(wire.dispatchEvent(new CloseEvent('close', { code: %d })))`, code))
		p.until("a way back", func() bool { return strings.Contains(p.lost(), "Reconnect") })
		if words := p.lost(); strings.Contains(words, "Stop trying") != again || strings.Contains(words, "code") {
			t.Errorf("behind %d the page says %q", code, words)
		}
		p.press(map[bool]string{true: "Reconnect now", false: "Reconnect"}[again])
		p.status("AUTHORIZATION")
		time.Sleep(50 * time.Millisecond) // sessions begin at a rate
	}
	p.quiet()
}
