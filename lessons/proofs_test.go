package lessons

import "testing"

// untrue are edits of the examples that LoadCourse takes and Replay must not.
var untrue = []edit{
	{"  - when: reply to LIST is +OK as mrose on dewey", "  - when: reply to UIDL is +OK as mrose on dewey", "- when: reply to UIDL",
		`task count, played as Ann: this run does not bring its mistake about: "reply to UIDL is +OK as mrose on dewey" does not hold at any of its lines`},
	{"      - PASS secret\n      - LIST\n", "      - PASS secret\n      - LIST\n      - STAT\n      - answer count 2\n", "- when: reply to LIST",
		"task count, played as Ann: this wrong run does the task"},
	{`the answer "320" is not right yet`, "320 is wrong", "- say: 320 is wrong",
		`task count, played as Ann: after this run no goal says "320 is wrong"; they say ["the answer \"320\" is not right yet`},
	{"      - answer count 320\n", "      - answer size 320\n", "- say: the answer",
		`task count, played as Ann: after this run no goal says "the answer \"320\" is not right yet"; they say ["a question of this task has no answer yet"]`},

	{"  - reply to STAT is +OK 1 200 as mrose on dewey\n", "  - reply to STAT is +OK as mrose on dewey\n", "```predict",
		`prediction marked, played as Ann: goal "reply to STAT is +OK as mrose on dewey" holds before the solution begins: STAT was answered at line`},
	{"  - reply to STAT is +OK 1 200 as mrose on dewey\n", "  - reply to STAT is +OK 1 120 as mrose on dewey\n", "```predict",
		`prediction marked, played as Ann: goal "reply to STAT is +OK 1 120 as mrose on dewey" fails after the solution: STAT was answered at line 15: +OK 1 200`},

	{"{{+OK}} mrose's maildrop", "{{+OK}} Mrose's maildrop", "  S: {{+OK}} Mrose",
		`the transcript says "S: +OK Mrose's maildrop has 2 messages (320 octets)", but this world says "S: +OK mrose's maildrop has 2 messages (320 octets)"`},
	{"{{USER mrose|user mrose}}", "{{USER mrose|USER Mrose}}", "  S: +OK mrose\n  C: {{PASS",
		`the transcript says "S: +OK mrose", but this world says "S: -ERR sorry, no mailbox for Mrose here"`},

	{"  - DELE 1\n  - QUIT\ndecoys", "  - QUIT\n  - DELE 1\ndecoys", "```order",
		`order tidy, played as Ann: goal "maildrop left with 1 message of 200 octets as mrose on dewey" fails after the solution: `},
	{"run: [USER mrose, PASS secret, QUIT, DELE 1]", "run: [USER mrose, PASS secret, DELE 1, QUIT]", "- run: [USER",
		"order tidy, played as Ann: this wrong order meets the goals"},

	{"rule: R13", "rule: R8", "  C: USER: mrose", `this line is to break R8, but its note says "Keyword, one space, argument: no colon, bracket or other mark in between. For example: USER mrose", which is about R13`},
	{"  S: -ERR unknown command USER:", "  S: -ERR unknown command", "  S: -ERR unknown command\n",
		`the transcript says "S: -ERR unknown command", but this world says "S: -ERR unknown command USER:"`},

	{"  C: TOP 1 0\n  S: +OK\n", "  C: TOP 1 1\n  S: +OK\n", "  S: .\n  C: QUIT",
		`the transcript says "S: .", but this world says "S: This message is exactly 120 octets in all."`},
	{"C: QUIT\nS: +OK dewey POP3 server signing off\n```\n", "C: QUIT\n```\n", "C: QUIT\n```",
		`the transcript ends here, but this world says "S: +OK dewey POP3 server signing off" next`},
}

func TestReplayFindsWhatPuzzlesGetWrong(t *testing.T) {
	for _, e := range untrue {
		course, where := change(t, "all.md", e)
		where.column = 1
		c, err := LoadCourse(course)
		if err != nil {
			t.Errorf("%q: %v", e.new, err)
			continue
		}
		if err := c.Replay(); !isReported(err, "all.md", where, e.problem) {
			t.Errorf("%q for %q\ngot  %v\nwant all.md:%d:1: %s", e.new, e.old, err, where.line, e.problem)
		}
	}
}

// A claim of a deck is blamed on the file of the deck.
func TestReplayOfADeck(t *testing.T) {
	course, where := change(t, "claims.md", edit{"+OK mrose's maildrop", "+OK Mrose's maildrop", "  S: +OK Mrose's", ""})
	c, err := LoadCourse(course)
	if err != nil {
		t.Fatal(err)
	}
	const want = `the transcript says "S: +OK Mrose's maildrop has 2 messages (320 octets)", but this world says "S: +OK mrose's maildrop has 2 messages (320 octets)"`
	where.column = 1
	if err := c.Replay(); !isReported(err, "claims.md", where, want) {
		t.Errorf("got %v", err)
	}
}
