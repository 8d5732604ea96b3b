package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// lessonOf is the right lesson with that id, and more lines in its front matter.
func lessonOf(id, front string) *fstest.MapFile {
	source := strings.Replace(right, "id: T1\n", "id: "+id+"\n"+front, 1)
	return &fstest.MapFile{Data: []byte(source)}
}

// drillOf is a lesson as a drill, without what a drill has no place for.
func drillOf(source string) string {
	source, _, _ = strings.Cut(strings.Replace(source, "id: T1", "id: drill", 1), "```quiz")
	return source
}

func fileOf(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}
}

var twoChapters = fileOf("---", "title: All of it", "goal: Know it.", "language: de", "license: CC0", "authors: [Ann, Bob]", "rfc: [RFC 1939 section 3]",
	"chapters:", "  - id: late", "    title: Later", "    needs: [L9]", "    license: MIT", "  - id: soon", "    title: Sooner", "    minutes: 7",
	"---", "Welcome, see RFC 1939 section 4.")

func TestCourse(t *testing.T) {
	c, err := LoadCourse(fstest.MapFS{
		"course.md":         twoChapters,
		"b/lesson.md":       lessonOf("L2", "chapter: soon\n"),
		"a/lesson.md":       lessonOf("L10", "chapter: soon\nlanguage: en\n"),
		"L9.md":             lessonOf("L9", "chapter: late\n"),
		"L1.md":             lessonOf("L1", "chapter: late\nlicense: GPL\nauthors: []\n"),
		"none.md":           lessonOf("L0", ""),
		"drill/drill.md":    {Data: []byte(drillOf(right))},
		"README.md":         fileOf("no lesson"),
		"a/README.md":       fileOf("no lesson"),
		"a/b/too-deep.md":   fileOf("no lesson"),
		"a/picture.png":     fileOf("no lesson"),
		"a/letter.eml":      fileOf("no lesson"),
		"claims/claims.md":  fileOf("---", "deck: none", "---", "```claim", "id: 1", "says: x", "verdict: right", "why: y", "```"),
		"claims/notes.text": fileOf("no lesson"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, l := range c.Lessons {
		ids = append(ids, l.ID+" "+l.Chapter+" "+l.Language+" "+l.License+" "+strings.Join(l.Authors, "+")+" "+strings.Join(l.Needs, "+"))
	}
	const want = "L1 late de GPL  L9|L9 late de MIT Ann+Bob |L2 soon de CC0 Ann+Bob |L10 soon en CC0 Ann+Bob |L0  de CC0 Ann+Bob "
	if got := strings.Join(ids, "|"); got != want {
		t.Errorf("lessons\n got %s\nwant %s", got, want)
	}
	if c.Drill == nil || len(c.Decks) != 1 || c.Decks[0].From != "none" || len(c.Decks[0].Claims) != 1 {
		t.Errorf("drill %v, decks %v", c.Drill, c.Decks)
	}
	if len(c.Chapters) != 2 || c.Chapters[1] != (Chapter{"soon", "Sooner"}) || c.Title != "All of it" || c.Goal != "Know it." {
		t.Errorf("course %q, %q with chapters %v", c.Title, c.Goal, c.Chapters)
	}
	if !strings.Contains(c.HTML, `<a href="https://www.rfc-editor.org/rfc/rfc1939#section-4">`) {
		t.Errorf("the introduction is %s", c.HTML)
	}
}

// What a lesson inherits is blamed on the file where it stands.
func TestMistakesOfACourse(t *testing.T) {
	for _, m := range []struct{ old, new, problem string }{
		{"goal: Know it.\n", "", `course.md:2:1: a course has no "goal"; add "goal: ..."`},
		{"title: All of it", "titel: All of it", `course.md:2:1: unknown key "titel"; did you mean "title"?`},
		{"    title: Later\n", "", `course.md:9:5: a chapter has no "title"; add "title: ..."`},
		{"  - id: soon", "  - id: late", `course.md:13:9: chapter "late" stands in this course already; give this one another id`},
		{"minutes: 7", "minutes: long", `course.md:15:14: "long" is no number of minutes; write digits alone, such as 20`},
		{"needs: [L9]", "needs: [L7]", `course.md:11:13: this lesson cannot need "L7"; needs are ids of other lessons`},
		{"rfc: [RFC 1939 section 3]", "rfc: [RFC 1939]", `course.md:7:7: "RFC 1939" is no citation; write it as "RFC 1939 section 5"`},
		{"language: de", "language: Deutsch", `course.md:4:11: "Deutsch" is no language; write its short form, such as en or de`},
		{"language: de", "language: de\nid: x", `course.md:5:1: unknown key "id"; a course has title, goal, chapters, minutes, needs, rfc, language, authors, license`},
		{"---\nWelcome", "```task\nid: x\n```\nWelcome", "course.md:1:1: a course begins with a line ---, then title, goal and chapters, then a line --- again"},
		{"Welcome,", "```task\nid: x\n```\n\nWelcome,", "course.md:17:1: blocks of data belong into lessons; the text of a course is an introduction"},
		{"Welcome,", "Welcome, <b>all</b>,", "course.md:17:10: HTML is not shown"},
		{"Welcome,", "Welcome, RFC 1939 §4,", "course.md:17:10: write a citation as"},
	} {
		source := string(twoChapters.Data)
		changed := strings.Replace(source, m.old, m.new, 1)
		if changed == source {
			t.Fatalf("%q does not stand in the course", m.old)
		}
		_, err := LoadCourse(fstest.MapFS{"course.md": {Data: []byte(changed)}, "L9.md": lessonOf("L9", "")})
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+m.problem) {
			t.Errorf("%q for %q\ngot  %v\nwant %s", m.new, m.old, err, m.problem)
		}
	}
}

func TestMistakesOfADeck(t *testing.T) {
	for source, problem := range map[string]string{
		"---\ndeck: a b\n---\n":      `d.md:2:7: "a b" is no name; use letters, digits and hyphens`,
		"---\ndeck: a\nid: x\n---\n": `d.md:3:1: unknown key "id"; a deck has deck, title`,
		"---\ndeck: a\n---\ntext\n":  "d.md:4:1: a deck has claims; add a ```claim block",
		"---\ndeck: a\n---\n```sort\nid: x\ntitle: y\nbins: [a, b]\nitems: []\n```\n":                                                         "d.md:4:1: a deck has claims alone; put this block into a lesson",
		"---\ndeck: a\n---\n```claim\nid: 1\nsays: x\nverdict: right\nwhy: y\n```\n\n```claim\nid: 1\nsays: x\nverdict: right\nwhy: y\n```\n": `d.md:12:5: "claim-1" stands in this lesson already; give this one another id`,
	} {
		_, err := LoadCourse(fstest.MapFS{"d.md": {Data: []byte(source)}, "L9.md": lessonOf("L9", "")})
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+problem) {
			t.Errorf("%q\ngot  %v\nwant %s", source, err, problem)
		}
	}
}

func TestFilesThatAreNoText(t *testing.T) {
	large := []byte(strings.Repeat("text\n", 1<<20))
	for name, c := range map[string]struct {
		file    []byte
		problem string
	}{
		"binary":   {[]byte("---\nid: \x00\n"), "a.md:2:5: this is not UTF-8 text; save the file as UTF-8, or move it out of the course"},
		"latin-1":  {[]byte("---\ntitle: Gr\xfc\xdfe\n"), "a.md:2:10: this is not UTF-8 text; save the file as UTF-8, or move it out of the course"},
		"too long": {large, "a.md:1:1: this file is too large for a lesson; 1 MiB is the limit"},
		"empty":    {nil, "a.md:1:1: a lesson begins with a line ---, then id, title, goal and minutes, then a line --- again"},
		"one line": {[]byte("---"), "a.md:1:1: a lesson begins with a line ---"},
	} {
		_, err := LoadCourse(fstest.MapFS{"a.md": {Data: c.file}})
		if err == nil || !strings.HasPrefix(err.Error(), c.problem) {
			t.Errorf("%s: got %v, want %s", name, err, c.problem)
		}
	}
}

// A block that is too large, or nested without end, is a mistake like others.
func TestBlocksThatAreTooMuch(t *testing.T) {
	for block, problem := range map[string]string{
		"id: " + strings.Repeat("x", 40000):     "may have 32768; make several smaller ones of it",
		"id: " + strings.Repeat("[", 30000):     "19:5: this is not YAML that anybody can read: brackets within brackets",
		strings.Repeat("- ", 10000) + "x":       "this is not YAML",
		"id: x\n" + strings.Repeat("? ", 10000): "this is not YAML",
	} {
		source := strings.Replace(right, "id: log-in\n", block+"\n", 1)
		_, err := LoadCourse(fstest.MapFS{"a.md": {Data: []byte(source)}})
		if err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%.20s...: %.300v", block, err)
		}
	}
}

// mail are files beside a lesson.
func mail(statement string) fstest.MapFS {
	source := strings.Replace(right, "message m1\n", statement+"\nmessage m1\n", 1)
	return fstest.MapFS{
		"a/lesson.md":   {Data: []byte(source)},
		"a/tea.eml":     {Data: []byte("Subject: Tea\r\n\r\n  At four?\r\n\r\n")},
		"a/more/m.eml":  {Data: []byte("Subject: More\n\nyes")},
		"a/two.mbox":    {Data: []byte("From ann Thu May  2 17:30:00 1996\nSubject: 1\n\none\n\nFrom bob Thu May  2 17:30:00 1996\nSubject: 2\n\n>From two\n")},
		"a/none.mbox":   {Data: []byte("no mail\n")},
		"a/binary.eml":  {Data: []byte("Subject: \xff\n")},
		"secret.eml":    {Data: []byte("Subject: x\n")},
		"a/large.eml":   {Data: make([]byte, maxFile+1)},
		"a/empty.eml":   {Data: nil},
		"a/folder/x.md": {Data: nil},
	}
}

func TestMessagesInFiles(t *testing.T) {
	for statement, want := range map[string]string{
		"message file tea.eml":    "host dewey\nuser mrose secret\nmessage\n  Subject: Tea\n  \n    At four?\n  \nmessage m1\n",
		"arrival file tea.eml":    "host dewey\nuser mrose secret\narrival\n  Subject: Tea\n  \n    At four?\n  \nmessage m1\n",
		"message file more/m.eml": "host dewey\nuser mrose secret\nmessage\n  Subject: More\n  \n  yes\nmessage m1\n",
		"mbox two.mbox":           "host dewey\nuser mrose secret\nmessage\n  Subject: 1\n  \n  one\nmessage\n  Subject: 2\n  \n  From two\nmessage m1\n",
	} {
		list, err := Load(mail(statement))
		if err != nil {
			t.Errorf("%s: %v", statement, err)
		} else if list[0].Scenario != want {
			t.Errorf("%s: the world is %q, want %q", statement, list[0].Scenario, want)
		}
	}
}

func TestMessagesInFilesThatAreNone(t *testing.T) {
	for statement, problem := range map[string]string{
		"message file none.eml":      "15:1: there is no file none.eml beside the lesson",
		"message file ../secret.eml": `15:1: "../secret.eml" is no file beside the lesson; write its name alone, such as lunch.eml`,
		"message file /a/tea.eml":    `15:1: "/a/tea.eml" is no file beside the lesson`,
		"message file binary.eml":    "15:1: binary.eml is not UTF-8 text",
		"message file large.eml":     "15:1: large.eml has 1048577 octets and may have 1048576",
		"message file folder":        "15:1: folder cannot be read: ",
		"mbox none.mbox":             "15:1: none.mbox is no mbox file: ",
		"mbox":                       "15:1: write \"mbox NAME.mbox\"",
		"mbox two.mbox\nmesage m1":   `16:1: "mesage" is no statement of a world`,
		"mbox two.mbox\nmessage m99": `16:1: there is no sample message "m99"`,
	} {
		_, err := Load(mail(statement))
		if err == nil || !strings.Contains(err.Error(), "a/lesson.md:"+problem) {
			t.Errorf("%s: got %v, want %s", statement, err, problem)
		}
	}
}
