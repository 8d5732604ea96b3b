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
func TestBuiltinLessonsProveThemselves(t *testing.T) {
	for _, l := range builtinLessons(t) {
		if err := Replay(l); err != nil {
			t.Errorf("%s:\n%v", l.ID, err)
		}
	}
}
