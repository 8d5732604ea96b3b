package annotate

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// habitSessions are sessions in which a habit of the engine shows, and the rule
// that the notes name then, where it is not the rule of the habit. They cannot see
// what is behind the wire: of the same octets, another rule may be the nearest.
var habitSessions = []struct {
	habit string
	lines []string
	rule  string
}{
	{"spaces-doubled", []string{"login", "LIST  1"}, ""},
	{"spaces-leading", []string{"login", " LIST\t1"}, ""},
	{"words-ignored", []string{"login", "STAT now"}, ""},
	{"words-ignored", []string{"login", "QUIT now"}, ""},
	{"number-noise", []string{"login", "LIST 1a"}, ""},
	{"numbers-wrap", []string{"login", "STAT", "LIST 4294967297"}, ""},
	{"user-kept", []string{"connect", "USER a", "CAPA", "PASS p"}, ""},
	{"user-replaced", []string{"connect", "USER b", "USER a"}, ""},
	{"pass-again", []string{"connect", "USER a", "PASS x", "PASS p"}, ""},
	{"capa-vanishing", []string{"connect", "CAPA", "USER a", "PASS p", "CAPA"}, ""},
	{"noop-early", []string{"connect", "NOOP"}, ""},
	{"dele-twice", []string{"login", "DELE 1", "DELE 1"}, ""},
	{"marked-counted", []string{"login", "STAT", "DELE 1", "STAT"}, ""},
	{"lf-sizes", []string{"login", "LIST", "RETR 1"}, ""},
	{"blank-line", []string{"login", "LIST 1", "RETR 1"}, ""},
	{"rset-refreshes", []string{"login", "STAT", "deliver", "RSET", "STAT"}, "R36"},
	{"renumbering", []string{"login", "LIST", "DELE 1", "LIST"}, ""},
	{"two-replies", []string{"login", "FOO"}, ""},
	{"long-status", []string{"connect", "FOO"}, ""},
	{"no-terminator", []string{"login", "LIST", "STAT"}, ""},
	{"unstuffed-dots", []string{"login", "LIST 3", "RETR 3"}, ""},
	{"dots-counted", []string{"login", "LIST 3", "RETR 3"}, ""},
	{"retr-deletes", []string{"login", "STAT", "RETR 2", "STAT"}, "R36"},
	{"lower-case", []string{"login", "STAT"}, ""},
	{"bare-lf", []string{"login", "STAT"}, ""},
	{"err-with-body", []string{"login", "LIST 9", "NOOP"}, ""},
	{"no-space", []string{"login", "STAT"}, ""},
}

// unseen are the habits that no single session shows.
var unseen = map[string]string{
	"capa-listed":         "a line too many in CAPA does no harm, and its note says so",
	"no-lock":             "it takes two sessions",
	"fetched-hidden":      "it takes the next session",
	"dele-ignored":        "it takes the next session",
	"uid-is-number":       "it takes the next session",
	"update-without-quit": "it takes the next session",
}

// A server with a habit is told from one without by its notes, which name the rule
// that the habit breaks.
func TestHabitsAreNoticed(t *testing.T) {
	covered := map[string]bool{}
	for _, session := range habitSessions {
		covered[session.habit] = true
		t.Run(session.habit, func(t *testing.T) {
			habit := habitNamed(t, session.habit)
			rule := session.rule
			if rule == "" {
				rule = habit.Rule
			}
			if got := rulesBroken(t, 0, session.lines); len(got) > 0 {
				t.Errorf("a server without habits breaks %v", got)
			}
			if got := rulesBroken(t, habit.Set, session.lines); !slices.Contains(got, rule) {
				t.Errorf("the notes name %v, not %s", got, rule)
			}
		})
	}
	for _, h := range pop3.HabitTable() {
		if covered[h.Name] == (unseen[h.Name] != "") {
			t.Errorf("%s has neither a session nor a reason why not, or both", h.Name)
		}
	}
}

func habitNamed(t *testing.T, name string) pop3.Habit {
	for _, h := range pop3.HabitTable() {
		if h.Name == name {
			return h
		}
	}
	t.Fatalf("no habit %s", name)
	return pop3.Habit{}
}

// rulesBroken plays lines on an engine with three messages, and gives the rules of
// the notes of the server's lines.
func rulesBroken(t *testing.T, habits pop3.Habits, lines []string) (broken []string) {
	var tr transcript.Transcript
	drop := mailbox.NewMaildrop(sample(t, "m1"), sample(t, "m2"), sample(t, "dots"))
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "a", Password: "p", Maildrop: drop})
	s := pop3.NewSession(pop3.Config{Accounts: accounts, Habits: habits})
	send := func(r pop3.Reply) {
		var out strings.Builder
		r.WriteTo(&out)
		tr.Server([]byte(out.String()))
	}
	tr.Open("habits")
	send(s.Greeting())
	for _, line := range lines {
		switch line {
		case "connect":
			continue
		case "deliver":
			drop.Deliver(sample(t, "m3"))
			continue
		case "login":
			line = "USER a\r\nPASS p"
		}
		tr.Client([]byte(line + "\r\n"))
		s.Feed([]byte(line+"\r\n"), send)
	}
	var a Annotator
	for i, n := range a.Next(&tr) {
		if tr.Entries[i].Side == transcript.Server && n.Rule != "" {
			broken = append(broken, n.Rule)
		}
	}
	return broken
}

func sample(t *testing.T, name string) pop3.Message {
	m, ok := mailbox.Sample(name)
	if !ok {
		t.Fatalf("no sample %q", name)
	}
	return m
}
