package pop3_test

import (
	"bytes"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/pop3/conformance"
)

// record is what a person sees who watches the wire: each line of the client with
// all that the server sent until the next one.
type record struct {
	said []exchange
	left []string // unique-ids of what is in the maildrop at the end
}

type exchange struct {
	line    string // "connect" with the greeting, "drop" with nothing
	reply   string
	session int // counted from 1
}

// watch plays lines on a maildrop with the messages m1, m2 and dots. Beside
// commands there are "connect", which leaves an open session open, "login", which
// is connect, USER and PASS, "drop" and "deliver".
func watch(t *testing.T, c pop3.Config, lines ...string) record {
	t.Helper()
	d := mailbox.NewMaildrop(sample(t, "m1"), sample(t, "m2"), sample(t, "dots"))
	c.Accounts = mailbox.NewAccounts(mailbox.Account{Name: "a", Password: "p", Maildrop: d})
	var r record
	var s *pop3.Session
	sessions := 0
	var play func(line string)
	play = func(line string) {
		x := exchange{line: line, session: sessions}
		switch line {
		case "login":
			play("connect")
			play("USER a")
			play("PASS p")
			return
		case "connect":
			sessions++
			s, x.session = pop3.NewSession(c), sessions
			var out strings.Builder
			s.Greeting().WriteTo(&out)
			x.reply = out.String()
		case "drop":
			s.Drop()
		case "deliver":
			d.Deliver(sample(t, "m3"))
		default:
			x.reply = feed(s, line+"\r\n")
		}
		r.said = append(r.said, x)
	}
	for _, line := range lines {
		play(line)
	}
	for _, m := range d.Messages() {
		r.left = append(r.left, m.UID)
	}
	return r
}

// last is the reply to the last line.
func (r record) last() string { return r.said[len(r.said)-1].reply }

// TestHabits: for each habit a session whose last reply begins otherwise than
// that of a server without it, and in which the rule of the habit is broken, as a
// check of that rule finds that knows nothing of habits. Without the habit the
// same session keeps it.
func TestHabits(t *testing.T) {
	for _, p := range []struct {
		habit         string
		lines         []string
		honest, spoil string
	}{
		{"spaces-doubled", []string{"login", "LIST  1"}, "-ERR ", "+OK 1 120\r\n"},
		{"spaces-doubled", []string{"login", "STAT "}, "-ERR ", "+OK 3 438\r\n"},
		{"spaces-leading", []string{"login", " LIST\t1"}, "-ERR ", "+OK 1 120\r\n"},
		{"words-ignored", []string{"login", "STAT now"}, "-ERR ", "+OK 3 438\r\n"},
		{"number-noise", []string{"login", "LIST 1a"}, "-ERR ", "+OK 1 120\r\n"},
		{"number-noise", []string{"login", "LIST +1"}, "-ERR ", "+OK 1 120\r\n"},
		{"number-noise", []string{"login", "LIST 1 2"}, "-ERR ", "+OK 1 120\r\n"},
		{"numbers-wrap", []string{"login", "LIST 4294967297"}, "-ERR ", "+OK 1 120\r\n"},
		{"user-kept", []string{"connect", "USER a", "FOO", "CAPA", "PASS p"}, "-ERR ", "+OK "},
		{"user-replaced", []string{"connect", "USER b", "USER a", "PASS p"}, "-ERR ", "+OK "},
		{"pass-again", []string{"connect", "USER a", "PASS x", "PASS y", "PASS p"}, "-ERR ", "+OK "},
		{"capa-vanishing", []string{"connect", "CAPA", "USER a", "PASS p", "CAPA"}, "+OK", "+OK"},
		{"capa-listed", []string{"connect", "CAPA"}, "+OK", "+OK"},
		{"no-lock", []string{"login", "login", "STAT"}, "-ERR ", "+OK 3 438\r\n"},
		{"fetched-hidden", []string{"login", "RETR 1", "QUIT", "login", "STAT"}, "+OK 3 438\r\n", "+OK 2 318\r\n"},
		{"dele-ignored", []string{"login", "DELE 1", "QUIT", "login", "STAT"}, "+OK 2 318\r\n", "+OK 3 438\r\n"},
		{"noop-early", []string{"connect", "NOOP"}, "-ERR ", "+OK"},
		{"dele-twice", []string{"login", "DELE 1", "RETR 1", "DELE 1"}, "-ERR ", "+OK "},
		{"marked-counted", []string{"login", "DELE 1", "LIST", "STAT"}, "+OK 2 318\r\n", "+OK 3 318\r\n"},
		{"lf-sizes", []string{"login", "RETR 1", "LIST 1"}, "+OK 1 120\r\n", "+OK 1 115\r\n"},
		{"blank-line", []string{"login", "LIST 1", "RETR 1"}, "+OK ", "+OK "},
		{"rset-refreshes", []string{"login", "STAT", "deliver", "RSET", "STAT"}, "+OK 3 438\r\n", "+OK 4 554\r\n"},
		{"renumbering", []string{"login", "LIST", "DELE 1", "DELE 1", "LIST 1"}, "-ERR ", "+OK 1 118\r\n"},
		{"renumbering", []string{"login", "UIDL", "DELE 2", "LIST 2", "RETR 3"}, "+OK ", "-ERR "},
		{"two-replies", []string{"login", "FOO"}, "-ERR ", "-ERR "},
		{"long-status", []string{"connect", "FOO"}, "-ERR ", "-ERR "},
		{"no-terminator", []string{"login", "LIST"}, "+OK ", "+OK "},
		{"unstuffed-dots", []string{"login", "LIST 3", "RETR 3"}, "+OK ", "+OK "},
		{"dots-counted", []string{"login", "RETR 3", "LIST 3"}, "+OK 3 118\r\n", "+OK 3 121\r\n"},
		{"retr-deletes", []string{"login", "RETR 2", "STAT"}, "+OK 3 438\r\n", "+OK 2 238\r\n"},
		{"lower-case", []string{"login", "STAT"}, "+OK 3 438\r\n", "+ok 3 438\r\n"},
		{"lower-case", []string{"connect", "FOO"}, "-ERR ", "-err "},
		{"bare-lf", []string{"login", "STAT"}, "+OK 3 438\r\n", "+OK 3 438\n"},
		{"uid-is-number", []string{"login", "UIDL", "RETR 2", "DELE 1", "QUIT", "login", "RETR 1", "UIDL 1"},
			"+OK 1 QhdPYR:00WBw1Ph7x7\r\n", "+OK 1 1\r\n"},
		{"update-without-quit", []string{"login", "DELE 1", "drop", "login", "STAT"}, "+OK 3 438\r\n", "+OK 2 318\r\n"},
		{"err-with-body", []string{"login", "LIST 9"}, "-ERR ", "-ERR "},
		{"no-space", []string{"login", "STAT"}, "+OK 3 438\r\n", "+OK3 438\r\n"},
	} {
		t.Run(p.habit, func(t *testing.T) {
			habit := named(t, p.habit)
			honest := watch(t, pop3.Config{}, p.lines...)
			spoilt := watch(t, pop3.Config{Habits: habit.Set}, p.lines...)
			if !strings.HasPrefix(honest.last(), p.honest) || !strings.HasPrefix(spoilt.last(), p.spoil) {
				t.Errorf("without: %q, want %q; with: %q, want %q", honest.last(), p.honest, spoilt.last(), p.spoil)
			}
			if honest.last() == spoilt.last() {
				t.Errorf("the habit does not show: %q", spoilt.last())
			}
			check := rules[habit.Rule]
			if check == nil {
				t.Fatalf("nothing checks %s", habit.Rule)
			}
			if fault := check(honest); fault != "" {
				t.Errorf("without the habit %s is broken: %s", habit.Rule, fault)
			}
			if check(spoilt) == "" {
				t.Errorf("with the habit %s is kept", habit.Rule)
			}
		})
	}
}

func named(t *testing.T, name string) pop3.Habit {
	for _, h := range pop3.HabitTable() {
		if set, ok := pop3.HabitByName(h.Name); ok && set == h.Set && h.Name == name {
			return h
		}
	}
	t.Fatalf("no habit %s", name)
	return pop3.Habit{}
}

// TestHabitTable: every bit has one row with a name of its own, and a rule and
// citation that exist.
func TestHabitTable(t *testing.T) {
	var seen pop3.Habits
	var names []string
	for _, h := range pop3.HabitTable() {
		if bits.OnesCount64(uint64(h.Set)) != 1 || seen&h.Set != 0 || slices.Contains(names, h.Name) {
			t.Errorf("%s: the bit or the name is taken", h.Name)
		}
		seen, names = seen|h.Set, append(names, h.Name)
		if rule := ruleNamed(h.Rule); rule == nil {
			t.Errorf("%s breaks %s, which is no rule", h.Name, h.Rule)
		}
		if pop3.CitationURL(h.RFC) == "" {
			t.Errorf("%s cites %q", h.Name, h.RFC)
		}
		if !strings.HasSuffix(h.Summary, ".") || strings.Count(h.Summary, ". ") > 0 {
			t.Errorf("%s: %q is no sentence", h.Name, h.Summary)
		}
	}
	if set, ok := pop3.HabitByName("kindness"); ok || set != 0 {
		t.Error("a habit that is not in the table")
	}
}

func ruleNamed(name string) *conformance.Rule {
	for _, c := range conformance.Chapters() {
		for i := range c.Rules {
			if c.Rules[i].Name == name {
				return &c.Rules[i]
			}
		}
	}
	return nil
}

// TestR41InEveryProfileAndHabit: whatever a server does wrong, no message is gone
// without QUIT, but for the one habit that is about it.
func TestR41InEveryProfileAndHabit(t *testing.T) {
	lost := []string{"login", "RETR 1", "DELE 1", "DELE 2", "drop"}
	configs := map[string]pop3.Config{}
	for _, p := range pop3.Profiles() {
		configs["profile "+p.Name] = pop3.Config{Profile: p}
	}
	for _, h := range pop3.HabitTable() {
		configs[h.Name] = pop3.Config{Habits: h.Set}
	}
	for name, c := range configs {
		if name == "update-without-quit" {
			continue
		}
		if r := watch(t, c, lost...); len(r.left) != 3 || rules["R41"](watch(t, c, append(lost, "login")...)) != "" {
			t.Errorf("%s: %d messages are left after a lost connection, want 3", name, len(r.left))
		}
	}
}

// TestHabitsLeaveMessagesAlone: the octets of a message belong to the maildrop, and
// other sessions read them at the same time.
func TestHabitsLeaveMessagesAlone(t *testing.T) {
	m := sample(t, "dots")
	d := mailbox.NewMaildrop(m)
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "a", Password: "p", Maildrop: d})
	for _, h := range pop3.HabitTable() {
		s := pop3.NewSession(pop3.Config{Accounts: accounts, Habits: h.Set})
		feed(s, "USER a\r\nPASS p\r\nRETR 1\r\nTOP 1 1\r\nLIST 9\r\nRSET\r\n")
		s.Drop()
	}
	if got := d.Messages()[0].Octets; !bytes.Equal(got, m.Octets) {
		t.Errorf("the message has become %q", got)
	}
}
