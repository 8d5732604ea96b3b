//go:build !js

package annotate

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// An Annotator of In keeps to its language, and the others to theirs.
func TestIn(t *testing.T) {
	var tr transcript.Transcript
	tr.Open("dewey")
	tr.Server([]byte("+OK ready\r\n"))
	tr.Client([]byte("QUIT\r\n"))
	for code, want := range map[string]string{
		"de": "Du gehst vor einer Anmeldung.", "en": "You leave before", "fr": "You leave before", "": "You leave before",
	} {
		a := In(code)
		if note := a.Next(&tr)[1]; !strings.HasPrefix(note.Text, want) || a.Lacks {
			t.Errorf("in %q the note is %q, lacks %v", code, note.Text, a.Lacks)
		}
	}
}
