package lessons

import (
	"testing"
)

func builtinLessons(t *testing.T) []Lesson {
	t.Helper()
	list, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Every solution meets its goals, which did not hold before, and the server says
// every reference transcript octet by octet.
func TestBuiltinCourseProvesItself(t *testing.T) {
	course, err := LoadCourse(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if err := course.Replay(); err != nil {
		t.Error(err)
	}
}

func TestTaskText(t *testing.T) {
	l := Lesson{Blocks: []Block{
		{HTML: "<p>text</p>"},
		{Task: &Task{Step: Step{ID: "connect"}, Goals: []string{"greeting seen", "state AUTHORIZATION reached"}}},
		{Task: &Task{Step: Step{ID: "leave"}, Goals: []string{"session ended by quit"}}},
	}}
	want := "task connect\ngreeting seen\nstate AUTHORIZATION reached\ntask leave\nsession ended by quit\n"
	if got := l.TaskText(); got != want {
		t.Errorf("the tasks read %q, want %q", got, want)
	}
}
