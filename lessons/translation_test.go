package lessons

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// translated is a course of L1 and a lesson that is not translated, with edits of the
// translation.
func translated(t *testing.T, edits ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"course.md", "L1/lesson.md", "L2/lesson.md", "de/course.md", "de/L1/lesson.md"} {
		text, err := fs.ReadFile(Builtin(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	for i := 0; i < len(edits); i += 2 {
		for _, name := range []string{"de/course.md", "de/L1/lesson.md"} {
			text := string(files[name].Data)
			if strings.Contains(text, edits[i]) {
				files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, edits[i], edits[i+1], 1))}
				edits[i] = ""
			}
			if edits[i] == "" {
				break
			}
		}
		if edits[i] != "" {
			t.Fatalf("nothing to edit: %q", edits[i])
		}
	}
	return files
}

func TestTranslationTakesItsPlace(t *testing.T) {
	course, err := LoadCourse(translated(t))
	if err != nil {
		t.Fatal(err)
	}
	german := course.In("de")
	if german.Title != "POP3 von Hand" || german.Chapters[0].Title != "Erste Worte" || course.Title != "POP3 by hand" {
		t.Errorf("the courses are %q and %q, the first chapter %q", course.Title, german.Title, german.Chapters[0].Title)
	}
	for i, want := range []struct{ title, language string }{{"Erster Kontakt", "de"}, {course.Lessons[1].Title, "en"}} {
		if l := german.Lessons[i]; l.Title != want.title || l.Language != want.language {
			t.Errorf("lesson %d is %q in %s, want %v", i+1, l.Title, l.Language, want)
		}
	}
	if got := course.In("fr").Lessons[0].Title; got != "First contact" {
		t.Errorf("in a language that there is not the lesson is %q", got)
	}
	ours, theirs := german.Lessons[0].data(), course.Lessons[0].data()
	for i := range theirs {
		if ours[i].Version() != theirs[i].Version() {
			t.Errorf("block %d loses what was done when the language changes", i+1)
		}
	}
	if problems := new(Linter).Lint(translated(t), builtinLessons(t)[2:]...).Problems; len(problems) > 0 {
		t.Errorf("lint finds %v", problems)
	}
}

// A translation asks for what its original asks for; where it does not, its line is named.
func TestTranslationDeparts(t *testing.T) {
	for _, c := range []struct{ old, new, problem string }{
		{"id: L1\n", "id: L9\n", `de/L1/lesson.md:2:5: there is no lesson "L9" of which this could be the translation`},
		{"minutes: 20", "minutes: 25", "de/L1/lesson.md:2:1: the number of minutes differs from that in L1/lesson.md"},
		{"title: Erster Kontakt", "title: Erster Kontakt\nlanguage: en", "de/L1/lesson.md:5:11: what lies in the folder de is in that language"},
		{"message m2\n", "", "de/L1/lesson.md:2:1: the mailbox differs"},
		{"id: connect\n", "id: verbinden\n", "de/L1/lesson.md:46:1: the id of this block differs from that in L1/lesson.md, line 46"},
		{"  - answer count is 2\n", "  - answer count is 3\n", "de/L1/lesson.md:144:1: the list of goals of this block differs from that in L1/lesson.md, line 143"},
		{"  - name: octets\n", "  - name: oktette\n", "this task has no field \"octets\""},
		{"  - pass vegetables\n", "  - PASS vegetables\n", "the solution of this block differs"},
		{"    run:\n      - EXIT\n", "    run:\n      - exit\n", `"when" or "run" of a mistake of this block differs`},
		{"  S: + OK POP3", "  S: +  OK POP3", "the transcript of this block differs"},
		{"  - Das Pluszeichen gehört zum Statuswort.\n", "", "de/L1/lesson.md"},
		{"        right: true\n        why: Er grüßt", "        why: Er grüßt", "of them is right"},
		{"C: STAT\n", "C: stat\n", "the transcript of this block differs"},
		{"  - id: basics", "  - id: anfang", "de/course.md:2:1: the chapters are those of course.md"},
	} {
		_, err := LoadCourse(translated(t, c.old, c.new))
		if err == nil || !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%q in place of %q:\n%v\nwant %s", c.new, c.old, err, c.problem)
		}
	}
}

// Where a translation has no note of its own, it gets that of the annotator, in its language.
func TestTranslationIsAnnotated(t *testing.T) {
	course, err := LoadCourse(translated(t, "# Kein Mailbefehl. Damit bittest du dein eigenes Programm, eine Verbindung aufzubauen.\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(course.In("de").Lessons[0].Blocks, func(b Block) bool { return b.Reference != nil })
	line := course.In("de").Lessons[0].Blocks[i].Reference.Lines[0]
	if line.Text != "telnet dewey 110" || !strings.HasPrefix(line.Note, "Ein Befehl an deinen eigenen Rechner") {
		t.Errorf("the note of %q is %q", line.Text, line.Note)
	}
}

// judged is a course of a lesson with a deck, and both in German, with an edit of the German deck.
func judged(old, new string) fstest.MapFS {
	const lesson = "---\nid: L1\ntitle: Court\ngoal: Judge.\nminutes: 5\n---\n\n```deck\nid: court\ntitle: Judge\nfrom: claims\ndraw: 1\npass: 1\n```\n"
	const deck = "---\ndeck: claims\n---\n\n```claim\nid: 1\nsays: You log in with QUIT.\nverdict: wrong\nwhy: It ends the session.\n" +
		"rfc:\n  - RFC 1939 section 6\nsession: |\n  S: +OK dewey POP3 server ready\n  C: QUIT\n  S: +OK dewey POP3 server signing off\n```\n"
	german := strings.NewReplacer("You log in with QUIT.", "Mit QUIT meldest du dich an.", "It ends the session.", "Es beendet die Sitzung.", old, new).Replace(deck)
	return fstest.MapFS{
		"L1.md": {Data: []byte(lesson)}, "de/L1.md": {Data: []byte(lesson)},
		"claims.md": {Data: []byte(deck)}, "de/claims.md": {Data: []byte(german)},
	}
}

// A deck block of a translation draws from the translated deck.
func TestTranslatedDeck(t *testing.T) {
	course, err := LoadCourse(judged("", ""))
	if err != nil {
		t.Fatal(err)
	}
	german := course.In("de")
	if len(german.Decks) != 1 || german.Decks[0].File != "de/claims.md" {
		t.Errorf("the decks are %v", german.Decks)
	}
	for _, c := range []struct {
		course     Course
		says, note string
	}{{course, "You log in with QUIT.", "You leave before"}, {german, "Mit QUIT meldest du dich an.", "Du gehst vor einer Anmeldung."}} {
		claim := c.course.Lessons[0].Blocks[0].Deck.Claims[0]
		if note := claim.Session.Lines[1].Note; claim.Says != c.says || !strings.HasPrefix(note, c.note) {
			t.Errorf("the claim is %q, with the note %q; want %q and %q", claim.Says, note, c.says, c.note)
		}
	}
}

func TestTranslatedDeckDeparts(t *testing.T) {
	for _, c := range []struct{ old, new, problem string }{
		{"deck: claims", "deck: klagen", `de/claims.md:2:7: there is no deck "klagen" of which this could be the translation`},
		{"id: 1\n", "id: 2\n", "de/claims.md:5:1: the id of this block differs from that in claims.md, line 5"},
		{"verdict: wrong", "verdict: half", "the verdict of this block differs"},
		{"  - RFC 1939 section 6\n", "  - RFC 1939 section 5\n", "the list of RFCs of this block differs"},
		{"session: |\n", "world: |\n  host dewey\n  user ann tea\nsession: |\n", "the world of this block differs"},
		{"  C: QUIT\n", "  C: quit\n", "the session of this block differs"},
		{"```claim\n", "```claim\nid: 0\nsays: Mehr.\nverdict: wrong\nwhy: Darum.\n```\n\n```claim\n", "de/claims.md:5:1: the id of this block differs"},
	} {
		_, err := LoadCourse(judged(c.old, c.new))
		if err == nil || !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%q in place of %q:\n%v\nwant %s", c.new, c.old, err, c.problem)
		}
	}
}

// The words of answers to choose from are translated, and the goals with them.
func TestTranslatedChoice(t *testing.T) {
	one := &Task{Goals: []string{"answer shape is two lines"}, Solution: []string{"answer shape two lines"}, Fields: []Field{{Name: "shape", Options: []string{"one line", "two lines"}}}}
	two := &Task{Goals: []string{"answer shape is zwei Zeilen"}, Solution: []string{"answer shape zwei Zeilen"}, Fields: []Field{{Name: "shape", Options: []string{"eine Zeile", "zwei Zeilen"}}}}
	if name := departs(two.parts(), one.parts()); name != "" {
		t.Errorf("%s differs", name)
	}
	if a, b := (Block{Task: one}).Version(), (Block{Task: two}).Version(); a != b {
		t.Errorf("the versions are %s and %s", a, b)
	}
	one.Mistakes = []Mistake{{When: "answer shape is one line", Run: []string{"answer shape one line"}}}
	two.Mistakes = []Mistake{{When: "answer shape is eine Zeile", Run: []string{"answer shape eine Zeile"}}}
	if name := departs(two.parts(), one.parts()); name != "" {
		t.Errorf("%s differs", name)
	}
	two.Mistakes[0].When = "answer shape is zwei Zeilen"
	if name := departs(two.parts(), one.parts()); name == "" {
		t.Error("the mistake may be another answer")
	}
	two.Goals[0] = "answer shape is eine Zeile"
	if name := departs(two.parts(), one.parts()); name != "the list of goals" {
		t.Errorf("another right answer is taken for %q", name)
	}
}

// A lesson of one's own in the place of one that is translated has no translation, until
// it gets one.
func TestOwnLessonIsNotTranslated(t *testing.T) {
	course, err := LoadCourse(translated(t))
	if err != nil {
		t.Fatal(err)
	}
	own := Course{Lessons: []Lesson{{ID: "l1", Title: "Mine", Language: "en"}}}
	if got := course.With(own).In("de").Lessons[0].Title; got != "Mine" {
		t.Errorf("the lesson is %q in German", got)
	}
	own.Translations = map[string]Course{"de": {Lessons: []Lesson{{ID: "l1", Title: "Meine", Language: "de"}}}}
	if got := course.With(own).In("de").Lessons[0].Title; got != "Meine" {
		t.Errorf("with its translation the lesson is %q", got)
	}
}

// What a translation needs beside it may lie beside the original.
func TestTranslationSharesFiles(t *testing.T) {
	files := translated(t, "## Anklopfen\n", "## Anklopfen\n\n![ein Haus](a.png) und [Zahlen](b.txt)\n")
	files["L1/a.png"] = &fstest.MapFile{Data: []byte("original")}
	files["L1/b.txt"] = &fstest.MapFile{Data: []byte("numbers")}
	files["de/L1/b.txt"] = &fstest.MapFile{Data: []byte("Zahlen")}
	found := new(Linter).Lint(files, builtinLessons(t)[2:]...)
	if len(found.Problems) > 0 {
		t.Fatal(found.Problems)
	}
	list := found.Course.In("de").Lessons[0].Files
	if len(list) != 2 || string(list[0].Octets) != "original" || string(list[1].Octets) != "Zahlen" {
		t.Errorf("the files are %q", list)
	}
}
