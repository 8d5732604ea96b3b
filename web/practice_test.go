package web

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/sandbox"
)

// Free practice has a second console, a tap, machines, and a word for all that can
// happen; and its three hosts are as everywhere.
func TestPracticeWorld(t *testing.T) {
	s, err := sandbox.ParseScenario(practiceWorld)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Hosts(); !slices.Equal(got, standardHosts) {
		t.Errorf("the hosts are %q, want %q", got, standardHosts)
	}
	w := sandbox.NewWorld(s, "")
	want := "window B, window tap, window office, window home, window portable, check office, check home, check portable, " +
		"wait 10 minutes, wait 1 day, deliver, pull, disk full, attacker on, stop post, stop dewey, stop mailServer, stop dbc.mtview.ca.us, queue"
	if got := strings.Join(w.Moves(), ", "); got != want {
		t.Errorf("the moves are\n%s\nwant\n%s", got, want)
	}
	for _, u := range sandboxUsers {
		for _, line := range u.Lines {
			w.Window().Type(line)
		}
		if state := w.Window().Transcript.State().String(); state != "TRANSACTION" {
			t.Errorf("behind %q the session is in %s", u.Lines, state)
		}
		w.Window().Type("QUIT")
	}
}
