package check

import (
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// talk builds a transcript from a script: "open HOST" connects as telnet does,
// "hang up" and "closed" end the connection, other lines are the log's own.
func talk(t *testing.T, script string) *transcript.Transcript {
	t.Helper()
	var tr transcript.Transcript
	for line := range strings.SplitSeq(strings.TrimSpace(script), "\n") {
		line = strings.TrimSpace(line)
		octets := []byte(line[min(3, len(line)):] + "\r\n")
		host, opens := strings.CutPrefix(line, "open ")
		switch {
		case opens:
			tr.Open(host)
			tr.Say(transcript.Opened, "Connected to "+host+".")
		case line == "hang up":
			tr.Close()
			tr.Say(transcript.LearnerClosed, "Connection closed.")
		case line == "closed":
			tr.Close()
			tr.Say(transcript.ServerClosed, "Connection closed by foreign host.")
		case strings.HasPrefix(line, "C:"):
			tr.Client(octets)
		case strings.HasPrefix(line, "S:"):
			tr.Server(octets)
		default:
			t.Fatalf("no such line of a script: %q", line)
		}
	}
	return &tr
}

const (
	greet = "open dewey\nS: +OK dewey ready\n"
	login = greet + "C: USER mrose\nS: +OK mrose\nC: PASS secret\nS: +OK 2 messages\n"
	leave = "C: QUIT\nS: +OK bye\nclosed\n"
	wrong = greet + "C: USER mrose\nS: +OK mrose\nC: PASS wrong\nS: -ERR invalid password\n"
	other = "open mailServer\nS: +OK ready\nC: USER Harish\nS: +OK\nC: pass vegetables\nS: +OK\n"
)

// verdicts has, for every form, sessions that meet a goal and sessions that do
// not, each with a part of what the learner is told.
var verdicts = []struct {
	script, goal string
	met          bool
	said         string
}{
	{greet, "greeting seen", true, "dewey greeted you at line 2: +OK dewey ready"},
	{greet, "Greeting seen on DEWEY", true, "line 2"},
	{greet, "greeting seen on mailServer", false, "no greeting came yet on mailServer"},
	{"open dewey\nS: -ERR too many connections", "greeting seen", false, "no greeting"},

	{login + "C: STAT\nS: +OK 2 320", "reply to STAT is +OK", true, "STAT was answered at line 8: +OK 2 320"},
	{login + "C: stat\nS: +OK 2 320", "reply to stat is +ok on dewey as mrose", true, "line 8"},
	{login, "reply to STAT is +OK", false, "STAT has not been sent yet"},
	{login, "reply to STAT is +OK as Harish", false, "nobody has logged in as Harish yet"},
	{login, "reply to STAT is +OK on mailServer", false, "no connection to mailServer yet; type telnet mailServer 110"},
	{"open dewey\nC: USER mrose\nC: PASS secret\nS: +OK ready\nS: +OK\nS: +OK\nC: STAT\nS: +OK 2 320", "reply to STAT is +OK as mrose", true, "line 8"},
	{greet + "C: USER mrose\nS: ok\nC: PASS secret\nS: ok login\nC: STAT\nS: +OK 2 320", "reply to STAT is +OK as mrose", true, "line 8"},
	{greet + "C: USER bob\nS: +OK\nC: APOP mrose x\nS: +OK", "reply to APOP is +OK as mrose", true, "line 6"},
	{greet + "C: APOP bob x\nS: -ERR\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\nC: USER bob\nS: -ERR", "reply to PASS is +OK as mrose", true, "line 8"},
	{greet + "C: STAT\nS: -ERR not now", "reply to STAT is +OK", false, "STAT was refused at line 4: -ERR not now; log in first"},
	{greet + "C: STAT\nS: -ERR not now", "reply to STAT is -ERR", true, "STAT was refused at line 4"},
	{login + "C: STAT\nS: +OK 2 320", "reply to STAT is -ERR", false, "this goal wants it refused"},
	{wrong, "reply to PASS is +OK", false, "PASS was refused at line 6: -ERR invalid password; send USER again, then PASS"},
	{login + "C: PASS x\nS: -ERR no", "reply to PASS is -ERR", true, "line 8"},
	{login + "C: USER x\nS: -ERR no", "reply to USER x is +OK", false, "you are logged in already"},
	{login + "C: STAT", "reply to STAT is +OK", false, "has not come yet"},
	{login + "C: STAT\nclosed", "reply to STAT is +OK", false, "the connection ended first"},
	{login + "C: STAT\nS: fine", "reply to STAT is +OK", false, "neither +OK nor -ERR"},
	{login + "C: RETR 01\nS: +OK\nS: Hi\nS: .", "reply to RETR 1 is +OK", true, "RETR 1 was answered at line 8"},
	{login + "C: RETR 2\nS: +OK\nS: Hi\nS: .", "reply to RETR 1 is +OK", false, "you sent RETR 2 at line 7, and this goal wants RETR 1"},
	{login + "C: RETR 2\nS: +OK\nS: Hi\nS: .", "reply to RETR is +OK", true, "line 8"},
	{login + "C: LIST 2\nS: +OK 2 200", "reply to LIST alone is +OK", false, "you sent LIST 2 at line 7, and this goal wants LIST without an argument"},
	{login + "C: LIST\nS: +OK\nS: .", "reply to LIST alone is +OK", true, "line 8"},
	{login + "C: LIST\nS: +OK\nS: .", "reply to LIST 2 is +OK", false, "wants LIST 2"},
	{greet + "C: USER MROSE\nS: +OK", "reply to USER mrose is +OK", false, "wants USER mrose"},
	{greet + "C: APOP mrose x\nS: -ERR", "reply to APOP mrose is -ERR", true, "APOP mrose was refused at line 4"},
	{greet + "C: APOP mrose x\nS: -ERR", "reply to APOP bob is -ERR", false, "you sent APOP at line 3, and this goal wants APOP bob"},
	{greet + "C: PASS secret\nS: -ERR", "reply to PASS hungry is -ERR", false, "you sent PASS at line 3,"},

	{login, "replies in order USER +OK then PASS +OK", true, "USER was answered at line 4: +OK mrose; PASS was answered at line 6"},
	{wrong, "replies in order USER +OK then PASS +OK", false, "line 4: +OK mrose; but then PASS was refused at line 6"},
	{wrong + "C: USER mrose\nS: +OK\nC: PASS secret\nS: +OK", "replies in order USER +OK then PASS +OK", true, "line 10"},
	{greet, "replies in order USER +OK then PASS +OK", false, "USER has not been sent yet"},
	{greet + "C: USER mrose\nS: +OK\nhang up\nopen dewey\nS: +OK\nC: PASS secret\nS: +OK", "replies in order USER +OK then PASS +OK", false, "PASS has not been sent yet"},
	{"open dewey\nS: +OK", "replies in order USER +OK then PASS +OK on mailServer", false, "no connection to mailServer"},

	{login, "state TRANSACTION reached", true, "came into TRANSACTION at line 6"},
	{login + leave, "state transaction reached", true, "line 6"},
	{login + leave, "state UPDATE reached", true, "line 8"},
	{greet + leave, "state UPDATE reached", false, "no session came into UPDATE yet: you sent QUIT at line 3 before a login; connect again, and log in with USER, then PASS"},
	{wrong, "state TRANSACTION reached on dewey", false, "no session on dewey came into TRANSACTION yet: PASS was refused at line 6: -ERR invalid password; send USER again, then PASS"},

	{login + leave, "session ended by quit", true, "ended by QUIT at line 7"},
	{greet + leave, "session ended by quit", true, "ended by QUIT at line 3"},
	{login, "session ended by quit on dewey", false, "the session on dewey is still open; end it with QUIT"},
	{login + "hang up", "session ended by quit", false, "was cut by you, without QUIT, at line 7, in TRANSACTION; connect again, and this time end it with QUIT"},
	{login + "hang up", "session ended by hang-up", true, "line 7"},
	{login + "closed", "session ended by server", true, "line 7"},
	{login + leave, "session ended by server", false, "ended by QUIT at line 7"},
	{login + "C: QUIT\nS: -ERR some deleted messages not removed\nclosed", "session ended by quit", true, "line 7"},

	{login, "command DELE never sent", true, "DELE was not sent"},
	{login + "C: dele 1\nS: +OK", "command DELE never sent on dewey", false, "DELE was sent at line 7"},
	{login + "C: DELE 1\nS: +OK\nhang up\n" + login, "command DELE never sent", true, "DELE was not sent"},
	{login + "C: DELE 1\nS: +OK\n", "command DELE 2 never sent", true, "DELE 2 was not sent"},

	{login + leave, "every line ends with crlf as mrose", true, "every line ended with CR LF"},
	{login, "every line ends with crlf as Harish", false, "nobody has logged in as Harish"},
}

func TestVerdicts(t *testing.T) {
	for _, c := range verdicts {
		goal, err := ParseGoal(c.goal)
		if err != nil {
			t.Errorf("%s: %v", c.goal, err)
			continue
		}
		v := goal.Check(Evidence{Windows: One(talk(t, c.script))})
		if v.Met != c.met || !strings.Contains(v.Said, c.said) {
			t.Errorf("%s\nafter\n%s\ngot  %v: %s\nwant %v: ... %s", c.goal, c.script, v.Met, v.Said, c.met, c.said)
		}
	}
}

func TestSecretsAreNotRepeated(t *testing.T) {
	for _, script := range []string{wrong, login} {
		for _, source := range []string{"reply to PASS other is +OK", "reply to PASS is -ERR", "reply to PASS is +OK"} {
			goal, _ := ParseGoal(source)
			v := goal.Check(Evidence{Windows: One(talk(t, script))})
			if strings.Contains(v.Said, "wrong") || strings.Contains(v.Said, "secret") {
				t.Errorf("%s tells the password: %s", source, v.Said)
			}
		}
	}
}

var answers = []struct {
	goal, given string
	met         bool
	said        string
}{
	{"answer count is 2", " 2 ", true, `"2" is right`},
	{"answer count is 2", "3", false, `the answer "3" is not right yet; compare it with the session`},
	{"answer count is 2", "  ", false, "a question of this task has no answer yet"},
	{"answer count is 2", "2 messages, 320 octets", true, "right"},
	{"answer count is 2", "2.5", false, "not right"},
	{"answer count is 2", "two", false, "not right"},
	{"answer count is 2", "12", false, "not right"},
	{"answer octets is 320", "320 octets.", true, `"320 octets." is right`},
	{"answer octets is 320", "octets: 320", true, "right"},
	{"answer lines is 4", "4 lines", true, "right"},
	{"answer octets is 40960", "40,960 octets", true, "right"},
	{"answer octets is 40,960", "40960", true, "right"},
	{"answer host is 10.0.0.1", "10.0.0.1", true, "right"},
	{"answer host is 10.0.0.1", "10.0.0.2", false, "not right"},
	{"answer subject is Hi", "Subject: Hi", true, "right"},
	{"answer subject is Hi", `"Hi"`, true, "right"},
	{"answer subject is Hi", "“Hi”.", true, "right"},
	{"answer subject is Hi", `subject:  'hi'!`, true, "right"},
	{"answer subject is Hi", "High", false, "not right"},
	{"answer subject is Hi", "From: Hi", false, "not right"},
	{"answer sent is ..hidden", ".hidden", false, "not right"},
	{"answer sent is ..", ".", false, "not right"},
	{"answer sent is ..", `".."`, true, "right"},
	{"answer octets is 40960", "40,960", true, "right"},
	{"answer octets is 40960", "40 960", true, "right"},
	{"answer octets is 35", "3.5", false, "not right"},
	{"answer end is .", ".", true, "right"},
	{"answer end is .", "", false, "no answer"},
	{"answer shape is one line", "One  line", true, "right"},
	{"answer word is the word", "Marmalade", true, "right"},
	{"answer word is the word", "marmalade.", true, "right"},
	{"answer word is the word", "the word", false, "not right"},
	{"answer word is the colour", "blue", false, "this world has no colour"},
}

func TestAnswers(t *testing.T) {
	for _, c := range answers {
		goal, err := ParseGoal(c.goal)
		if err != nil {
			t.Fatal(err)
		}
		field := strings.Fields(c.goal)[1]
		v := goal.Check(Evidence{
			Windows: One(&transcript.Transcript{}),
			Answers: map[string]string{field: c.given},
			Facts:   map[string]string{"word": "marmalade"},
		})
		if v.Met != c.met || !strings.Contains(v.Said, c.said) {
			t.Errorf("%s given %q: got %v: %s", c.goal, c.given, v.Met, v.Said)
		}
	}
}

// drops gives mrose on dewey a maildrop of these messages.
func drops(messages ...pop3.Message) func(host, user string) *mailbox.Maildrop {
	d := mailbox.NewMaildrop(messages...)
	return func(host, user string) *mailbox.Maildrop {
		if strings.EqualFold(host, "dewey") && user == "mrose" {
			return d
		}
		return nil
	}
}

var (
	small = pop3.Message{UID: "s", Octets: []byte("Subject: s\r\n\r\nHi\r\n")}
	tiny  = pop3.Message{UID: "t", Octets: []byte("Subject: t\r\n\r\n.\r\n")}
	large = pop3.Message{UID: "l", Octets: []byte("Subject: l\r\n\r\nThis one is larger than the others.\r\n")}
)

const (
	getSmall = "C: RETR 1\nS: +OK\nS: Subject: s\nS:\nS: Hi\nS: .\n"
	getTiny  = "C: RETR 2\nS: +OK\nS: Subject: t\nS:\nS: ..\nS: .\n"
	getLarge = "C: RETR 3\nS: +OK\nS: Subject: l\nS:\nS: This one is larger than the others.\nS: .\n"
)

var maildrops = []struct {
	script, goal string
	messages     []pop3.Message
	met          bool
	said         string
}{
	{login + leave, "maildrop left with 2 messages of 35 octets as mrose on dewey", []pop3.Message{small, tiny}, true, "2 messages of 35 octets are left in the maildrop of mrose on dewey"},
	{login, "maildrop left with 2 messages of 35 octets as mrose on dewey", []pop3.Message{small, tiny}, false, "is still open"},
	{login + leave + login + "C: DELE 1\nS: +OK", "maildrop left with 2 messages of 35 octets as mrose on dewey", []pop3.Message{small, tiny}, true, "are left"},
	{greet, "maildrop left with 2 messages of 35 octets as mrose on dewey", []pop3.Message{small, tiny}, false, "nobody has logged in as mrose on dewey yet"},
	{login + leave, "maildrop left with 1 message of 18 octets as mrose on dewey", []pop3.Message{small}, true, "1 message of 18 octets is left"},
	{login + "C: DELE 1\nS: +OK\n" + leave, "maildrop left with 2 messages of 35 octets as mrose on dewey", []pop3.Message{tiny}, false, "you sent QUIT at line 9 before RSET, so message 1, marked by DELE at line 7, is gone"},
	{login + "C: DELE 1\nS: +OK\nhang up", "maildrop left with 0 messages of 0 octets as mrose on dewey", []pop3.Message{tiny}, false, "was cut by you, without QUIT, at line 9, so message 1, marked by DELE at line 7, is still there"},
	{login, "maildrop left with 0 messages of 0 octets as nobody on dewey", nil, false, "there is no maildrop of nobody on dewey"},

	{login + getTiny + getSmall, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small, tiny, large}, true, "every message under 30 octets (2) was fetched by line 18"},
	{login + getTiny + getSmall + getLarge, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small, tiny, large}, true, "line 18"},
	{login + getTiny + getLarge + getSmall, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small, tiny, large}, false, "RETR 3 at line 13 fetched 51 octets, which is not under 30 octets"},
	{login + getTiny + getTiny, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small, tiny, large}, false, "1 of 2 messages under 30 octets fetched by line 12; LIST shows which are small"},
	{login + getLarge + "hang up\n" + login + getSmall + getTiny, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small, tiny, large}, true, "line 31"},
	{login + getLarge, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{large}, false, "the maildrop has no message under 30 octets"},
	{greet, "messages under 30 octets fetched and no others as mrose on dewey", []pop3.Message{small}, false, "nobody has logged in"},
	{other, "messages under 30 octets fetched and no others as Harish on mailServer", nil, false, "there is no maildrop of Harish on mailServer"},
}

func TestMaildrops(t *testing.T) {
	for _, c := range maildrops {
		goal, err := ParseGoal(c.goal)
		if err != nil {
			t.Fatal(err)
		}
		v := goal.Check(Evidence{Windows: One(talk(t, c.script)), Maildrop: drops(c.messages...)})
		if v.Met != c.met || !strings.Contains(v.Said, c.said) {
			t.Errorf("%s\nafter\n%s\ngot  %v: %s\nwant %v: ... %s", c.goal, c.script, v.Met, v.Said, c.met, c.said)
		}
	}
}

// letter is a message from a person.
func letter(uid, from string) pop3.Message {
	return pop3.Message{UID: uid, Octets: []byte("From: " + from + "\r\n\r\nHi\r\n")}
}

// letters are from three people, one of whom wrote twice.
var letters = []pop3.Message{
	letter("1", "Ann <ann@example.org>"), letter("2", "bob@example.net"), letter("3", "ANN@example.org"), letter("4", "ann@example.com"),
}

var selections = []struct {
	gone []int // numbers
	goal string
	met  bool
	said string
}{
	{[]int{2, 4}, "only messages from ann@example.org", true, "what was to stay is left in the maildrop of mrose on dewey, and nothing else"},
	{[]int{2, 4}, "only messages from the sender", true, ""},
	{[]int{2, 4}, "only messages 1, 3", true, ""},
	{[]int{2}, "only messages from ann", true, ""},
	{[]int{2}, "only messages from the sender", false, "a message from ann@example.com is left in the maildrop of mrose on dewey, and was to go: QUIT at line 7 removed nothing"},
	{[]int{1, 2, 4}, "only messages 1 3", false, "a message from ann@example.org is gone from the maildrop of mrose on dewey, and was to stay: "},
	{[]int{1, 3}, "without messages from the sender", true, "what was to stay"},
	{[]int{1, 3}, "without messages FROM Ann@example.org", true, ""},
	{[]int{1, 3}, "without messages 3, 1", true, ""},
	{[]int{4}, "without messages the largest", true, ""},
	{[]int{4}, "without message 4", true, ""},
	{nil, "without messages the largest", false, "a message from ann@example.com is left"},
	{[]int{1, 2, 3}, "without messages from the sender", false, "a message from bob@example.net is gone"},
	{nil, "without messages the smallest", false, "this world cannot tell which messages are the smallest"},
}

func TestSelectionsOfMessages(t *testing.T) {
	facts := map[string]string{"sender": "ann@example.org", "largest": "4"}
	for _, c := range selections {
		source := "maildrop left " + c.goal + " as mrose on dewey"
		if strings.HasPrefix(c.goal, "only") {
			source = "maildrop left with " + c.goal + " as mrose on dewey"
		}
		goal, err := ParseGoal(source)
		if err != nil {
			t.Fatal(err)
		}
		drop := drops(letters...)
		remove(t, drop("dewey", "mrose"), c.gone)
		v := goal.Check(Evidence{Windows: One(talk(t, login+leave)), Maildrop: drop, Facts: facts})
		if v.Met != c.met || !strings.Contains(v.Said, c.said) {
			t.Errorf("%s without %d: got %v: %s", source, c.gone, v.Met, v.Said)
		}
	}
}

// remove is a session that deletes messages by their numbers.
func remove(t *testing.T, d *mailbox.Maildrop, numbers []int) {
	t.Helper()
	session, err := d.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer session.Release()
	gone := make([]bool, len(letters))
	for _, n := range numbers {
		gone[n-1] = true
	}
	if err := session.Commit(gone); err != nil {
		t.Fatal(err)
	}
}
