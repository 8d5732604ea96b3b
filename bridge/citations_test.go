package main

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sections are the sections of each RFC that may be cited. The page makes a
// link of every citation, so one that does not exist is a dead end. Add an
// RFC with the numbers of its table of contents.
var sections = map[string]string{
	"854":  "", // telnet, whose RFC has no section numbers
	"791":  "3.1 3.2",
	"1071": "1 2 3 4",
	"1081": "", // the first POP3; told about, never cited by section
	"1123": "2.1 3.2.6 5.2.1",
	"1225": "", // POP3 of 1991
	"1321": "1 2 3 3.1 3.2 3.3 3.4 3.5 4",
	"1460": "", // POP3 of 1993
	"1725": "", // POP3 of 1994
	"1734": "1 2 3",
	"1939": "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
	"1952": "2.3.1",
	"1957": "",
	"2045": "1 2 3 4 5 5.1 5.2 6 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 7 8 9",
	"2046": "1 2 3 4 4.1 5 5.1 5.1.1 5.1.2",
	"2047": "1 2 3 4 4.1 4.2 5 6 6.1 6.2",
	"2183": "1 2 2.1 2.2 2.3",
	"2195": "1 2 3 4 5",
	"2369": "1 2 3 3.1 3.2 3.3 3.4 3.5 3.6",
	"2449": "1 2 3 4 5 6 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 7 8 8.1 8.1.1 8.1.2 9 10 11 12",
	"2595": "1 1.1 1.2 2 2.1 2.2 2.3 2.4 2.5 3 3.1 3.2 4 5 5.1 6 7 8 9",
	"3206": "1 2 3 4 5 6 7 8",
	"4013": "1 2 2.1 2.2 2.3 2.4 2.5 3",
	"4291": "2.2 2.5.5.2",
	"4616": "1 2 3 4 5 6 7",
	"4648": "1 2 3 3.1 3.2 3.3 4 5",
	"5034": "1 2 3 4 5 6 7 8",
	"5246": "6.2 6.2.1 6.2.2 6.2.3 7.4",
	"5322": "2.1 2.1.1 2.1.2 2.2 2.2.1 2.2.2 2.2.3 2.3 3.1 3.2 3.3 3.4 3.4.1 3.5 3.6 3.6.1 3.6.2 3.6.3 3.6.4 3.6.5 3.6.6 3.6.7 3.6.8 4.5",
	"5737": "1 2 3 4",
	"5802": "1 2 2.1 2.2 3 4 5 5.1 6 7 8 9",
	"6376": "3.5 3.6",
	"6455": "1.3 4.1 4.2 5.1 5.2 5.3 5.4 5.5 5.5.1 5.5.2 5.5.3 5.6 7.1 7.4 7.4.1 7.4.2 10.2",
	"6856": "1 2 2.1 2.2 3 3.1 3.2 3.3 4 5 6 7",
	"6858": "1 2 2.1 3 4",
	"7628": "1 2 3 3.1 3.1.1 3.2 3.2.1 3.2.2 3.2.3 3.3 4 5",
	"7677": "1 2 3 4",
	"8200": "3 4 4.1 4.2 4.3 4.4 4.5",
	"8314": "1 2 3 3.1 3.2 3.3 3.4 4 4.1 5 5.1 7 7.1",
	"8446": "4 4.1 4.1.2 4.1.3 5 5.1 5.2 6 6.1 6.2",
	"8601": "2 2.1 2.2",
	"9293": "3.1 3.2 3.4 3.4.1 3.5 3.6 3.7 3.7.1 3.8 3.8.1 3.8.6.3 3.10.7",
	"9542": "2 2.1 2.2",
}

var (
	// citation finds RFC, its number, and what stands behind it up to the next word.
	citation = regexp.MustCompile(`RFC([ -]?)(\d{3,5})((?:,? (?:sections?|sec\.|chapter|§)|§)?)(?: ([0-9A-Z]+(?:\.[0-9]+)*))?`)
	// folded joins a comment that was broken in the middle of a citation.
	folded = regexp.MustCompile(`\s*\n\s*(?://|>|\*)?\s*`)
)

// badCitations explains what is wrong with the citations of a text.
func badCitations(text string) []string {
	var bad []string
	for _, m := range citation.FindAllStringSubmatch(folded.ReplaceAllString(text, " "), -1) {
		whole, space, number, word, section := m[0], m[1], m[2], m[3], m[4]
		known, ok := sections[number]
		switch {
		case space != " ":
			bad = append(bad, whole+`: write "RFC `+number+`"`)
		case !ok:
			bad = append(bad, whole+": no such RFC in sections")
		case word == "":
		case word != " section" || section == "":
			bad = append(bad, whole+`: write "RFC `+number+` section N", one section in each`)
		case !slices.Contains(strings.Fields(known), section):
			bad = append(bad, whole+": no such section in sections")
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
