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

		"replay to STAT is +OK":                              `unknown goal "replay to STAT is +OK"; did you mean "reply"? this goal is written "reply to COMMAND is REPLY"`,
		"message":                                            `this goal is written "messages`,
		"fetch everything":                                   `unknown goal "fetch everything"; a goal begins with greeting, reply, replies, errors, state, session, maildrop, messages, copies, command, `,
		"maildrop left emtpy as a on b":                      `this goal is written "maildrop left empty", for example "maildrop left empty as mrose on dewey"`,
		"maildrop left untuched as a on b":                   `this goal is written "maildrop left untouched"`,
		"maildrop left with only mesages from x as a on b":   `this goal is written "maildrop left with only messages WHICH"`,
		"maildrop left empty":                                `say whose maildrop`,
		"maildrop left empty as mrose in B":                  `say whose maildrop`,
		"maildrop left without messages from x as a on b":    "",
		"maildrop left without messages one as a on b":       `"one" is no message-number; write numbers such as "1, 3", or a fact such as "the small"`,
		"reply to STAT is 99":                                `a reply is +OK or -ERR, or three digits of SMTP such as 250, not "99"`,
		"reply to STAT is 600":                               `not "600"`,
		"reply to MAIL is 250":                               "",
		"reply to MAIL is 250 OK":                            `not "OK"; did you mean +OK?`,
		"reply to PASS is -EER [IN-USE]":                     `not "[IN-USE]"`,
		"reply to PASS is -EER":                              `did you mean -ERR?`,
		"reply to STAT is +OK 1 200":                         "",
		"replies in order MAIL 250 then STAT +OK":            "one session speaks POP3, with +OK and -ERR, or SMTP, with codes",
		"errors of 0 kinds seen":                             "write a count from 1 to 4",
		"errors of 5 kinds seen":                             "write a count from 1 to 4",
		"errors of three kinds seen":                         `"three" is no count`,
		"error of 1 kind seen":                               "",
		"errors seen":                                        `this goal is written "errors of COUNT kinds seen"`,
		"state AUTHORISATION reached":                        "write AUTHORIZATION, TRANSACTION or UPDATE; did you mean AUTHORIZATION?",
		"session ended by hangup":                            `a session does not end by "hangup"; write quit, hang-up, cable, timeout or server; did you mean hang-up?`,
		"session ended by quit in TRANSACTION":               `QUIT in TRANSACTION ends in UPDATE; write "session ended by quit in UPDATE"`,
		"session ended by cable in UPDATE":                   "only QUIT leads to UPDATE",
		"session ended by timeout in AUTHORIZATION":          "",
		"session ended by quit in office":                    "",
		"session ended by quit in UPDATE in office on dewey": "",
		"messages fetched and no others":                     `this goal is written "messages`,
		"messages 0 fetched and no others":                   `"0" is no message-number`,
		"messages 1 to 3 fetched and no others":              `"to" is no message-number`,
		"messages , fetched and no others":                   `write the numbers of messages, such as "1, 3"`,
		"messages the small fetched and no others":           "",
		"copies of Hi kept in office are two":                `"two" is no count`,
		"copies of Hi kept in office are 0":                  "no copy at all is there from the start; count 1 or more",
		"copies of Hi kept office are 1":                     `this goal is written "copies of SUBJECT kept in WINDOW are COUNT"`,
		"command DELE send":                                  `this goal is written "command COMMAND`,
		"command never sent in clear":                        `this goal is written "command COMMAND never sent in clear"`,
		"command PASS retried after 5 minutes":               `this goal is written "command COMMAND retried after SECONDS seconds"`,
		"command PASS retried after five seconds":            `"five" is no count`,
		"commands STAT sent at once":                         `at once are two commands or more, such as "STAT LIST"; "STAT" is one`,
		"commands RETR 1 sent at once":                       `"RETR 1" is one`,
		"at most many commands sent":                         `"many" is no count`,
		"at most 5 octets sent":                              `this goal is written "at most`,
		"at most 5 octets recieved":                          `this goal is written "at most OCTETS octets received"`,
		"event waiting happened":                             `there is no event "waiting"; write one of tls, waited, arrived, cable-out`,
		"event disk-ful happened":                            "did you mean disk-full?",
		"event waited":                                       `this goal is written "event NAME happened"`,
		"line typed":                                         `this goal is written "line PATTERN typed"`,
		"line STAT* typed":                                   `a star stands for words, so a space comes before it: "STAT *"`,
		"line * typed":                                       "",
		"files of ann saved on dewey":                        `this goal is written "files of USER saved"`,
		"every line ends with lf":                            `this goal is written "every line ends with crlf"`,
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
