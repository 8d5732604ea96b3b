package annotate

import "testing"

func TestTimestampOf(t *testing.T) {
	for text, want := range map[string]string{
		"+OK ready":                           "",
		"+OK <1896.697170952@dewey> ready":    "<1896.697170952@dewey>",
		"+OK <beta> ready <1.2@x>":            "<1.2@x>",
		"+OK a < b <1.2@x> <3.4@y>":           "<1.2@x>",
		"+OK <ready":                          "",
		"+OK mail to <postmaster at x> @ > <": "",
	} {
		if got := timestampOf(text); got != want {
			t.Errorf("of %q: %q, want %q", text, got, want)
		}
	}
}
