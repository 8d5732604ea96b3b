package lessons

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"poplab/wasm/check"
	"poplab/wasm/pop3"
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

func TestManualHasEveryBlock(t *testing.T) {
	text := manual(t)
	for name := range fences {
		if !strings.Contains(text, "\n## "+name+": ") || !strings.Contains(text, "\n    ```"+name+"\n") {
			t.Errorf("README.md has no chapter or no example for the block %s", name)
		}
	}
}
