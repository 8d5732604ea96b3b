package transcript

import (
	"slices"
	"testing"
)

func TestDelta(t *testing.T) {
	var tr Transcript
	tr.Say(Typed, "telnet dewey 110") // of no session, at no time
	tr.Open("dewey")
	for _, now := range []int64{1000, 1700, 1600, 0, 2000} {
		tr.Now = now
		tr.Server([]byte("+OK\r\n"))
	}
	tr.Open("dewey")
	tr.Server([]byte("+OK\r\n"))
	var got []int64
	for i := range tr.Entries {
		got = append(got, tr.Delta(i))
	}
	if want := []int64{-1, -1, 700, 0, -1, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("got %d, want %d", got, want)
	}
}
