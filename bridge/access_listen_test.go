package main

import (
	"slices"
	"strings"
	"testing"
)

// TestAccessListen counts what a screen reader is told of itself: of each exchange
// one message, however long the reply, and nothing where the learner wants nothing. The
// lines themselves are read when the learner goes to them.
func TestAccessListen(t *testing.T) {
	a := access(t)
	for _, c := range []struct {
		news string
		want func(line string, said []string) bool
	}{
		{"short", func(line string, said []string) bool {
			return len(said) == 1 && strings.Contains(said[0], replies[line])
		}},
		{"lines", func(line string, said []string) bool {
			return len(said) == 1 && strings.Contains(said[0], replies[line])
		}},
		{"notes", func(line string, said []string) bool {
			return len(said) == 1 && !strings.HasPrefix(said[0], replies[line])
		}},
		{"nothing", func(_ string, said []string) bool { return len(said) == 0 }},
	} {
		t.Run(c.news, func(t *testing.T) {
			p := visit(t, a.browser, a.site+"/lessons/L1/")
			p.evaluate(`localStorage.setItem('poplab.settings', '{"news": "` + c.news + `"}') ?? ''`)
			p.type_("help") // whatever comes at the start is over
			p.shows("Session", "help")
			p.settle()
			p.evaluate(hearing)
			for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "RETR 2", "NOOP 1", "QUIT"} {
				p.evaluate("heard.length = 0, ''")
				p.type_(line)
				p.shows("Session", replies[line])
				p.settle()
				said := slices.DeleteFunc(strings.Split(p.evaluate("heard.join('|')"), "|"), func(s string) bool { return s == "" })
				if !c.want(line, said) {
					t.Errorf("after %s a screen reader is told %q", line, said)
				}
			}
			if live := p.evaluate(liveLog); live != "" {
				t.Error(live)
			}
			p.quiet()
		})
	}
}

// replies are what the server says to each line, or the beginning of it.
var replies = map[string]string{
	"telnet dewey 110": "+OK dewey POP3 server ready", "USER mrose": "+OK mrose", "PASS secret": "+OK mrose's maildrop has 2 messages",
	"RETR 2": "+OK 200 octets", "NOOP 1": "-ERR", "QUIT": "+OK dewey POP3 server signing off",
}

// hearing notes what is told: the text of a live region that has changed, once for
// all that changes before the page is drawn, as assistive technology has it.
const hearing = `(() => {
	window.heard = [];
	const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
	const changed = new Set();
	const tell = () => {
		for (const region of changed) {
			const text = region.innerText.trim();
			if (text && region.checkVisibility() && region.ariaLive !== 'off') heard.push(text);
		}
		changed.clear();
	};
	new MutationObserver((records) => {
		if (changed.size === 0) requestAnimationFrame(() => setTimeout(tell));
		for (const { target } of records) {
			const region = (target instanceof Element ? target : target.parentElement)?.closest(regions);
			if (region) changed.add(region);
		}
	}).observe(document.body, { subtree: true, childList: true, characterData: true });
	return '';
})()`

// liveLog says how the lines of the session would be read aloud as they come.
const liveLog = `(() => {
	const log = document.querySelector('[role=log]');
	if (log.ariaLive !== 'off') return 'the log is live';
	if (log.parentElement.closest('[aria-live], [role=status], [role=alert]')) return 'the log stands in a live region';
	return log.querySelector('[aria-live], [role=status], [role=alert]') ? 'a live region stands in the log' : '';
})()`
