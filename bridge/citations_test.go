package main

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/lessons"
)

var (
	// citation finds RFC, its number, and what stands behind it up to the next word.
	citation = regexp.MustCompile(`RFC([ -]?)(\d{3,5})((?:,? (?:sections?|sec\.|chapter|§)|§)?)(?: ([0-9A-Z]+(?:\.[0-9]+)*))?`)
	// folded joins a comment that was broken in the middle of a citation.
	folded = regexp.MustCompile(`\s*\n\s*(?://|>|\*)?\s*`)
	// named is what has the name of an RFC in it and cites none: a size in IMAP is
	// called RFC822.SIZE (RFC 9051 section 2.3.4).
	named = strings.NewReplacer("RFC822.SIZE", "")
)

// badCitations explains what is wrong with the citations of a text.
func badCitations(text string) []string {
	var bad []string
	for _, m := range citation.FindAllStringSubmatch(named.Replace(folded.ReplaceAllString(text, " ")), -1) {
		whole, space, number, word, section := m[0], m[1], m[2], m[3], m[4]
		known, ok := lessons.Sections(number)
		switch {
		case space != " ":
			bad = append(bad, whole+`: write "RFC `+number+`"`)
		case !ok:
			bad = append(bad, whole+": no such RFC in lessons/sections.go")
		case word == "":
		case word != " section" || section == "":
			bad = append(bad, whole+`: write "RFC `+number+` section N", one section in each`)
		case !slices.Contains(known, section):
			bad = append(bad, whole+": no such section in lessons/sections.go")
		}
	}
	return bad
}

func TestCitations(t *testing.T) {
	tree := os.DirFS("..")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", "node_modules", "dist", "bin"}, d.Name()) {
			return fs.SkipDir
		}
		if !slices.Contains([]string{".go", ".md", ".js", ".templ"}, path.Ext(name)) || strings.HasSuffix(name, "_test.go") {
			return nil // tests may cite wrongly on purpose
		}
		text, err := fs.ReadFile(tree, name)
		for _, bad := range badCitations(string(text)) {
			t.Errorf("%s: %s", name, bad)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBadCitations(t *testing.T) {
	for text, want := range map[string]int{
		"see RFC 1939 section 5, and RFC 2449 section 8.1.2.": 0,
		"see RFC 1939\n// section 5 again":                    0,
		"RFC 1939 says":                                       0,
		"* 1 FETCH (RFC822.SIZE 120)":                         0,
		"RFC 1939 section 15":                                 1,
		"RFC 1939 section 5.1":                                1,
		"RFC 1939 sections 3 and 11":                          1,
		"RFC 1939, section 5":                                 1,
		"RFC 1939 §5":                                         1,
		"RFC1939 and RFC-2449":                                2,
		"RFC 9999":                                            1,
		"RFC 1939 section":                                    1,
	} {
		if got := badCitations(text); len(got) != want {
			t.Errorf("%q: %q, want %d", text, got, want)
		}
	}
}
