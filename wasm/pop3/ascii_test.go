package pop3

import (
	"strings"
	"testing"
)

func TestASCIICase(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"STAT", "stat", true}, {"sTaT", "StAt", true}, {"STAT", "STA", false}, {"STAT", "LIST", false},
		{"a@z[`{", "A@Z[`{", true}, {"@", "`", false}, {"[", "{", false},
		{"\u017ftat", "STAT", false}, {"\u212a", "k", false}, {"\xff", "\xff", true},
	} {
		if got := EqualFold(test.a, test.b); got != test.want {
			t.Errorf("EqualFold(%q, %q) = %v", test.a, test.b, got)
		}
	}
	ascii := make([]byte, 0x80)
	for i := range ascii {
		ascii[i] = byte(i)
	}
	if s := string(ascii); Upper(s) != strings.ToUpper(s) || Lower(s) != strings.ToLower(s) {
		t.Errorf("%q, %q", Upper(s), Lower(s))
	}
	if s := "\xe4\u00e4\u0131"; Upper(s) != s || Lower(s) != s {
		t.Errorf("octets beyond ASCII changed: %q, %q", Upper(s), Lower(s))
	}
}

func TestDecimal(t *testing.T) {
	for _, test := range []struct {
		in string
		n  int
		ok bool
	}{
		{"0", 0, true}, {"007", 7, true}, {"4294967297", 4294967297, true}, {"18446744073709551617", Largest, true},
		{strings.Repeat("9", 300), Largest, true}, {"", 0, false}, {"-1", 0, false}, {"+1", 0, false}, {"1a", 0, false}, {"1 ", 0, false},
	} {
		if n, ok := Decimal(test.in); n != test.n || ok != test.ok {
			t.Errorf("Decimal(%q) = %d, %v", test.in, n, ok)
		}
	}
}
