package transcript

import "testing"

func TestHostOf(t *testing.T) {
	var tr Transcript
	tr.Open("dewey")
	tr.Open("mailServer")
	for session, want := range []string{"", "dewey", "mailServer", ""} {
		if got := tr.HostOf(session); got != want {
			t.Errorf("session %d: got %q, want %q", session, got, want)
		}
	}
}
