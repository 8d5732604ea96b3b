package check

import (
	"strings"
	"testing"
	"unicode/utf8"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// FuzzGoal reads anything as a goal. What is taken means the same when it is read
// again, judges a session without a panic, and what is not taken gets a sentence.
func FuzzGoal(f *testing.F) {
	for _, form := range Forms() {
		f.Add(form.Example)
		f.Add(form.Syntax)
	}
	for _, s := range stories(f) {
		f.Add(s.goal)
	}
	e := played(f, "windows A B\nhost dewey\nuser mrose secret\nmessage m1\nmessage m2\n",
		"telnet dewey 110; USER mrose; PASS secret; LIST; RETR 1; DELE 2; window B; telnet dewey 110; USER mrose; PASS secret; window A; QUIT")
	f.Fuzz(func(t *testing.T, source string) {
		goal, err := ParseGoal(source)
		if err != nil {
			if err.Error() == "" {
				t.Errorf("%q is refused without a word", source)
			}
			return
		}
		again, err := ParseGoal(goal.String())
		if err != nil || again.String() != goal.String() || again.form != goal.form {
			t.Errorf("%q is written %q, which reads as %q (%v)", source, goal, again, err)
		}
		if v, w := goal.Check(e), again.Check(e); v != w || v.Said == "" {
			t.Errorf("%q: %+v, and read again %+v", source, v, w)
		}
	})
}

// FuzzJudge judges all forms over anything that two sides and a console may say:
// every line begins with who says it.
func FuzzJudge(f *testing.F) {
	for _, c := range verdicts {
		f.Add(c.script)
	}
	f.Add("O dewey\nS +OK\nC AUTH PLAIN\nS + \nC AG1yb3NlAHNlY3JldA==\nS +OK\nT \nL 4\nC USER x\nL 19\nL 20\nL 32\n")
	f.Add("M dewey\nS 220 hi\nC EHLO x\nS 250-x\nS 250 y\nC DATA\nS 354 go\nC x\nC .\nS 250 ok\nC QUIT\nS 221 bye\nE \nB 1\n")
	var goals []Goal
	for _, s := range stories(f) {
		goal, _ := ParseGoal(s.goal)
		goals = append(goals, goal)
	}
	for _, form := range Forms() {
		goal, _ := ParseGoal(form.Example)
		goals = append(goals, goal)
	}
	f.Fuzz(func(t *testing.T, script string) {
		windows := []Window{{"A", &transcript.Transcript{}}, {"B", &transcript.Transcript{}}, {"tap", &transcript.Transcript{}}}
		at := 0
		for line := range strings.Lines(script) {
			utter(windows[at%3].Transcript, line)
			if line[0] == 'B' {
				at++
			}
		}
		e := Evidence{Windows: windows, Maildrop: drops(small, tiny), Facts: map[string]string{"sender": "ann@example.org"}}
		view := NewView(e)
		for i, v := range view.Judge(goals, nil) {
			if v.Said == "" || !utf8.ValidString(v.Said) || goals[i].Check(e) != v {
				t.Errorf("%s: %+v, and alone %+v", goals[i], v, goals[i].Check(e))
			}
			if v.Entry < -1 || v.Entry >= 0 && v.Entry >= entriesOf(windows, v.Window) {
				t.Errorf("%s: there is no entry %d in window %q", goals[i], v.Entry, v.Window)
			}
		}
	})
}

// utter is one line of a script: O and M open a session of POP3 and of SMTP, C and S
// are the two sides, T is TLS, E an end, and L a word of the console by its number.
func utter(tr *transcript.Transcript, line string) {
	rest := strings.TrimPrefix(line[1:], " ")
	name := strings.TrimSpace(rest)
	tr.Now += 1e6
	switch line[0] {
	case 'O':
		tr.Open(name)
	case 'M':
		tr.OpenAs(name, transcript.SMTP)
	case 'C':
		tr.Client([]byte(rest))
	case 'S':
		tr.Server([]byte(rest))
	case 'T':
		tr.Secure("TLS")
	case 'E':
		tr.Close()
	case 'L':
		n, _ := pop3.Decimal(name)
		tr.Say(transcript.Topic(n%int(transcript.Topics)), name)
	}
}

func entriesOf(windows []Window, name string) int {
	for _, w := range windows {
		if w.Name == name {
			return len(w.Transcript.Entries)
		}
	}
	return 0
}
