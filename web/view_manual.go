package web

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// manualView is the reference: commands with lines to try, what servers say and
// announce, how servers differ, and the rules with their verdicts.
type manualView struct {
	frameView
	Console      consoleView
	Login        []string // lines that lead to every command without a lead of its own
	Commands     []commandView
	Capabilities []termView
	Codes        []termView
	Profiles     []profileView
	Habits       []habitView
	Rules        rulesView
}

// commandView is a command of the table, and a line that works.
type commandView struct {
	Name    string
	Syntax  string
	States  phrase
	Needs   string // the capability without which a server does not have it, or ""
	Summary phrase
	Source  sourceView
	Lead    []string // lines that lead to the example; none stands for Login
	Example string   // "" where this page has no server that it works on
	Aside   phrase   // what to know before trying; there may be nothing
}

// try are the lines to type, the example last.
func (c commandView) try() []string { return slices.Concat(c.Lead, []string{c.Example}) }

func viewManual(o Options) manualView {
	f := o.frame(manualPath, say("Reference"),
		say("Every POP3 command with a line that runs in the page, capabilities, response codes, and the rules by which this server is tested.")).withConsole("manual.js")
	f.Styles = []string{"beside.css", "manual.css"}
	v := manualView{frameView: f, Console: f.sandbox("lesson", standardHosts...), Login: login, Rules: viewRules()}
	v.Console.Text, v.Console.Scenario = say("Reference"), manualWorld
	for i := range pop3.Commands() {
		v.Commands = append(v.Commands, newCommand(&pop3.Commands()[i]))
	}
	v.Capabilities, v.Codes = terms(capabilities), terms(responseCodes)
	v.Profiles, v.Habits = viewProfiles(), viewHabits()
	return v
}

func newCommand(c *pop3.Command) commandView {
	t := trials[c.Name]
	v := commandView{
		Name: c.Name, Syntax: c.Syntax(), States: verbatim(c.States.String()), Needs: c.Needs, Summary: verbatim(c.Summary),
		Source: source(c.RFC), Lead: t.lead, Example: c.Example, Aside: t.aside,
	}
	if c.Needs == c.Name {
		v.Needs = "" // the name says it
	}
	if t.nowhere {
		v.Example = ""
	}
	return v
}

// manualWorld is the world of the reference: that of free practice, with two of
// its hosts as servers that have what the others lack.
const manualWorld = `host dewey
user mrose secret
message m1
message m2
host mailServer
profile rfc1225
user Harish vegetables
message m1
message m2
host dbc.mtview.ca.us
profile rfc6856
apop mrose tanstaaf
message m1
message m2
`

// login leads to the examples of most commands.
var login = []string{"telnet dewey 110", "USER mrose", "PASS secret"}

// trial says how to come to an example that login does not lead to.
type trial struct {
	lead    []string
	aside   phrase
	nowhere bool // no server of the page takes it
}

var trials = map[string]trial{
	"USER": {lead: login[:1]},
	"PASS": {lead: login[:2]},
	"AUTH": {lead: login[:1]},
	"APOP": {lead: []string{"telnet dbc.mtview.ca.us 110"},
		aside: say("The digest fits the first connection to that host; Start over makes the next one the first again.")},
	"STLS": {nowhere: true,
		aside: say("Pages cannot speak TLS, so try it in a shell: openssl s_client -starttls pop3 -crlf -quiet -connect HOST:110")},
	"UTF8": {lead: []string{"telnet dbc.mtview.ca.us 110"}},
	"LANG": {lead: []string{"telnet dbc.mtview.ca.us 110"}},
	"LAST": {lead: []string{"telnet mailServer 110", "USER Harish", "PASS vegetables"},
		aside: say("On this page the host mailServer speaks as in 1991, when LAST was a command.")},
}

// termView is a word of the protocol and what it means.
type termView struct {
	Name   string
	Text   phrase
	Source sourceView
}

// terms reads a table of lines NAME | TEXT | CITATION.
func terms(table string) []termView {
	var list []termView
	for line := range strings.Lines(table) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " | ")
		text, citation, _ := strings.Cut(rest, " | ")
		list = append(list, termView{name, verbatim(text), source(citation)})
	}
	return list
}

// capabilities are the lines that CAPA may have.
const capabilities = `AUTH-RESP-CODE | The code AUTH, and no other reply, tells that credentials are wrong. | RFC 3206 section 6
EXPIRE | For how many days mail is kept: a number, or NEVER. With USER behind it the value after the login is more exact. | RFC 2449 section 6.7
IMPLEMENTATION | The server's program, for logs. | RFC 2449 section 6.9
LANG | Replies can be had in other languages. | RFC 6856 section 3.1
LOGIN-DELAY | How many seconds to wait from one login to the next. | RFC 2449 section 6.5
PIPELINING | Commands may be sent without waiting for replies. | RFC 2449 section 6.6
RESP-CODES | A reply that begins with a square bracket begins with a response code. | RFC 2449 section 6.4
SASL | AUTH is there; the mechanisms follow. | RFC 2449 section 6.3
STLS | TLS can be started now. | RFC 2595 section 4
TOP | TOP is there. | RFC 2449 section 6.1
UIDL | UIDL is there. | RFC 2449 section 6.8
USER | USER and PASS are there. | RFC 2449 section 6.2
UTF8 | UTF8 is there; with USER behind it, names and passwords may be UTF-8. | RFC 6856 section 2
`

// responseCodes are the codes that may stand at the start of a text.
const responseCodes = `[AUTH] | The credentials are wrong. Ask the person for others. | RFC 3206 section 5
[IN-USE] | The credentials are right, but another session holds the maildrop. Try again later. | RFC 2449 section 8.1.2
[LOGIN-DELAY] | The last login was too short a time ago. | RFC 2449 section 8.1.1
[SYS/PERM] | The server has a fault that somebody must repair. | RFC 3206 section 4
[SYS/TEMP] | The server has a fault that is likely to pass. Try again later, and do not alarm anybody. | RFC 3206 section 4
[UTF8] | The message has a header that only a client in UTF-8 mode may get. Send UTF8 before the login. | RFC 6856 section 5
`
