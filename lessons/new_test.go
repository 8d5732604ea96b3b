package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What an author begins with is right, and shows each part that a lesson has.
func TestSkeleton(t *testing.T) {
	text := Skeleton("tea")
	f := new(Linter).Lint(fstest.MapFS{"lesson.md": {Data: []byte(text)}})
	if len(f.Problems) > 0 || len(f.Course.Lessons) != 1 || f.Course.Lessons[0].ID != "tea" {
		t.Fatalf("the skeleton has problems:\n%s", found(f.Problems))
	}
	l := f.Course.Lessons[0]
	for _, part := range []string{"\n```mailbox\n", "\n```task\n", "\nmistakes:\n", "\n```predict\n", "\n```quiz\n", "\n```pop3\n", "\n## ", "`telnet "} {
		if !strings.Contains(text, part) {
			t.Errorf("the skeleton has no %q", part)
		}
	}
	if tasks := l.tasks(); len(tasks) == 0 || len(tasks[0].Hints) != 3 || len(l.RFC) == 0 {
		t.Errorf("the skeleton has %d tasks, or one without hints", len(tasks))
	}
}

func TestIDOf(t *testing.T) {
	for folder, want := range map[string]string{
		"L4": "L4", "my lesson": "my-lesson", "a.b_c": "a-b-c", "-x-": "x", "Übung 3": "bung-3", "": "lesson", "..": "lesson",
	} {
		if got := IDOf(folder); got != want || !slug.MatchString(got) {
			t.Errorf("%q gives %q, want %q", folder, got, want)
		}
	}
}
