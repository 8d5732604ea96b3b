package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func testClaim(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	step := p.step("Task 7 POP3 deletes a message as soon as it is fetched.")
	p.use(step, "button", "Half right")
	p.ticked("POP3 deletes a message as soon as it is fetched.")
	p.says(step, "Not this time. The sentence is wrong.")
	p.says(step, "RETR copies.")
	p.call(step, "function() { this.querySelector('details').open = true }")
	p.says(step, "Still two.")
	p.use(step, "button", "Play it in the console")
	p.status("UPDATE")
	p.shows("Session", "+OK 2 320")
	p.open("Guess what STAT counts")
	p.press("Start over")
	p.status("not connected")
	p.do(chromedp.Reload())
	p.says(p.step("Task 7 POP3 deletes a message as soon as it is fetched."), "The sentence is wrong.")
	p.quiet()
}

// truths are the verdicts of the cards in testdata/puzzles/court.md.
var truths = map[string]string{
	"A POP3 server listens on port 110.":            "Right",
	"A client can put a message into the maildrop.": "Wrong",
	"QUIT removes the marked messages.":             "Half right",
	"LAST tells which message was read last.":       "Outdated",
}

func testDeck(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson+"#class=c&learner=ann")
	step := p.step("Task 8 Judge three cards")
	p.use(step, "button", "Draw 3 cards")
	card := func(n int) string {
		p.says(step, fmt.Sprintf("Card %d of 3", n))
		for says := range truths {
			if strings.Contains(p.text(step), says) {
				return says
			}
		}
		t.Fatalf("no card is on the table: %s", p.text(step))
		return ""
	}
	var drawn []string
	for n := range 3 {
		says := card(n + 1)
		drawn = append(drawn, says)
		verdict := truths[says]
		if n == 0 {
			verdict = map[string]string{"Right": "Wrong"}[verdict]
			if verdict == "" {
				verdict = "Right"
			}
		}
		p.use(step, "button", verdict)
		if n == 1 { // in the middle of the deck, the page is left; then comes somebody else
			p.evaluate(`localStorage.setItem('poplab.identity', '{"class": "c", "learner": "bob"}') ?? ''`)
			p.do(chromedp.Reload())
			step = p.step("Task 8 Judge three cards")
			continue
		}
		p.use(step, "button", map[bool]string{true: "Next card", false: "See the result"}[n < 2])
	}
	p.ticked("Judge three cards")
	p.says(step, "2 of 3 right. These are worth another look:")
	if missed := p.items("list", "Cards to look at again"); len(missed) != 1 || !strings.HasPrefix(missed[0], drawn[0]) {
		t.Errorf("missed cards are %q, want %q", missed, drawn[0])
	}
	slices.Sort(drawn)
	if len(slices.Compact(drawn)) != 3 {
		t.Errorf("a card was drawn twice: %q", drawn)
	}
	p.use(step, "button", "Draw again")
	card(1)
	p.quiet()
}

func testRecording(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	recording := p.find("region", "Replay A session of another protocol")
	p.says(recording, "* OK ready")
	if strings.Contains(p.text(recording), "LOGOUT") {
		t.Error("the second line is there from the start")
	}
	p.use(recording, "button", "Next line")
	p.says(recording, "a1 LOGOUT")
	p.use(recording, "button", "All lines")
	p.says(recording, "a1 OK done")
	p.says(recording, "That was the whole session.")
	p.quiet()
}

// word is what the lesson says of the word of this world.
func (p *tab) word() (word string) {
	p.t.Helper()
	p.until("the word of this world", func() bool {
		word = p.evaluate(`document.querySelector('[data-fact="word"]')?.textContent ?? '{'`)
		return word != "" && !strings.Contains(word, "{") && word != "…"
	})
	return word
}

// Who was told the answer gets the task again, in another world.
func testOtherValues(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	word := p.word()
	step := p.step("Task 9 Find the word")
	for _, name := range []string{"Show a hint", "Show the next hint", "Show the next hint"} {
		p.use(step, "button", name)
		p.type_("help")
	}
	p.says(step, "The word is "+word)
	p.write(step, "What is the word?", word)
	p.ticked("Find the word")
	p.use(step, "button", "Try it again with other values")
	p.until("another word", func() bool { return p.word() != word })
	p.open("Find the word")
	if got := p.call(p.in(step, "textbox", "What is the word?"), "function() { return this.value + '.' }"); got != "." {
		t.Errorf("the old answer %q is still there", got)
	}
	other := p.word()
	p.do(chromedp.Reload())
	if got := p.word(); got != other {
		t.Errorf("the word is %q after a reload, and was %q", got, other)
	}
	p.press("Reset this lesson")
	p.until("the first word", func() bool { return p.word() == word })
	p.quiet()
}

// A link brings class code and name; the same name makes the same mailbox in
// another browser, and another one makes another.
func testIdentity(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson+"#class=net101&learner=Ann")
	word := p.word()
	if got := p.evaluate("location.hash"); got != "" {
		t.Errorf("the address still has %q", got)
	}
	q := visit(t, browser, lesson)
	q.evaluate("document.getElementById('identity').open = true, ''")
	q.fill("Class code", "net101")
	q.fill("Name", "Bob")
	q.press("Make this my mailbox")
	q.says(q.find("status", "Mailbox"), "Made for Bob of the class net101.")
	bob := q.word()
	q.evaluate("document.getElementById('learner').select(), ''")
	q.fill("Name", "Ann\r")
	q.until("the word of Ann", func() bool { return q.word() == word })
	if bob == word {
		t.Errorf("Bob and Ann have the word %q", word)
	}
	q.do(chromedp.Reload())
	q.until("the word of Ann after a reload", func() bool { return q.word() == word })
	q.type_("telnet dewey 110", "USER class", "PASS letters")
	q.until("the line of a chip", func() bool {
		return q.evaluate(`/^RETR [1-4]$/.test(document.querySelector('.lesson .chip[data-command^=RETR]').dataset.command) ? '' : 'no'`) == ""
	})
	p.quiet()
	q.quiet()
}

func testSpoiltPuzzles(t *testing.T, browser context.Context, lesson string) {
	p := visit(t, browser, lesson)
	for _, kept := range []string{
		`{"answers": {"marked/guess": "9", "sequence/order": "0 0 1|7", "suspects/found": "x 77", "claim-gone/verdict": "toString", "court/turn": "-1", "court/said": "a b c d e f", "states/item-states-1": "9"}, "attempt": -3}`,
		`{"answers": {"sequence/order": "||", "court/turn": "zzz", "court/said": "wrong"}, "attempt": "x"}`,
		`{"answers": {"sequence/order": "4 3 2 1 0 5"}, "attempt": 1e99}`,
	} {
		p.evaluate("localStorage.setItem('poplab.lesson.P1', '" + kept + "') ?? ''")
		p.do(chromedp.Reload())
		p.until("five lines", func() bool { return len(p.sequence()) == 5 })
		p.type_("telnet dewey 110")
		p.status("AUTHORIZATION")
	}
	p.quiet()
}
