package check

import (
	"os"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

func TestEveryFormIsDocumentedAndItsExampleParses(t *testing.T) {
	doc, err := os.ReadFile("check.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Forms() {
		if _, err := ParseGoal(f.Example); err != nil {
			t.Errorf("example of %q: %v", f.Syntax, err)
		}
		if !strings.Contains(string(doc), "//\t"+f.Syntax+"\n") || !strings.Contains(string(doc), "//\t    "+f.Example+"\n") {
			t.Errorf("the package doc lacks %q or its example", f.Syntax)
		}
	}
}

func TestWrongGoalsSayWhatToWrite(t *testing.T) {
	for source, want := range map[string]string{
		"":                                                                 `a goal has no words; say one, such as "greeting seen on dewey"`,
		"STAT is +OK":                                                      `unknown goal "STAT is +OK"; did you mean "reply to STAT is +OK"?`,
		"reply to STAT +OK":                                                `written "reply to COMMAND is REPLY", for example "reply to RETR 1 is +OK"`,
		"reply to is +OK":                                                  "written",
		"reply to STAT is OK":                                              `a reply is +OK or -ERR, or three digits of SMTP such as 250, not "OK"; did you mean +OK?`,
		"replies in order USER +OK then":                                   "a step is a command and its reply",
		"replies in order USER +OK":                                        "",
		"state LOGIN reached":                                              "there is no state LOGIN; write AUTHORIZATION, TRANSACTION or UPDATE",
		"session ended by bye":                                             "write quit, hang-up, cable, timeout or server",
		"maildrop left with 2 messages":                                    "this goal is written",
		"greeting seen today":                                              "this goal is written",
		"answer count 2":                                                   "this goal is written",
		"answer place is on dewey":                                         "",
		"command DELE never sent as mrose":                                 "",
		"greeting seen as mrose on dewey":                                  "",
		"greeting seen on dewey as mrose":                                  "",
		"reply to DELE 1 is +OK on dewey":                                  "",
		"  reply   to  RETR 1 is +OK  ":                                    "",
		"command  never sent":                                              "which command?",
		"messages under 5 octets fetched":                                  "this goal is written",
		"reply to USER mrose is -err":                                      "",
		"session ended by hang-up on dewey":                                "",
		"maildrop left with 2 messages of 320 octets on dewey":             `say whose maildrop: end the goal in "as USER on HOST"`,
		"maildrop left with two messages of 320 octets as a on b":          `"two" is no count`,
		"maildrop left with 2 messages of -320 octets as a on b":           `"-320" is no count`,
		"maildrop left with only messages 1, two as a on b":                `"two" is no message-number`,
		"maildrop left without messages from as a on b":                    `"from" is no message-number`,
		"maildrop left without messages":                                   "this goal is written",
		"messages under 5k octets fetched and no others as class on dewey": `"5k" is no count`,
		"messages under 5000 octets fetched and no others as class on dewey in the end": "this goal is written",
	} {
		_, err := ParseGoal(source)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", source, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: got %v, want ... %s", source, err, want)
		}
	}
}

func TestOnlyGuardsHoldFromTheStart(t *testing.T) {
	for _, f := range Forms() {
		goal, err := ParseGoal(f.Example)
		if err != nil {
			t.Fatal(err)
		}
		v := goal.Check(Evidence{Windows: One(&transcript.Transcript{}), Maildrop: drops(small)})
		if v.Met != goal.Guard() {
			t.Errorf("%s: met %v before anything happened, guard %v", goal, v.Met, goal.Guard())
		}
	}
}

func TestFieldIsTheOneThatIsRead(t *testing.T) {
	for source, want := range map[string]string{"answer count is 2": "count", "greeting seen": ""} {
		goal, err := ParseGoal(source)
		if err != nil || goal.Field() != want {
			t.Errorf("%s reads %q (%v)", source, goal.Field(), err)
		}
	}
}

func TestTasksSurviveTheirWrittenForm(t *testing.T) {
	const text = "task login\nreplies in order USER +OK then PASS +OK\nstate TRANSACTION reached\ntask count\nanswer count is 2\n"
	tasks, err := ParseTasks("\n" + strings.ReplaceAll(text, "\n", "  \n\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := FormatTasks(tasks); got != text {
		t.Errorf("got %q", got)
	}
	verdicts := tasks[0].Check(Evidence{Windows: One(talk(t, login))})
	if len(verdicts) != 2 || !verdicts[0].Met || !verdicts[1].Met {
		t.Errorf("got %v", verdicts)
	}
}

func TestWrongTasksNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"greeting seen":                   "line 1: a goal belongs to a task",
		"task a\n\nnonsense here":         `line 3: unknown goal "nonsense here"`,
		"task log in":                     `line 1: write "task ID"`,
		"task a\ngreeting seen\ntask\n\n": "line 3: write",
	} {
		if _, err := ParseTasks(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
