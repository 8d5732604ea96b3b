package lessons

import (
	"strings"
	"testing"
	"testing/fstest"

	"poplab/wasm/transcript"
)

// failures are edits of a right lesson that Load takes and Replay must not.
var failures = []struct{ old, new, problem string }{
	{"  - PASS secret\n", "", `a.md:18:1: task log-in, played as Ann: goal "reply to PASS is +OK" fails after the solution: PASS has not been sent yet`},
	{"  - answer size 120", "  - answer size 12", `goal "answer size is 120" fails after the solution: the answer "12"`},
	{"  - answer size 120", "  - answer size the word", `task log-in, played as Ann: line "answer size the word": this world has no word`},
	{"  - answer size 120", "  - answer size 120\n  - RETR every message under 100 octets", `the maildrop has no such message`},
	{"  - telnet dewey 110", "  - DELE every message under 100 octets", `nobody is logged in`},
	{"S: +OK dewey POP3 server ready", "S: +OK dewey POP3 server Ready", `a.md:50:1: the transcript says "S: +OK dewey POP3 server Ready", but this world says "S: +OK dewey POP3 server ready"`},
	{"S: +OK dewey POP3 server signing off\n", "", `a.md:52:1: the transcript ends here, but this world says "S: +OK dewey POP3 server signing off" next`},
	{"S: +OK dewey POP3 server signing off", "S: +OK dewey POP3 server signing off\nS: .", `a.md:54:1: the transcript says "S: .", but this world says "L: Connection closed by foreign host."`},
	{"S: +OK dewey POP3 server ready", "L: telnet dewey 110\nL: Trying 192.0.2.1...\nS: +OK dewey POP3 server ready", `a.md:51:1: the transcript says "L: Trying 192.0.2.1...", but this world says "L: Trying 192.0.2.10..."`},
	{"```quiz", "```task\nid: again\ntitle: Again\ngoals: [reply to PASS is +OK]\nhints: [a, b, c]\nsolution: [STAT]\n```\n\n```quiz",
		`a.md:38:1: task again, played as Ann: goal "reply to PASS is +OK" holds before the solution begins: PASS was answered at line 9`},
}

func TestReplayFindsWhatDoesNotHold(t *testing.T) {
	for _, f := range failures {
		source := strings.Replace(right, f.old, f.new, 1)
		list, err := Load(fstest.MapFS{"a.md": {Data: []byte(source)}})
		if err != nil {
			t.Errorf("%q: %v", f.new, err)
			continue
		}
		if err := Replay(list[0]); err == nil || !strings.Contains(err.Error(), f.problem) {
			t.Errorf("%q for %q\ngot  %v\nwant %s", f.new, f.old, err, f.problem)
		}
	}
}

// Each of these lines is typed as facts and greetings want it.
func TestLinesWithFacts(t *testing.T) {
	const world = "host dewey\nuser class *\nmessage m1\ngenerate 4 messages of 300 to 900 octets from 2 senders\n" +
		"host dbc.mtview.ca.us\napop mrose *\n"
	p, err := (&report{}).sit(Lesson{Scenario: world}, "", learners[0])
	if err != nil {
		t.Fatal(err)
	}
	facts := p.World().Facts
	for _, line := range strings.Split("telnet dewey 110;USER class;PASS {password};RETR {carrier};RETR each of the sender-numbers;"+
		"DELE each of the other-numbers;RETR the message with the word;QUIT;telnet dbc.mtview.ca.us 110;APOP mrose with the secret;QUIT", ";") {
		if err := p.play("", line, func() {}); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	var sent []string
	for _, x := range p.World().Window().Transcript.Exchanges {
		if x.Request >= 0 && x.Outcome == transcript.OK {
			sent = append(sent, x.Keyword)
		}
	}
	retr, dele := strings.Count(facts["sender-numbers"], ",")+1, strings.Count(facts["other-numbers"], ",")+1
	want := "USER,PASS,RETR," + strings.Repeat("RETR,", retr) + strings.Repeat("DELE,", dele) + "RETR,QUIT,APOP,QUIT"
	if got := strings.Join(sent, ","); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLinesWithoutTheirFact(t *testing.T) {
	p, err := (&report{}).sit(Lesson{}, "", learners[0])
	if err != nil {
		t.Fatal(err)
	}
	for line, problem := range map[string]string{
		"DELE each of the other-numbers":                       "this world has no other-numbers",
		"RETR the message with the word":                       "this world has no word",
		"APOP mrose with the secret":                           "this world has no secret",
		"answer a the word":                                    "this world has no word",
		"RETR every message under 99999999999999999999 octets": "value out of range",
	} {
		if err := p.play("", line, func() {}); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%s: got %v, want %s", line, err, problem)
		}
	}
}

// The special lines of solutions, each seen on the wire.
func TestSolutionLines(t *testing.T) {
	source := strings.NewReplacer(
		"message m1\n", "message m1\nmessage m2\n",
		"  - answer size 120\n", "  - answer size 120\n  - DELE every message under 200 octets\n  - hang up\n",
		"  - reply to PASS is +OK\n", "  - reply to DELE 1 is +OK\n  - command DELE 2 never sent\n  - session ended by hang-up on dewey\n",
	).Replace(right)
	list, err := Load(fstest.MapFS{"a.md": {Data: []byte(source)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := Replay(list[0]); err != nil {
		t.Error(err)
	}
}

// Tasks of a drill are drawn, so each begins in a world where nothing was done.
func TestTasksOfADrillStandAlone(t *testing.T) {
	again := "```task\nid: again\ntitle: Again\ngoals: [reply to PASS is +OK]\nhints: [a, b, c]\n" +
		"solution: [telnet dewey 110, USER mrose, PASS secret]\n```\n\n```quiz"
	source := strings.Replace(right, "```quiz", again, 1)
	for file, holds := range map[string]bool{source: false, drillOf(source): true} {
		c, err := LoadCourse(fstest.MapFS{"a.md": {Data: []byte(file)}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Replay(); (err == nil) != holds {
			t.Errorf("%s\n%v", file, err)
		}
	}
}

func TestReplayWithBadScenario(t *testing.T) {
	if err := Replay(Lesson{Scenario: "nonsense"}); err == nil {
		t.Error("a scenario that cannot be read was played")
	}
}
