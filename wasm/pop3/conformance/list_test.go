package conformance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3/conformance"
	"poplab/wasm/pop3/dialogue"
)

// TestNumbers wants R1 to R156 and D1 to D12, each once and in order.
func TestNumbers(t *testing.T) {
	want := append(names("R", 156), names("D", 12)...)
	var got []string
	for _, r := range all() {
		got = append(got, r.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rules are %q", got)
	}
}

func names(letter string, count int) []string {
	var list []string
	for i := range count {
		list = append(list, fmt.Sprint(letter, i+1))
	}
	return list
}

func all() []conformance.Rule {
	var list []conformance.Rule
	for _, c := range conformance.Chapters() {
		list = append(list, c.Rules...)
	}
	return list
}

// TestSentences wants whole sentences of a length that people read.
func TestSentences(t *testing.T) {
	for _, r := range all() {
		for _, text := range []string{r.Text, r.Here, r.Why} {
			if text != "" && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
				t.Errorf("%s: %q does not end a sentence", r.Name, text)
			}
			if len(text) > 260 || strings.Contains(text, "  ") {
				t.Errorf("%s: %q is too long, or has two spaces in a row", r.Name, text)
			}
		}
		if r.Level == conformance.Open && r.Why == "" {
			t.Errorf("%s: decided, and not said why", r.Name)
		}
	}
}

// world is where the examples happen: the timestamp and secret are those of
// RFC 1939 section 7.
const world = `profile rfc1939
timestamp <1896.697170952@dbc.mtview.ca.us>
user mrose
password secret
secret tanstaaf
message m1 m2

== %s
%s
`

// TestExamples plays the example of each rule against the engine.
func TestExamples(t *testing.T) {
	for _, r := range all() {
		if len(r.Example) == 0 {
			continue
		}
		t.Run(r.Name, func(t *testing.T) { play(t, r) })
	}
}

func play(t *testing.T, r conformance.Rule) {
	lines := r.Example
	if lines[0] != "connect" {
		lines = append([]string{"login mrose secret"}, lines...)
	}
	cases, err := dialogue.Parse("example", fmt.Sprintf(world, r.Name, strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	w, err := cases[0].World()
	if err != nil {
		t.Fatal(err)
	}
	if err := cases[0].Run(w, w.Dial); err != nil {
		t.Error(err)
	}
}
