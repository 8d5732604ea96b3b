package near

import (
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	known := []string{"quit", "hang-up", "cable", "timeout", "server", "AUTHORIZATION"}
	for name, want := range map[string]string{
		"quit":                       "quit",
		"QIUT":                       "quit",
		"quti":                       "quit",
		"qui":                        "quit",
		"hangup":                     "hang-up",
		"time-out":                   "timeout",
		"authorisation":              "AUTHORIZATION",
		"autorisation":               "AUTHORIZATION",
		"bye":                        "",
		"":                           "",
		"c":                          "",
		"kabel":                      "",
		"servers and more":           "",
		strings.Repeat("quit", 1000): "",
	} {
		if got := Name(name, known); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// The nearest name wins, not the first that is near enough.
func TestNearestWins(t *testing.T) {
	if got := Name("disk-ful", []string{"disk-all", "disk-full", "disk-fuel"}); got != "disk-full" {
		t.Errorf("got %q", got)
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "ABC", 0}, {"abc", "acb", 1},
		{"abc", "abd", 1}, {"abc", "abcd", 1}, {"abcd", "acbd", 1}, {"kitten", "sitting", 3},
	} {
		if got := Slips(c.a, c.b); got != c.want || Slips(c.b, c.a) != got {
			t.Errorf("%q, %q: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
