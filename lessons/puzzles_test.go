package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// edit is a change of the examples of the manual, and what is said of it. The
// problem stands where the text at begins in the changed file.
type edit struct{ old, new, at, problem string }

// change edits a file of the examples. It gives the place of at as well.
func change(t *testing.T, file string, e edit) (course fstest.MapFS, where place) {
	t.Helper()
	course = allExamples(t)
	source := string(course[file].Data)
	changed := strings.Replace(source, e.old, e.new, 1)
	if changed == source || !strings.Contains(changed, e.at) {
		t.Fatalf("%q does not stand in %s, or %q in what became of it", e.old, file, e.at)
	}
	course[file] = &fstest.MapFile{Data: []byte(changed)}
	return course, placeOf(changed, strings.Index(changed, e.at), 1)
}

// isReported says whether one of the problems of err stands there and begins so.
func isReported(err error, file string, at place, message string) bool {
	for _, p := range problemsOf(err) {
		if p.File == file && p.Line == at.line && p.Column == at.column && strings.HasPrefix(p.Message, message) {
			return true
		}
	}
	return false
}

// slips are what authors of puzzles get wrong, each with the whole message.
var slips = []edit{
	{"mistakes:\n", "mistake:\n", "mistake:", `unknown key "mistake"; did you mean "mistakes"?`},
	{"  - when: reply to LIST is +OK as", "  - wenn: reply to LIST is +OK as", "wenn", `unknown key "wenn"; a mistake has when, say, run`},
	{"when: reply to LIST is +OK as", "when: replies to LIST is +OK as", "replies to LIST", "this goal is written \"replies in order STEPS\", for example \"replies in order USER +OK then PASS +OK\""},
	{"when: reply to LIST is +OK as mrose on dewey", "when: command LIST never sent", "command LIST never", "this holds before the learner has done anything; write what happens when the mistake is made"},
	{"    run:\n      - telnet dewey 110\n      - USER mrose\n      - PASS secret\n      - LIST\n", "    run: []\n", "[]", "write the lines here that are typed, each on a line of its own behind \"- \""},

	{"    right: true\n    why: A marked", "    why: A marked", "id: marked", "a prediction has two options or more, and one of them is right; this one has 2, and 0 right"},
	{"id: marked", "id: count", "count\ntitle: Does STAT", `"count" stands in this lesson already; give this one another id`},
	{"id: marked\n", "", "title: Does STAT", `a prediction has no "id"; add "id: ..."`},
	{"ask: Two messages are there. You mark one with DELE and ask STAT. What does it say?", "ask:", "\noptions", "write a text here; put quotes around one that has \": \" in it or begins with a sign"},
	{"  - reply to STAT is +OK 1 200 as mrose on dewey\nsolution:", "  - answer size is 1\nsolution:", "answer size", `this task has no field "size"; add it below "fields:"`},

	{"{{USER mrose|user mrose}}", "{{}}", "{{}}", "nothing fits this gap; write what does between {{ and }}, several texts with | between them"},
	{"{{USER mrose|user mrose}}", "{{USER mrose|}}", "{{USER mrose|}}", "nothing fits this gap; write what does between {{ and }}, several texts with | between them"},
	{"{{USER mrose|user mrose}}", "{{USER mrose|USER mrose}}", "{{USER mrose|USER", `"USER mrose" stands in this gap twice`},
	{"{{USER mrose|user mrose}}", "{{USER mrose", "{{USER mrose\n  S", "this gap has no end; close it with }}"},
	{"  C: {{USER mrose|user mrose}}\n  S: +OK mrose\n  C: {{PASS}} secret\n  S: {{+OK}} mrose's maildrop has 2 messages (320 octets)\n", "  C: QUIT\n", "|\n  S: +OK dewey POP3 server ready\n  C: QUIT\nreasons", "this transcript has no gap; write one as {{USER mrose}}, or {{RETR 1|TOP 1 0}} where several fit"},
	{"  C: {{PASS}} secret", "  c: {{PASS}} secret", "c: {{PASS}}", sideWanted},
	{"transcript: |\n  S: +OK dewey POP3 server ready\n  C: {{", "transcript: >\n  S: +OK dewey POP3 server ready\n  C: {{", ">\n", "write \"|\" here, and the lines below it, each indented by two spaces"},
	{"    say: The plus sign is part of it.\n", "    say: The plus sign is part of it.\n  - fill: OK\n    say: Again.\n", "OK\n    say: Again", `"OK" has a reason already`},

	{"  - line: RSET\n", "  - line: DELE 1\n", "DELE 1\n    why", `"DELE 1" is a right line too; a decoy is one that does not belong there`},
	{"run: [USER mrose, PASS secret, QUIT, DELE 1]", "run: [USER mrose, PASS secret, QUIT, DELE 2]", "DELE 2]", `nobody can make this order: "DELE 2" is no line and no decoy of it that is left`},
	{"run: [USER mrose, PASS secret, QUIT, DELE 1]", "run: [USER mrose, USER mrose]", "USER mrose]", `nobody can make this order: "USER mrose" is no line and no decoy of it that is left`},
	{"lines:\n  - USER mrose\n  - PASS secret\n  - DELE 1\n  - QUIT\ndecoys", "lines:\n  - QUIT\ndecoys", "QUIT\ndecoys", "one line has no order; write two or more"},

	{"  - line: 2\n", "  - line: 9\n", "9\n    is", "the transcript has no line 9; it has 5"},
	{"  - line: 2\n", "  - line: two\n", "two\n", `"two" is no number of a line; write digits alone, such as 20`},
	{"    is: A space stands", "    is: A blank stands", "A blank stands", `unknown option "A blank stands between keyword and argument, and nothing else."; did you mean "A space stands between keyword and argument, and nothing else."?`},
	{"rule: R13", "rule: R13x", "R13x", `there is no rule "R13x"; write its name on the reference page, such as R101, or a citation such as "RFC 1939 section 5"`},
	{"    rule: R13\n", "    rule: R13\n  - line: 2\n    is: A status begins with +OK or -ERR.\n    why: x\n    rule: R4\n", "2\n    is: A status", "line 2 has a fault already"},
	{"id: colon\n", "id: colon\nliteral: yes\n", "yes\ntitle", "write \"literal: true\" for a text that is printed somewhere, or leave it out"},

	{"verdict: wrong", "verdict: wrnog", "wrnog", `unknown verdict "wrnog"; did you mean "wrong"?`},
	{"verdict: wrong", "verdict: false", "false", `unknown verdict "false"; it is one of right, half, outdated, wrong`},
	{"  - RFC 1939 section 5\nsession", "  - RFC 1939\nsession", "RFC 1939\nsession", `"RFC 1939" is no citation; write it as "RFC 1939 section 5"`},
	{"session: |\n", "world: |\n  host dewye\n  user mrose secret\nsession: |\n", "host dewye", "write \"host\" and one of dewey, mailServer, dbc.mtview.ca.us, huey, louie, post"},

	{"from: claims", "from: claim", "claim\ndraw", `unknown deck "claim"; did you mean "claims"?`},
	{"from: claims", "from: texts", "texts\ndraw", `unknown deck "texts"; a deck is a file of the course that begins with "deck: NAME"; here are claims`},
	{"draw: 1", "draw: 12", "12\npass", `the deck "claims" has 1 claims only`},
	{"pass: 1", "pass: 2", "2\n```\n\n```sort", "nobody can judge 2 of 1 cards"},
	{"draw: 1", "draw: few", "few", `"few" is no number of cards; write digits alone, such as 20`},

	{"    bin: AUTHORIZATION", "    bin: AUTHORISATION", "AUTHORISATION", `unknown bin "AUTHORISATION"; did you mean "AUTHORIZATION"?`},
	{"bins: [AUTHORIZATION, TRANSACTION]", "bins: [AUTHORIZATION, AUTHORIZATION]", "AUTHORIZATION]", `the bin "AUTHORIZATION" stands here already`},
	{"bins: [AUTHORIZATION, TRANSACTION]", "bins: [AUTHORIZATION]", "AUTHORIZATION]", "one bin sorts nothing; write two or more"},

	{"```replay The same mailbox in IMAP", "```replay", "```replay", "say whose session this is: ```replay A session of IMAP"},
	{"S: * OK dewey IMAP4rev2 ready\n# Lines with a star come from the server by itself.\nC: a1 LOGIN mrose secret\nS: a1 OK LOGIN completed\n", "", "```replay", "nothing stands here; write lines that begin with \"C: \", \"S: \" or \"L: \""},
	{"```sort", "```sorts", "sorts\n", `unknown block "sorts"; did you mean "sort"?`},

	{"title: Where does each", "title: &a Where does each", "&a", "lessons do without an anchor (&); write the value itself, or put quotes around a text that begins with a sign"},
	{"title: Where does each command belong?", "title: *a", "*a", "lessons do without an alias (*); write the value itself, or put quotes around a text that begins with a sign"},
	{"title: Where does each", "title: !text Where does each", "!text", "lessons do without a tag (!); write the value itself, or put quotes around a text that begins with a sign"},
	{"id: states\n", "<<: x\nid: states\n", "<<: x", "lessons do without a merge key (<<); write the value itself, or put quotes around a text that begins with a sign"},
	{"    bin: AUTHORIZATION", "\tbin: AUTHORIZATION", "\tbin", "a tab stands here; indent with spaces"},
	{"id: states\n", "id: states\nid: states\n", "id: states\ntitle", `"id" stands in a sort already; leave one of them out`},
	{"id: states\n", "id: states\n---\nid: x\n", "---\nid: x", "one block is one document; leave out the line \"---\""},
	{"title: Where does each command belong?", "title: Where {word} belongs, and {uid99}", "Where {word}", "this lesson's world has no fact {uid99}; \"generate\" and passwords written as * make facts"},
	{"chapter: first", "chapter: frist", "frist", `unknown chapter "frist"; did you mean "first"?`},
	{"minutes: 5\n", "", "id: L1", `a lesson has no "minutes"; add "minutes: ..." here, or in course.md for all`},
	{"chapter: first", "language: German", "German", `"German" is no language; write its short form, such as en or de`},
	{"user ann tea\nmessage\n", "user ann tea\nmessage file gone.eml\nmessage\n", "message file", "there is no file gone.eml beside the lesson"},
	{"user ann tea\nmessage\n", "user ann tea\nmessage file ../secret.eml\nmessage\n", "message file", `"../secret.eml" is no file beside the lesson; write its name alone, such as lunch.eml`},
	{"user ann tea\nmessage\n", "user ann tea\nmbox /etc/passwd\nmessage\n", "mbox", `"/etc/passwd" is no file beside the lesson; write its name alone, such as lunch.eml`},
	{"user ann tea\nmessage\n", "user ann tea\nmbox\nmessage\n", "mbox\n", "write \"mbox NAME.mbox\", the name of a file beside the lesson"},
}

func TestSlipsInPuzzles(t *testing.T) {
	for _, s := range slips {
		course, where := change(t, "all.md", s)
		_, err := LoadCourse(course)
		if !isReported(err, "all.md", where, s.problem) {
			t.Errorf("%q for %q\ngot  %v\nwant all.md:%d:%d: %s", s.new, s.old, err, where.line, where.column, s.problem)
		}
	}
}
