package lessons

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// ruleCases are edits of the lesson without mistakes, and what a rule says to
// them; "" where the edit is as it should be. Each rule of the table has cases
// under its name.
var ruleCases = map[string][]struct{ old, new, problem string }{
	"links lead somewhere": {
		{"Text,", "Text, see [there](#start).", `10:11: no heading makes "#start"`},
		{"Text,", "## First steps\n\nSee [there](#fist-steps).", `12:5: no heading makes "#fist-steps"; did you mean "#first-steps"?`},
		{"Text,", "## First steps\n\nSee [there](#first-steps) and [again](../T1/#first-steps).", ""},
		{"Text,", "See [there](../T2/).", `10:5: there is no lesson "T2"; did you mean "T1"?`},
		{"Text,", "See [there](../T1/#x), [this](../L7/), [that](/lessons/L7/).", `10:5: no heading makes "#x"`},
		{"Text,", "See [there](/practise/).", `10:5: the site has no page /practise/; did you mean "/practice/"?`},
		{"Text,", "See [there](/practice/), [there](/), [there](/lessons/) and [there](/lessons/T1/).", ""},
		{"Text,", "See [there](/lessons/T9/).", `there is no lesson "T9"`},
		{"Text,", "See [there](notes.text).", `10:5: there is no file notes.text beside the lesson; did you mean "notes.txt"?`},
		{"Text,", "See [there](notes.txt), [there](./notes.txt), ann@example.org and <https://example.org/a>.", ""},
		{"Text,", "See http://example.org/a.", `write https instead of http: https://example.org/a`},
		{"Text,", "See [there](ftp://example.org/a).", `"ftp://example.org/a" is no address of a web page`},
		{"Text,", "See [there](https:///a).", `is no address of a web page`},
		{"Text,", "See [there](%zz).", `10:5: this link leads to "%zz", which is no address`},
		{"Text,", "See [there]().", `10:5: this link leads to ""`},
		{"  - idea", "  - an [idea](../T9/)", `28:8: there is no lesson "T9"`},
		{"goals:\n", "text: |\n  One.\n\n  Two [ideas](../T9/).\ngoals:\n", `there is no lesson "T9"`},
	},
	"images are there and have a text": {
		{"Text,", "![](a.png)", `this image says nothing to those who cannot see it`},
		{"Text,", "![a house](b.png)", `10:1: there is no image b.png beside the lesson; did you mean "a.png"?`},
		{"Text,", "![a house](https://example.org/a.png)", `an image lies beside its lesson`},
		{"Text,", "![a `house`](a.png)", ""},
	},
	"what looks like a link is one": {
		{"Text,", "See [there](https://example.org/a b).", `"](https://example.org/a b)" is no link`},
		{"Text,", "See [there][here].", `"[there][here]" is no link`},
		{"Text,", "See [there][here] and `[a][b]`.\n\n[here]: /practice/\n\nText,", ""},
	},
	"headings go down one step at a time": {
		{"Text,", "### Start\n\nText,", `10:1: this heading has ###, and the one above it #; write ## here`},
		{"Text,", "## Start\n\n#### End\n\nText,", `12:1: this heading has ####, and the one above it ##; write ### here`},
		{"Text,", "## Start\n\n### More\n\n## End\n\nText,", ""},
	},
	"no two headings are the same": {
		{"Text,", "## Start\n\n## *start*\n\nText,", `12:1: line 10 has the same heading`},
		{"Text,", "##\n\nText,", `10:1: this heading says nothing`},
	},
	"citations name sections that there are": {
		{"see RFC 1939 section 5", "see RFC 1939 section 15", `10:11: RFC 1939 has no section 15; did you mean "section 10"?`},
		{"see RFC 1939 section 5", "see RFC 1993 section 5", `10:11: RFC 1993 is in no list of RFCs that lessons cite; did you mean "RFC 1939"?`},
		{"see RFC 1939 section 5", "see RFC 1460 section 5", `RFC 1460 has no numbered sections; cite it as RFC 1460`},
		{"see RFC 1939 section 5", "see RFC 3206 section 12.7", `RFC 3206 has no section 12.7; it has 1, 2, 3`},
		{"  - RFC 1939 section 5\n---", "  - RFC 1939 section 99\n---", `7:5: RFC 1939 has no section 99`},
	},
	"languages are known": {
		{"minutes: 5", "minutes: 5\nlanguage: xx", `6:11: there is no language "xx"`},
		{"minutes: 5", "minutes: 5\nlanguage: pt-BR", ""},
	},
	"minutes are from 1 to 600": {
		{"minutes: 5", "minutes: 601", `5:10: a lesson of 601 minutes is too long`},
		{"minutes: 5", "minutes: 600", ""},
	},
	"lessons come behind what they need": {
		{"minutes: 5", "minutes: 5\nneeds: [U1]", `6:9: lesson "U1" comes behind this one in the course`},
		{"minutes: 5", "minutes: 5\nneeds: [S1]", ""},
		{"minutes: 5", "minutes: 5\nneeds: [U2]", `6:9: this lesson needs itself: T1 needs U2 needs T1`},
	},
	"lessons of a course have all parts": {
		{"```quiz", "```text", ""},
		{"minutes: 5", "minutes: 5\nchapter: one", ""},
		{"minutes: 5\nrfc:\n  - RFC 1939 section 5\n", "minutes: 5\nchapter: one\n", `2:1: every lesson of a chapter names what it stands on`},
	},
	"the world has what goals and lines name": {
		{"reply to PASS is +OK", "reply to PASS is +OK on dewy", `22:5: the world of this lesson has no host "dewy"; did you mean "dewey"?`},
		{"reply to PASS is +OK", "reply to PASS is +OK as mose on DEWEY", `22:5: the world of this lesson has no user "mose"; did you mean "mrose"?`},
		{"reply to PASS is +OK", "reply to PASS is +OK in office", `22:5: the world of this lesson has no windows; add the statement "windows office"`},
		{"  - USER mrose\n", "  - telnet huey 110\n  - USER mrose\n", `33:5: the world of this lesson has no host "huey"`},
		{"  - USER mrose\n", "  - check office\n  - USER mrose\n", `33:5: the world of this lesson has no devices; add the statement "device office USER@HOST MODE"`},
		{"  - USER mrose\n", "  - pull office\n  - USER mrose\n", `33:5: the world of this lesson has no windows; add the statement "windows office"`},
		{"reply to PASS is +OK", "reply to PASS is +OK as mrose on dewey", ""},
	},
	"goals name commands as they are written": {
		{"- answer size is 120", "- answer size is 120\n  - command DELL never sent", `24:5: there is no command DELL; did you mean "DELE"?`},
		{"- answer size is 120", "- answer size is 120\n  - command mial never sent", `24:5: there is no command MIAL; did you mean "MAIL"?`},
		{"- answer size is 120", "- answer size is 120\n  - command dele 1 never sent", ""},
		{"- answer size is 120", "- answer size is 120\n  - command XYZZY never sent", ""},
	},
	"goals do not contradict each other": {
		{"- answer size is 120", "- answer size is 120\n  - answer size is 12", `24:5: the field size has one answer; write the others behind it with "or"; nobody can meet this goal and that of line 23`},
		{"- answer size is 120", "- answer size is 120\n  - command PASS never sent", `24:5: PASS is wanted here and forbidden there`},
		{"- answer size is 120", "- answer size is 120\n  - command DELE never sent", ""},
	},
	"every answer is judged": {
		{"    ask: How large?\n", "    ask: How large?\n  - name: more\n    ask: And?\n", `27:11: no goal reads the field "more"`},
	},
	"first hints leave something to find": {
		{"  - idea", "  - It has 120 octets.", `28:5: the first hint gives "120" away`},
		{"  - idea", "  - Type `USER mrose`.", `28:5: the first hint gives "USER mrose" away`},
		{"  - idea", "  - It has 1200 octets.", ""},
		{"  - place", "  - It has 120 octets.", ""},
		{"title: Log in", "title: Log in to 120 octets\ntext: Type `USER mrose`.", ""},
	},
}

// course is a course around a lesson.
func course(source string) fstest.MapFS {
	other := func(id, needs string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.Replace(right, "id: T1", "id: "+id+"\nneeds: ["+needs+"]", 1))}
	}
	return fstest.MapFS{
		"T1/lesson.md": {Data: []byte(source)}, "T1/a.png": {}, "T1/notes.txt": {},
		"S1/lesson.md": other("S1", ""), "U1/lesson.md": other("U1", ""), "U2/lesson.md": other("U2", "T1"),
		"course.md": {Data: []byte("---\ntitle: All\ngoal: All.\nchapters:\n  - id: one\n    title: One\n---\nText.\n")},
	}
}

// found lists the problems of a course, one in a line.
func found(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}

func TestRules(t *testing.T) {
	if got := found(new(Linter).Lint(course(right), Lesson{ID: "L7"}).Problems); got != "" {
		t.Fatalf("a lesson without mistakes has\n%s", got)
	}
	for name, cases := range ruleCases {
		for _, c := range cases {
			source := strings.Replace(right, c.old, c.new, 1)
			if source == right {
				t.Errorf("%q does not stand in the lesson", c.old)
			}
			got := found(new(Linter).Lint(course(source), Lesson{ID: "L7"}).Problems)
			switch {
			case c.problem == "" && got != "":
				t.Errorf("%s: %q is right, but has\n%s", name, c.new, got)
			case !strings.Contains(got, c.problem):
				t.Errorf("%s: %q\ngot  %s\nwant %s", name, c.new, got, c.problem)
			}
		}
	}
}

// The page of the course stands above those of its lessons.
func TestLinksOfACourse(t *testing.T) {
	for text, want := range map[string]string{
		"[begin](T1/), [there](/lessons/T1/), ![A map](map.png)": "",
		"[begin](T2/)":      `course.md:9:1: there is no lesson "T2"; did you mean "T1"?`,
		"![A map](mop.png)": `course.md:9:1: there is no image mop.png beside the lesson; did you mean "map.png"?`,
	} {
		files := course(right)
		files["course.md"].Data = append(files["course.md"].Data, text+"\n"...)
		files["map.png"] = &fstest.MapFile{}
		if got := strings.TrimSuffix(found(new(Linter).Lint(files, Lesson{ID: "L7"}).Problems), "\n"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// In a chapter every lesson has what learners look for in each.
func TestPartsOfALesson(t *testing.T) {
	source := strings.Replace(right, "minutes: 5", "minutes: 5\nchapter: one", 1)
	for block, want := range map[string]string{"```quiz": "add a ```quiz block", "```pop3": "add a ```pop3 block"} {
		got := found(new(Linter).Lint(course(strings.Replace(source, block, "```text", 1))).Problems)
		if strings.Count(got, "every lesson of a chapter has") != 1 || !strings.Contains(got, want) {
			t.Errorf("without %s\n%s", block, got)
		}
	}
}

func TestEveryRuleHasCases(t *testing.T) {
	left := maps.Clone(ruleCases)
	for _, r := range rules {
		if len(left[r.name]) == 0 {
			t.Errorf("no case shows that %s", r.name)
		}
		delete(left, r.name)
	}
	for name := range left {
		t.Errorf("no rule says that %s", name)
	}
}

func TestManualHasEveryRule(t *testing.T) {
	text := manual(t)
	for _, r := range rules {
		if !strings.Contains(text, "\n- "+r.name+" (") {
			t.Errorf("README.md does not say that %s", r.name)
		}
	}
}

// The lessons that come with poplab keep all rules.
func TestBuiltinLessonsKeepTheRules(t *testing.T) {
	f := new(Linter).Lint(Builtin())
	if lessons, tasks := f.Size(); len(f.Problems) > 0 || lessons < 2 || tasks < 10 {
		t.Errorf("%d lessons and %d tasks have\n%s", lessons, tasks, found(f.Problems))
	}
}

// One broken lesson does not hide the others, and rules look into it all the same.
func TestLintGoesOn(t *testing.T) {
	broken := strings.Replace(strings.Replace(right, "title: A test", "titel: A test", 1), "Text,", "See [x](#y).", 1)
	wrong := strings.Replace(strings.Replace(right, "T1", "T2", 1), "S: +OK dewey", "S: +OK Dewey", 1)
	needs := strings.Replace(strings.Replace(right, "T1", "T3", 1), "\nrfc:", "\nneeds: [T1]\nrfc:", 1)
	f := new(Linter).Lint(fstest.MapFS{"a.md": {Data: []byte(broken)}, "b.md": {Data: []byte(wrong)}, "c.md": {Data: []byte(needs)}})
	if len(f.Course.Lessons) != 2 || len(f.Broken) != 1 || f.Broken[0].ID != "T1" || f.Broken[0].File != "a.md" {
		t.Errorf("right are %v, broken %v", f.Course.Lessons, f.Broken)
	}
	got := found(f.Problems)
	for _, want := range []string{`a.md:3:1: unknown key "titel"`, `a.md:10:5: no heading makes "#y"`, "b.md:50:1: the transcript says"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%swant %s", got, want)
		}
	}
}

// Goals that are none do no harm to the rules that look into goals.
func TestLintOfStrangeGoals(t *testing.T) {
	for _, goal := range []string{`""`, `" "`, "command", "reply", "reply to", "answer", "is", "as on in", "command never sent never"} {
		source := strings.Replace(right, "- answer size is 120", "- answer size is 120\n  - command DELE never sent\n  - "+goal, 1)
		got := found(new(Linter).Lint(fstest.MapFS{"a.md": {Data: []byte(source)}}).Problems)
		if !strings.Contains(got, "a.md:25:5: ") || strings.Contains(got, ourBug) {
			t.Errorf("%s: %s", goal, got)
		}
	}
}

// What was proved once is not proved again, and what changed is.
func TestLinterRemembers(t *testing.T) {
	var l Linter
	wrong := strings.Replace(right, "S: +OK dewey", "S: +OK Dewey", 1)
	for _, source := range []string{right, wrong, wrong, right, wrong} {
		got := found(l.Lint(fstest.MapFS{"a.md": {Data: []byte(source)}}).Problems)
		if (got != "") != (source == wrong) {
			t.Errorf("got %q", got)
		}
	}
}

func TestLintOfNothing(t *testing.T) {
	f := new(Linter).Lint(fstest.MapFS{})
	if len(f.Problems) != 1 || !strings.Contains(f.Problems[0].Error(), "no lesson here") || f.Problems[0].Place() != "." {
		t.Errorf("got %v", f.Problems)
	}
}
