package lessons

import "testing"

// What is asked decides the version, and how it is worded does not.
func TestVersion(t *testing.T) {
	option := func(say string, right bool) Option { return Option{Say: say, Right: right, Why: say} }
	asked := Block{Predict: &Predict{Step: Step{ID: "a"}, Goals: []string{"command STAT sent"}, Options: []Option{option("x", true), option("y", false)}}}
	reworded := Block{Predict: &Predict{Step: Step{ID: "a", Title: "b"}, Ask: "c", Goals: []string{"command STAT sent"}, Options: []Option{option("z", true), option("y", false)}}}
	turned := Block{Predict: &Predict{Step: Step{ID: "a"}, Goals: []string{"command STAT sent"}, Options: []Option{option("y", false), option("x", true)}}}
	if asked.Version() != reworded.Version() {
		t.Error("other words make another version")
	}
	if asked.Version() == turned.Version() {
		t.Error("another right answer makes no other version")
	}
	if text := (Block{HTML: "<p>x</p>"}).Version(); text != "" {
		t.Errorf("text has version %q", text)
	}
}

// Every step and quiz of the course has a version, and what asks for nothing has none.
func TestVersionsOfTheCourse(t *testing.T) {
	course, err := LoadCourse(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range course.Lessons {
		for _, b := range l.Blocks {
			if asks := b.Step() != nil || b.Quiz != nil; asks != (b.Version() != "") {
				t.Errorf("%s: a block has version %q", l.ID, b.Version())
			}
		}
	}
}
