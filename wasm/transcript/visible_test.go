package transcript

import (
	"testing"
	"testing/quick"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"STAT":             "STAT",
		"a\tb":             "a\tb",
		"ST\x08AT\x1b[A":   "ST␈AT␛[A",
		"\x00\x7f":         "␀␡",
		"für":              "für",
		"caf\xe9":          `caf\xE9`,
		"\u202Etxt\u200B":  `\u202Etxt\u200B`,
		"\u0085":           `\u0085`,
		"\xff\xf4\xff\xfd": `\xFF\xF4\xFF\xFD`,
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
	if err := quick.Check(func(octets []byte) bool { return utf8.ValidString(Visible(string(octets))) }, nil); err != nil {
		t.Error(err)
	}
}
