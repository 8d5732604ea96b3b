package transcript

import "testing"

// A server owes replies that were asked for and are not complete; where it asks back, the
// client is to speak.
func TestOwes(t *testing.T) {
	var tr Transcript
	tr.Open("slow")
	for _, step := range []struct {
		side Side
		text string
		want bool
	}{
		{Server, "+OK ready\r\n", false},
		{Client, "CAPA\r\n", true},
		{Server, "+OK\r\nTOP\r\n", true},
		{Server, ".", true},
		{Server, "\r\n", false},
		{Client, "NOOP\r\nNOOP\r\n", true},
		{Server, "+OK\r\n", true},
		{Server, "-ERR\r\n", false},
		{Client, "AUTH LOGIN\r\n", true},
		{Server, "+ \r\n", false},
		{Client, "bXJvc2U=\r\n", true},
		{Server, "-ERR no\r\n", false},
		{Client, "QUIT\r\n", true},
	} {
		tr.feed(step.side, []byte(step.text))
		if got := tr.Owes(); got != step.want {
			t.Errorf("behind %q: %v, want %v", step.text, got, step.want)
		}
	}
	if tr.Close(); tr.Owes() {
		t.Error("nobody owes anything behind the end")
	}
}
