package main

import (
	"os"
	"testing"
)

func TestParseUser(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"box", "a=b", "c:d"} {
		if err := os.Mkdir(name, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string][3]string{
		"ann:tea=box":             {"ann", "tea", "box"},
		"ann:two words=box":       {"ann", "two words", "box"},
		"ann:tea:time=box":        {"ann", "tea:time", "box"},
		"ann:tea=time=box":        {"ann", "tea=time", "box"},
		"ann:tea=a=b":             {"ann", "tea", "a=b"},
		"ann:tea=c:d":             {"ann", "tea", "c:d"},
		"J\u00f6rg:pa\u00df=box":  {"J\u00f6rg", "pa\u00df", "box"},
		"Jo\u0308rg:tea=box":      {"J\u00f6rg", "tea", "box"}, // one name, two keyboards
		"ann:tea=./box":           {"ann", "tea", "./box"},
		"ann@example.org:tea=box": {"ann@example.org", "tea", "box"},
	} {
		u, word, err := parseUser(text, "PASSWORD")
		if got := [3]string{u.name, word, u.mailbox}; err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "ann", "ann=box", "ann:tea", "ann:tea=", "ann:tea=nobox", ":tea=box", "ann:=box", "ann b:tea=box", "a\x07:tea=box"} {
		if u, word, err := parseUser(text, "PASSWORD"); err == nil {
			t.Errorf("%q: got %+v, %q, want an error", text, u, word)
		}
	}
}
