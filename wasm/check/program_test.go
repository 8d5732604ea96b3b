package check

import "testing"

// Who runs the learner's program judges its files; in the page there are none.
func TestFilesOfAProgram(t *testing.T) {
	goal, err := ParseGoal("files of ann saved")
	if err != nil {
		t.Fatal(err)
	}
	if v := goal.Check(Evidence{}); v.Met || v.Said != "your own program saves the mail of ann; serve this lesson on a real port for it" {
		t.Errorf("in the page: %+v", v)
	}
	want := Verdict{Said: "2.eml has LF", Entry: -1}
	v := goal.Check(Evidence{Saved: func(user string) Verdict {
		if user != "ann" {
			t.Errorf("asked for the files of %q", user)
		}
		return want
	}})
	if v != want {
		t.Errorf("with files: %+v, want %+v", v, want)
	}
}
