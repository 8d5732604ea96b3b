package main

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// journey is a page, and the states through which a learner takes it.
type journey struct {
	name string
	path string
	legs []leg
}

// leg leads from one state to the next, on a wide screen.
type leg struct {
	name   string
	within string // a selector of all that has changed; "" for the whole page
	walk   func(p *tab)
}

// opened is a page as it stands once it has loaded.
var opened = leg{"opened", "", func(p *tab) {
	p.until("the engine", func() bool {
		return p.evaluate("String(document.getElementById('loading')?.checkVisibility() ?? false)") == "false"
	})
}}

// lines types lines and waits for what the session shows of the last reply.
func lines(name, shows string, typed ...string) leg {
	return leg{name, "", func(p *tab) {
		p.type_(typed...)
		p.shows("Session", shows)
	}}
}

// viewed opens a view of the world.
func viewed(view string) leg {
	return leg{view, "#drawer", func(p *tab) { p.world(view) }}
}

// using uses a step of a lesson, by pairs of role and name, until it says something.
func (p *tab) using(step, says string, uses ...string) {
	p.t.Helper()
	frame := p.step(step)
	for use := range slices.Chunk(uses, 2) {
		p.use(frame, use[0], use[1])
	}
	p.says(frame, says)
}

// typedSession has lines of both sides and notes of every severity.
var typedSession = lines("a session", "See you there, -- Bob",
	"telnet dewey 110", "STAT", "USER <mrose>", "USER mrose", "PASS secret", "LIST 9", "list", "LIST  1", "RETR 2")

// journeys lead to the states that pages have besides the one in which they open.
var journeys = []journey{
	{"practice", "/practice/", []leg{
		opened,
		typedSession,
		{"octets, and what was found", "", func(p *tab) {
			p.act("checkbox", "Wire", "function() { this.click() }")
			p.act("searchbox", "Find", "function() { this.focus() }")
			p.do(chromedp.KeyEvent("lunch\r"))
			p.says(p.find("status", "Found"), "of 2")
		}},
		{"saving", "#tools", func(p *tab) { p.press("Save") }},
		{"one side", "#panes", func(p *tab) {
			p.tools()
			p.typeInto("Show", "s")
		}},
		lines("left", "signing off", "QUIT"),
	}},
	{"the world", "/practice/", []leg{
		lines("a session and mail", "deleted", "telnet dewey 110", "USER mrose", "PASS secret", "deliver", "RETR 1", "DELE 1"),
		viewed("Maildrop"), viewed("Devices"), viewed("Wire"), viewed("Mail's way"), viewed("Events"),
	}},
	{"time travel", "/practice/", []leg{
		typedSession,
		{"gone back", "", func(p *tab) {
			p.travel("Back", "Back")
			p.find("button", "Continue from here")
		}},
		{"by octets", "#console", func(p *tab) {
			p.tools()
			p.click("checkbox", "By octets")
			p.travel("Back")
		}},
		{"a branch put aside", "#console", func(p *tab) {
			p.travel("Undo")
			p.type_("NOOP")
			p.find("button", "Bring the other branch back")
		}},
		{"kept over a reload", "#console", func(p *tab) {
			p.do(chromedp.Reload())
			p.news(isKept)
		}},
		{"come back", "#console", func(p *tab) { p.bringBack() }},
	}},
	{"settings", "/lessons/L3/", []leg{{"the dialog", "", func(p *tab) {
		opened.walk(p)
		p.press("Settings")
		p.find("dialog", "Settings")
	}}}},
	{"home", "/", []leg{opened, lines("a session", "2 200", "USER mrose", "PASS secret", "LIST")}},
	{"first lesson", "/lessons/L1/", []leg{
		{"hints and what is missing", "", func(p *tab) {
			opened.walk(p)
			p.use(p.step("Task 1 Connect to the mail server"), "button", "Show a hint")
			p.evaluate("for (const d of document.querySelectorAll('.lesson details')) d.open = true; ''")
		}},
		lines("a mistake", "Connection refused", "telnet dewey"),
		{"tasks done, quiz checked", "", func(p *tab) {
			p.type_("telnet dewey 110", "USER mrose", "PASS secret")
			p.ticked("Log in as mrose")
			p.evaluate("for (const f of document.querySelectorAll('.quiz fieldset')) f.querySelector('input').click(); ''")
			p.press("Check the answers")
		}},
	}},
	{"puzzles", "/lessons/P1/", []leg{
		opened,
		{"not right", ".lesson", func(p *tab) {
			p.using("Task 1 Guess what STAT counts", "Your guess is locked in", "radio", "+OK 2 320", "button", "Lock in my guess")
			p.using("Task 3 Fill in what is missing", "0 of 4 right", "button", "Check the gaps")
			p.using("Task 4 Put a session in order", "Not met:", "button", "Leave out QUIT", "button", "Run it")
			p.using("Task 5 Find two wrong lines", "Nothing is wrong with line 1.", "radio", "Line 1, server: +OK POP3 server ready", "button", "This line is wrong")
			p.pick("PASS", "1")
			p.pick("LIST", "1")
			p.using("Task 6 Sort commands into states", "1 of 2 right", "button", "Check")
			p.using("Task 7 POP3 deletes a message as soon as it is fetched.", "Not this time.", "button", "Half right")
			p.using("Task 8 Judge three cards", "Next card", "button", "Draw 3 cards", "button", "Wrong")
		}},
		{"further on", ".lesson", func(p *tab) {
			p.using("Task 5 Find two wrong lines", "Found.", "radio", "Line 5, server: ERR no such mailbox", "button", "This line is wrong",
				"radio", "A reply begins with +OK or -ERR.", "button", "Check the reason")
			p.using("Task 8 Judge three cards", "of 3 right", "button", "Next card", "button", "Wrong", "button", "Next card", "button", "Wrong", "button", "See the result")
			p.use(p.find("region", "Replay A session of another protocol"), "button", "All lines")
			p.type_("telnet dewey 110", "USER mrose", "PASS secret", "DELE 1", "STAT")
			p.ticked("Guess what STAT counts")
		}},
	}},
	{"windows", "/lessons/P2/", []leg{
		opened,
		{"another window", "#console", func(p *tab) {
			p.type_("telnet dewey 110", "USER mrose", "PASS secret")
			p.window("tap")
			p.shows("Session", "PASS secret")
		}},
		lines("a cable pulled", "pull", "window A", "pull"),
	}},
	{"drill", "/practice/drill/", []leg{
		{"a card answered", "", func(p *tab) {
			opened.walk(p)
			p.press("Another one")
			card := p.find("group", "From memory")
			p.until("a question", func() bool { return len(p.nodes(card, "textbox", "")) == 1 })
			p.call(p.nodes(card, "textbox", "")[0], "function() { this.focus() }")
			p.do(chromedp.KeyEvent("LIST\r"))
			p.says(card, "comes again")
		}},
		{"another task", "", func(p *tab) {
			p.press("Another one")
			p.press("Show a hint")
		}},
	}},
	{"annotate", "/annotate/", []leg{
		opened,
		{"no log", "", func(p *tab) {
			p.paste("Dear Sir or Madam,\n")
			p.alert("No POP3 in it")
		}},
		{"a log read", "", func(p *tab) {
			p.paste(shortLog)
			p.outcome("7 lines read")
		}},
	}},
	{"real server", "/bridge/", []leg{
		opened,
		{"no host", "#stations", func(p *tab) {
			p.pick("Server", "any")
			p.press("Connect")
			p.until("what is wrong", func() bool { return strings.Contains(p.everything(), "Type the name of a server") })
		}},
		{"connected", "", func(p *tab) {
			p.pick("Server", "practice")
			p.press("Connect")
			p.status("AUTHORIZATION")
			p.type_("USER mrose", "PASS secret", "RETR 2")
			p.shows("Session", "See you there, -- Bob")
		}},
		{"comparison", "#comparison", func(p *tab) {
			p.press("Compare with the sandbox")
			p.saidInComparison("4 replies")
		}},
		{"a password in clear", "[role=alertdialog]", func(p *tab) {
			p.press("Close the comparison")
			p.evaluate("Object.assign(document.getElementById('target').selectedOptions[0].dataset, { mask: 'true', near: 'false' }), ''")
			p.type_("PASS c4nary")
			p.find("alertdialog", question)
		}},
		{"encryption", "dialog.cipher", func(p *tab) {
			p.press("Do not send")
			p.press("none")
			p.find("dialog", "Encryption")
		}},
	}},
	{"no engine", "/practice/", []leg{{"a fault", "", func(p *tab) {
		p.block("*://*:*/*/poplab.wasm*")
		p.do(chromedp.Reload())
		p.until("an alert", func() bool { return len(p.nodes(0, "button", "Reload the page")) == 1 })
	}}}},
	{"nothing there", "/lessons/L99/", []leg{opened}},
}

// parts shows the parts of a page that take turns on a narrow screen, one after
// another, each until yield is done with it.
func (p *tab) parts(yield func(part string) bool) {
	p.t.Helper()
	tabs := p.evaluate(`[...document.querySelectorAll('.tabs [role=tab]')].filter((tab) => tab.checkVisibility())
		.map((tab) => tab.id).join(' ')`)
	if tabs == "" {
		yield("")
		return
	}
	was := p.evaluate("document.querySelector('.tabs [aria-selected=true]').id")
	defer p.evaluate("document.getElementById('" + was + "').click(), ''")
	for id := range strings.FieldsSeq(tabs) {
		p.evaluate("document.getElementById('" + id + "').click(), ''")
		p.settle()
		if !yield(id) {
			return
		}
	}
}

// href is where a link of a page leads.
var href = regexp.MustCompile(`<a [^>]*?href="([^"#?]*)`)

// pages are all pages to which links lead from the first one, by path.
func pages(t *testing.T, site string) (paths []string, texts map[string]string) {
	t.Helper()
	paths, texts = []string{"/"}, map[string]string{}
	for i := 0; i < len(paths); i++ {
		path := paths[i]
		status, text := fetch(t, site+path)
		if status != http.StatusOK {
			t.Errorf("a link leads to %s: %d", path, status)
		}
		texts[path] = text
		for _, link := range href.FindAllStringSubmatch(text, -1) {
			if to := follow(path, link[1]); strings.HasSuffix(to, "/") && !slices.Contains(paths, to) {
				paths = append(paths, to)
			}
		}
	}
	return paths, texts
}

// follow gives the path to which a link leads from a page, "" where it leads to
// another site.
func follow(from, link string) string {
	base, _ := url.Parse(from)
	to, err := base.Parse(html.UnescapeString(link))
	if err != nil || to.Host != "" || to.Scheme != "" {
		return ""
	}
	return to.Path
}

func fetch(t *testing.T, url string) (status int, text string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}
