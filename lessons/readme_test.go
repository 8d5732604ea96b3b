package lessons

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"poplab/wasm/check"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

func manual(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// template cuts the template out of the manual.
func template(t *testing.T) string {
	t.Helper()
	_, rest, ok1 := strings.Cut(manual(t), "\n````markdown\n")
	text, _, ok2 := strings.Cut(rest, "````\n")
	if !ok1 || !ok2 {
		t.Fatal("README.md has no template")
	}
	return text
}

func TestTemplateWorks(t *testing.T) {
	list, err := Load(fstest.MapFS{"my-lesson.md": {Data: []byte(template(t))}})
	if err != nil {
		t.Fatal(err)
	}
	if err := Replay(list[0]); err != nil {
		t.Error(err)
	}
}

// examples are the indented pieces of the manual that begin so, without their
// indentation.
func examples(t *testing.T, beginning string) []string {
	t.Helper()
	var list []string
	var piece []string
	for line := range strings.SplitSeq(manual(t)+"\n", "\n") {
		code, indented := strings.CutPrefix(line, "    ")
		if indented || line == "" && len(piece) > 0 {
			piece = append(piece, code)
			continue
		}
		if text := strings.TrimRight(strings.Join(piece, "\n"), "\n"); strings.HasPrefix(text, beginning) {
			list = append(list, text+"\n")
		}
		piece = nil
	}
	return list
}

// allExamples are the examples of blocks, as one lesson, the only one of a course with
// the examples of course.md and of a deck.
func allExamples(t *testing.T) fstest.MapFS {
	t.Helper()
	blocks, fronts := examples(t, "```"), examples(t, "---")
	if len(blocks) != len(fences) || len(fronts) != 2 {
		t.Fatalf("there are %d examples of %d blocks, and %d of front matter besides the template", len(blocks), len(fences), len(fronts))
	}
	claim := blocks[slices.IndexFunc(blocks, func(b string) bool { return strings.HasPrefix(b, "```claim") })]
	front := "---\nid: L1\ntitle: All\ngoal: See them all.\nminutes: 5\nchapter: first\n---\n"
	return fstest.MapFS{
		"course.md": {Data: []byte(fronts[0])},
		"claims.md": {Data: []byte(fronts[1] + "\n" + claim)},
		"all.md":    {Data: []byte(front + strings.Join(blocks, "\n"))},
	}
}

// Everything in the examples holds.
func TestExamplesWork(t *testing.T) {
	course, err := LoadCourse(allExamples(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := course.Replay(); err != nil {
		t.Error(err)
	}
}

// keyRow is how a reader writes a key that it knows.
var keyRow = regexp.MustCompile(`\{"([a-z]+)", (?:true|false), func`)

func TestManualHasEveryKey(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	text, found := manual(t), 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keyRow.FindAllStringSubmatch(string(source), -1) {
			found++
			if key := m[1]; !strings.Contains(text, "`"+key+"`") && !strings.Contains(text, "`"+key+":") && !strings.Contains(text, " "+key+":") {
				t.Errorf("README.md does not tell of the key %s of %s", key, file)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d keys were found in the source", found)
	}
}

func TestManualHasEveryFact(t *testing.T) {
	_, table, _ := strings.Cut(manual(t), "\n### Facts\n")
	table, _, _ = strings.Cut(table, "\n### ")
	for name := range strings.SplitSeq("word password secret count octets carrier small largest largest-octets smallest smallest-octets "+
		"sender sender-numbers other-numbers uid1", " ") {
		if factMark.FindString("{"+name+"}") == "" || !strings.Contains(table, "`"+name+"`") {
			t.Errorf("the fact %s is not known, or README.md does not list it", name)
		}
	}
}

func TestManualHasEveryGoal(t *testing.T) {
	text := manual(t)
	for _, f := range check.Forms() {
		if row := "| `" + f.Syntax + "` | `" + f.Example + "` | " + f.Meaning + " |\n"; !strings.Contains(text, row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
}

func TestManualHasEveryHabitAndProfile(t *testing.T) {
	text := manual(t)
	for _, h := range pop3.HabitTable() {
		if strings.Count(text, "`"+h.Name+"`") != 1 {
			t.Errorf("README.md does not list the habit %s once", h.Name)
		}
	}
	_, profiles, _ := strings.Cut(text, "| `profile NAME` |")
	profiles, _, _ = strings.Cut(profiles, "\n")
	for _, p := range pop3.Profiles() {
		if !strings.Contains(profiles, p.Name) {
			t.Errorf("README.md does not list the profile %s", p.Name)
		}
	}
}

func TestManualHasEveryStatementAndMode(t *testing.T) {
	text := manual(t)
	_, err := sandbox.ParseScenario("sing")
	_, names, _ := strings.Cut(err.Error(), "write one of ")
	for _, name := range strings.Split(names, ", ") {
		if !strings.Contains(text, "| `"+name) {
			t.Errorf("README.md does not list the statement %s", name)
		}
	}
	for _, mode := range sandbox.Modes() {
		if !strings.Contains(text, "| `"+mode+"` |") {
			t.Errorf("README.md does not list the mode %s of devices", mode)
		}
	}
}

func TestManualHasEveryBlock(t *testing.T) {
	text := manual(t)
	for name := range fences {
		if !strings.Contains(text, "\n## "+name+": ") || !strings.Contains(text, "\n    ```"+name) {
			t.Errorf("README.md has no chapter or no example for the block %s", name)
		}
	}
}
