package conformance

import (
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	got, err := parse(`# A comment.

== First

R1 must RFC 1939 section 3
One sentence
on two lines.
C: STAT
S: +OK ...

D1 open RFC 1939 section 4
A question?
Here: An answer
on two lines.
Why: A reason.
`)
	want := []Chapter{{"First", []Rule{
		{Name: "R1", Level: Must, RFC: "RFC 1939 section 3", Text: "One sentence on two lines.", Example: []string{"C: STAT", "S: +OK ..."}},
		{Name: "D1", Level: Open, RFC: "RFC 1939 section 4", Text: "A question?", Here: "An answer on two lines.", Why: "A reason."},
	}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"R1 must RFC 1939 section 3\nText.":                                "1: R1 stands in no chapter",
		"== A\nR1 must RFC 1939\nText.":                                    "2: expected NAME LEVEL CITATION",
		"== A\nR01 must RFC 1939 section 3\nText.":                         "2: expected NAME LEVEL CITATION",
		"== A\nR1 shall RFC 1939 section 3\nText.":                         "2: expected NAME LEVEL CITATION",
		"== A\n\nR1 must RFC 1939 section 3\n\n":                           "4: R1 says nothing",
		"== A\nR1 must RFC 1939 section 3\nText.\nC: STAT\nMore.\n":        "5: words stand before the example",
		"== A\nR1 may RFC 1939 section 3\nText.\n\n":                       "4: R1: Here belongs to may and open",
		"== A\nR1 must RFC 1939 section 3\nText.\nHere: So.\n\n":           "5: R1: Here belongs to may and open",
		"== A\nD1 may RFC 1939 section 3\nText.\nHere: So.\n\n":            "5: D1: the points of level open",
		"== A\nR1 open RFC 1939 section 3\nText.\nHere: So.\nWhy: So.\n\n": "6: R1: the points of level open",
	} {
		if _, err := parse(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestVerdict(t *testing.T) {
	for line, want := range map[string]string{
		"R70 native 2/2 WASM 2/2 network 2/2": "passes",
		"R71 native 2/2 WASM 1/2":             "fails",
		"R72":                                 "not tested",
	} {
		v, err := parseVerdict(line)
		if err != nil || v.Word() != want || v.String() != line {
			t.Errorf("%q: %q, %q, %v", line, v.Word(), v, err)
		}
	}
	for _, line := range []string{"", "R70 native", "R70 native two"} {
		if v, err := parseVerdict(line); err == nil {
			t.Errorf("%q is read as %v", line, v)
		}
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]string{
		"R72 R78 marked messages are not counted": "R72 R78",
		"TestDialogues/R8_D1_exactly_one_space":   "R8 D1",
		"TestDialogues/T4_R63_the_session_of_R1":  "R63",
		"TestDialogues/R4_R6_keywords#01":         "R4 R6",
		"TestDialogues/L1_first_contact":          "",
		"TestR44IdleTenMinutes":                   "R44",
		"TestR44R45Idle/while_nothing_comes":      "R44 R45",
		"TestR101":                                "R101",
		"TestRetr":                                "",
		"TestDial":                                "",
		"a case that mentions R70 in passing":     "",
	} {
		if got := strings.Join(Named(name), " "); got != want {
			t.Errorf("%q names %q, want %q", name, got, want)
		}
	}
}
