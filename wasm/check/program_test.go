package check

import (
	"testing"

	"poplab/wasm/transcript"
)

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

// Only the newest session counts: a program may be mended and run again.
func TestLinesEndInCRLF(t *testing.T) {
	goal, err := ParseGoal("every line ends with crlf on dewey")
	if err != nil {
		t.Fatal(err)
	}
	var tr transcript.Transcript
	judge := func() Verdict { return goal.Check(Evidence{Windows: One(&tr)}) }
	tr.Open("dewey")
	tr.Client([]byte("STAT\r\nQUIT\n"))
	want := Verdict{Said: "line 2 ended with LF alone, and a line of POP3 ends with CR LF (RFC 1939 section 3)", Entry: 1}
	if v := judge(); v != want {
		t.Errorf("LF: got %+v, want %+v", v, want)
	}
	tr.Open("dewey")
	tr.Client([]byte("QUIT\r\n"))
	if v := judge(); !v.Met {
		t.Errorf("CR LF in a session behind it: %+v", v)
	}
}
