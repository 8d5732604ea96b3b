package lessons

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml/ast"
)

// right is a lesson without mistakes. Line numbers in the table count from its
// first line.
const right = `---
id: T1
title: A test
goal: Test.
minutes: 5
rfc:
  - RFC 1939 section 5
---

Text, see RFC 1939 section 5.

` + "```mailbox" + `
host dewey
user mrose secret
message m1
` + "```" + `

` + "```task" + `
id: log-in
title: Log in
goals:
  - reply to PASS is +OK
  - answer size is 120
fields:
  - name: size
    ask: How large?
hints:
  - idea
  - place
  - line
solution:
  - telnet dewey 110
  - USER mrose
  - PASS secret
  - answer size 120
` + "```" + `

` + "```quiz" + `
questions:
  - ask: Who?
    options:
      - say: Server
        right: true
        why: Because.
      - say: Client
        why: No.
` + "```" + `

` + "```pop3" + `
S: +OK dewey POP3 server ready
# The greeting.
C: QUIT
S: +OK dewey POP3 server signing off
` + "```" + `
`

// mistakes are edits of that lesson and the problem that each brings.
var mistakes = []struct{ old, new, problem string }{
	{"---\nid: T1", "id: T1", "1:1: a lesson begins with a line ---"},
	{"id: T1\n", "", `2:1: a lesson has no "id"`},
	{"title: A test\n", "", `2:1: a lesson has no "title"`},
	{"title: A test", "titel: A test", `3:1: unknown key "titel"; did you mean "title"?`},
	{"title: A test", "title: A: test", `not YAML`},
	{"title: A test", "title: A\rtest", "3:9: a CR stands here without LF"},
	{"title: A test", "title: [A, test]", "3:8: write a text here"},
	{"title: A test", "title: A test\ntitle: B", `4:1: "title" stands in a lesson already; leave one of them out`},
	{"id: T1", "id: T 1", `2:5: "T 1" is no name; use letters, digits and hyphens`},
	{"minutes: 5", "minutes: five", `5:10: "five" is no number of minutes`},
	{"  - RFC 1939 section 5\n---", "  - RFC1939 5\n---", `7:5: "RFC1939 5" is no citation; write it as "RFC 1939 section 5"`},
	{"minutes: 5", "minutes: 5\nneeds: [T9]", `6:9: this lesson cannot need "T9"`},
	{"minutes: 5", "minutes: 5\nneeds: [T1]", `6:9: this lesson cannot need "T1"`},
	{"minutes: 5", "minutes: 5\nneeds: T0", `6:8: write a list here`},
	{"see RFC 1939 section 5.", "see RFC 1939 §5.", `10:11: write a citation as "RFC 1939 section 5", on one line, not "RFC 1939 §"`},
	{"see RFC 1939 section 5.", "see RFC 1939\nsection 5.", `10:11: write a citation`},
	{"see RFC 1939 section 5.", "see USER <name>.", "10:16: HTML is not shown"},
	{"Text, see", "- [ ] a box\n\nText, see", "10:3: a box that nobody can tick; write a ```task block, or a plain list"},
	{"Text, see", "1. [x] a box\n\nText, see", "10:4: a box that nobody can tick"},
	{"Text, see", "> [!NOET]\n> x\n\nText, see", `10:3: unknown alert "NOET"; did you mean "NOTE"?`},
	{"Text, see", "> [!HINT]\n> x\n\nText, see", `10:3: unknown alert "HINT"; alerts are NOTE, TIP, IMPORTANT, WARNING, CAUTION`},
	{"Text, see", "> [!NOTE] x\n\nText, see", "10:3: the mark of an alert stands alone on its line; write the text below [!NOTE]"},
	{"Text, see", "The word is {word}.\n\nText, see", "10:13: this lesson's world has no fact {word}"},
	{"Text, see", "It is `PASS {password}`.\n\nText, see", "10:8: this lesson's world has no fact {password}"},
	{"  - idea\n", "  - It is {secret}.\n", "28:5: this lesson's world has no fact {secret}"},
	{"see RFC 1939 section 5.", "see\n\n<div>\n\n", "12:1: HTML is not shown"},
	{"Text, see", "# Title\n\nText, see", "10:3: the title comes from the front matter"},
	{"```quiz\nquestions:\n", "- item\n\n  ```quiz\n", "40:6: a block of data begins at the left margin"},

	{"user mrose", "usr mrose", `14:1: "usr" is no statement of a world`},
	{"```quiz", "```mailbox\nhost dewey\nuser x y\n```\n\n```quiz", "38:1: a lesson has one mailbox block"},

	{"```task", "```text", "9:1: a lesson has tasks"},
	{"id: log-in\n", "", `19:1: a task has no "id"`},
	{"title: Log in", "titles: Log in", `20:1: unknown key "titles"; did you mean "title"?`},
	{"- reply to PASS is +OK", "- PASS is +OK", `22:5: unknown goal "PASS is +OK"; did you mean "reply to PASS is +OK"?`},
	{"- reply to PASS is +OK", "- reply to PASS +OK", `22:5: this goal is written "reply to COMMAND is REPLY"`},
	{"- answer size is 120", "- answer weight is 120", `23:5: this task has no field "weight"`},
	{"  - reply to PASS is +OK\n  - answer size is 120", "  - command DELE never sent", "22:5: this task is done before it begins"},
	{"  - name: size\n", "  - nam: size\n", `25:5: unknown key "nam"; did you mean "name"?`},
	{"    ask: How large?\n", "    ask: How large?\n  - name: size\n    ask: Again?\n", `27:11: field "size" stands in this task already`},
	{"  - name: size\n    ask: How large?\n", "  -\n  -\n", "25:4: a field is written as keys and values: name, ask, options\na.md:26:4: a field is"},
	{"  - idea\n", "", "28:3: hints are three: the idea, the place, the line itself; here are 2"},
	{"  - idea\n", "  - a <b>idea</b>\n", "28:5: HTML is not shown"},
	{"```quiz", "```task\nid: log-in\ntitle: x\ngoals: [greeting seen]\nhints: [a, b, c]\nsolution: [x]\n```\n\n```quiz", `39:5: "log-in" stands in this lesson already; give this one another id`},
	{"```quiz", "```task\n```\n\n```quiz", "39:1: nothing stands here"},
	{"```quiz", "```task\n- x\n```\n\n```quiz", "a task is written as keys and values: id, title"},

	{"        right: true\n", "", "40:5: a question has two options or more, and one of them is right; this one has 2, and 0 right"},
	{"        why: No.", "        why: No.\n        right: true", "and 2 right"},
	{"right: true", "right: maybe", `43:16: write "right: true"`},
	{"        why: No.\n", "", `45:9: an option has no "why"`},

	{"C: QUIT", "c: QUIT", `a line begins with "C: ", "S: " or "L: "`},
	{"C: QUIT", "C:QUIT", `52:1: a line begins with`},
	{"S: +OK dewey POP3 server ready\n#", "#", "50:1: a note stands below the line"},
}

func TestMistakesAreReportedWithTheirPlace(t *testing.T) {
	if _, err := Load(fstest.MapFS{"a.md": {Data: []byte(right)}}); err != nil {
		t.Fatal(err)
	}
	for _, m := range mistakes {
		source := strings.Replace(right, m.old, m.new, 1)
		if source == right {
			t.Errorf("%q does not stand in the lesson", m.old)
			continue
		}
		_, err := Load(fstest.MapFS{"a.md": {Data: []byte(source)}})
		if err == nil || !strings.Contains(err.Error(), m.problem) || !strings.HasPrefix(err.Error(), "a.md:") {
			t.Errorf("%q for %q\ngot  %v\nwant a.md:%s", m.new, m.old, err, m.problem)
		}
	}
}

// The YAML library has places of its own for some texts, which are not in the piece.
func TestPlacesAreInTheirPiece(t *testing.T) {
	for _, source := range []string{">+0", "- |\n\n   0\n  !"} {
		b := block{&report{}, 2, source}
		walk := visitor(func(n ast.Node) {
			if at := b.place(n); at.line > 2+strings.Count(source, "\n") || at.column < 1 {
				t.Errorf("%q: %v", source, at)
			}
		})
		ast.Walk(walk, b.parse())
	}
}

// visitor sees every node.
type visitor func(ast.Node)

func (v visitor) Visit(n ast.Node) ast.Visitor {
	v(n)
	return v
}

func TestAllMistakesAreReportedAtOnce(t *testing.T) {
	source := strings.NewReplacer("titel", "title", "goal: Test.", "gaol: Test.", "+OK\n", "OK\n", "  - line\n", "").Replace(right)
	_, err := Load(fstest.MapFS{"b/lesson.md": {Data: []byte(source)}, "a.md": {Data: []byte("Hello")}})
	var lines []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		place, _, _ := strings.Cut(line, ": ")
		lines = append(lines, place)
	}
	want := "a.md:1:1 a.md:1:1 b/lesson.md:4:1 b/lesson.md:22:5 b/lesson.md:28:3"
	if got := strings.Join(lines, " "); got != want {
		t.Errorf("got  %s\nwant %s\n%v", got, want, err)
	}
	var p Problem
	if !errors.As(err, &p) || p.File != "a.md" {
		t.Errorf("no Problem in %v", err)
	}
}

func TestIDsAreUniqueInACourse(t *testing.T) {
	_, err := Load(fstest.MapFS{"a.md": {Data: []byte(right)}, "b.md": {Data: []byte(right)}})
	if err == nil || err.Error() != `b.md:2:5: lesson "T1" is in a.md already; give this one another id` {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyFolderIsNoCourse(t *testing.T) {
	_, err := Load(fstest.MapFS{"README.md": {}, "deep/er/lesson.md": {}})
	if err == nil || !strings.Contains(err.Error(), "no lesson here") {
		t.Errorf("got %v", err)
	}
}

func TestLessonsComeInNaturalOrder(t *testing.T) {
	course := fstest.MapFS{}
	for _, id := range []string{"L10", "L2", "L1", "intro", "L2b", "L02"} {
		course[id+"/lesson.md"] = &fstest.MapFile{Data: []byte(strings.Replace(right, "T1", id, 1))}
	}
	list, err := Load(course)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	if got := strings.Join(ids, " "); got != "L1 L02 L2 L2b L10 intro" {
		t.Errorf("got %s", got)
	}
}

func TestWindowsLineEndsAreTaken(t *testing.T) {
	source := "\uFEFF" + strings.ReplaceAll(right, "\n", "\r\n")
	list, err := Load(fstest.MapFS{"a.md": {Data: []byte(source)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := Replay(list[0]); err != nil {
		t.Error(err)
	}
}

// A course of one's own may build on lessons that come with poplab.
func TestNeedsOfKnownLessons(t *testing.T) {
	own := fstest.MapFS{"a.md": {Data: []byte(strings.Replace(right, "\nrfc:", "\nneeds: [L1]\nrfc:", 1))}}
	if _, err := Load(own); err == nil || !strings.Contains(err.Error(), `cannot need "L1"`) {
		t.Errorf("without L1: %v", err)
	}
	if _, err := Load(own, Lesson{ID: "L1"}); err != nil {
		t.Errorf("with L1: %v", err)
	}
}
