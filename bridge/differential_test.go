package main

import (
	"fmt"
	"maps"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"poplab/wasm/pop3/conformance"
	"poplab/wasm/pop3/dialogue"
)

// explanations lists every known difference, below the rule that explains it.
const explanations = "testdata/dovecot-differences.txt"

// playable are the verbs of cases that Dovecot can play: it knows no profiles of
// ours, and mail does not come to it from within a case.
var playable = []string{"user", "password", "secret", "timestamp", "message",
	"connect", "login", "on", "C", "S", "closed", "drop"}

// TestDifferencesFromDovecot plays the clients' lines of the dialogues to Dovecot
// and to this server, and compares what RFC 1939 fixes in the replies. Dovecot is
// no judge of the rules: it is a second opinion, and each difference of opinion
// has to be explained by the rule that decides it.
func TestDifferencesFromDovecot(t *testing.T) {
	explained := readExplanations(t)
	d := startDovecotFor(t, dialogueAccounts(t))
	happened := map[string]string{} // the case, by difference
	for _, c := range d.duels(t) {
		for _, difference := range <-c.differences {
			happened[difference] = c.name
		}
	}
	for _, difference := range slices.Sorted(maps.Keys(happened)) {
		if !explained[difference] {
			t.Errorf("nobody has explained this difference, of %q:\n    %s", happened[difference], difference)
		}
	}
	for _, difference := range slices.Sorted(maps.Keys(explained)) {
		if happened[difference] == "" {
			t.Errorf("%s explains a difference that does not happen any more:\n    %s", explanations, difference)
		}
	}
}

// duel is a case that both servers play, while others do.
type duel struct {
	name        string
	differences chan []string
}

// atOnce is how many cases are played at a time. Dovecot waits half a second before
// it refuses some logins, whatever it is told.
const atOnce = 12

// duels plays all cases.
func (d *dovecot) duels(t *testing.T) []duel {
	t.Helper()
	var list []duel
	seats := make(chan bool, atOnce)
	for i, c := range dialogueCases(t) {
		from := fmt.Sprintf("127.0.1.%d", i+1)
		accounts, ops, ours := d.prepare(t, from, &c)
		differences := make(chan []string, 1)
		list = append(list, duel{c.Name, differences})
		go func() {
			seats <- true
			defer func() { <-seats }()
			theirs := replay(ops, d.dialFrom(from), fit(accounts, ours))
			differences <- compareAll(ours, theirs)
		}()
	}
	return list
}

// prepare plays a case to this server, and sets up its world for Dovecot.
func (d *dovecot) prepare(t *testing.T, from string, c *dialogue.Case) ([]dialogue.Account, []op, []*replayed) {
	t.Helper()
	accounts, err := c.Accounts()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range accounts {
		d.fill(t, from, a.Name, a.Messages...)
	}
	ops, err := recordCase(c, worldOf(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return accounts, ops, replay(ops, worldOf(t, c).Dial, asSent)
}

func worldOf(t *testing.T, c *dialogue.Case) *dialogue.World {
	t.Helper()
	w, err := c.World()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// dialFrom connects to Dovecot from one of the addresses of the loopback interface.
func (d *dovecot) dialFrom(address string) func() (dialogue.Conn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}, Timeout: 10 * time.Second}
	return func() (dialogue.Conn, error) {
		conn, err := dialer.Dial("tcp", d.address)
		if err != nil {
			return nil, err
		}
		return conn.(*net.TCPConn), nil
	}
}

// dialogueCases are the cases that Dovecot can play.
func dialogueCases(t *testing.T) []dialogue.Case {
	t.Helper()
	cases, err := dialogue.Read("../wasm/pop3/testdata")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(cases, func(c dialogue.Case) bool {
		return slices.ContainsFunc(c.Verbs(), func(verb string) bool { return !slices.Contains(playable, verb) })
	})
}

// dialogueAccounts gives the passwords of all users of the dialogues, by name. One
// Dovecot serves them all, so a name has one password.
func dialogueAccounts(t *testing.T) map[string]string {
	t.Helper()
	passwords := map[string]string{}
	for _, c := range dialogueCases(t) {
		accounts, err := c.Accounts()
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range accounts {
			password := a.Password + a.Secret
			if known, taken := passwords[a.Name]; taken && known != password {
				t.Fatalf("%s: %s has another password elsewhere", c.Name, a.Name)
			}
			passwords[a.Name] = password
		}
	}
	return passwords
}

// readExplanations reads the file of differences: a rule with one sentence, and
// below it, indented, the differences that it explains.
func readExplanations(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(explanations)
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string]bool{}
	reason := ""
	for line := range strings.Lines(string(text)) {
		difference, isDifference := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "    ")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case !isDifference:
			reason = line
			if rule, sentence, _ := strings.Cut(line, " "); !isRule(rule) || !strings.HasSuffix(sentence, ".\n") {
				t.Errorf("%s: want a rule and a sentence, such as \"R15 It ignores arguments.\": %s", explanations, line)
			}
		case reason == "":
			t.Errorf("%s: no rule above %s", explanations, line)
		default:
			explained[difference] = true
		}
	}
	return explained
}

func isRule(name string) bool {
	return slices.ContainsFunc(conformance.Chapters(), func(c conformance.Chapter) bool {
		return slices.ContainsFunc(c.Rules, func(r conformance.Rule) bool { return r.Name == name })
	})
}

// label shortens what a client sent for the file of differences.
func label(text string) string {
	short := fmt.Sprintf("%q", strings.TrimSuffix(text, "\r"))
	short = strings.ReplaceAll(short[1:len(short)-1], `\"`, `"`)
	if len(short) > 40 {
		short = short[:40] + "..."
	}
	if short == "" {
		return "(empty line)"
	}
	return short
}
