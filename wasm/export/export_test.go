package export

import (
	"mime"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	names := map[string]bool{}
	for _, f := range Formats() {
		if names[f.Name] || f.Name == "" || f.Extension == "" {
			t.Errorf("%+v is not told from the others", f)
		}
		names[f.Name] = true
		if _, _, err := mime.ParseMediaType(f.Type); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// offered finds the formats in the menu of the page: ['markdown', 'Markdown', t('...')],
var offered = regexp.MustCompile(`(?m)^  \['([a-z]+)', (?:t\()?'[^']+'\)?, t\('[^']+'\)\],$`)

func TestThePageOffersEveryFormat(t *testing.T) {
	code, err := os.ReadFile("../../web/static/save.js")
	if err != nil {
		t.Fatal(err)
	}
	var page, table []string
	for _, m := range offered.FindAllStringSubmatch(string(code), -1) {
		page = append(page, m[1])
	}
	for _, f := range Formats() {
		table = append(table, f.Name)
	}
	if !slices.Equal(page, table) {
		t.Errorf("the page offers %q, the table has %q", page, table)
	}
}

func TestFileNames(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "USER mrose", "PASS secret", "RETR 2")
	s.Exchange = len(s.Transcript.Exchanges) - 1
	for _, c := range []struct{ host, format, name string }{
		{"dewey", "markdown", "poplab-dewey.md"},
		{"dewey", "eml", "poplab-dewey-2.eml"},
		{"other", "eml", "poplab-dewey-2.eml"},
		{"", "text", "poplab.txt"},
		{`../a b:"\x`, "html", "poplab-.._a_b___x.html"},
		{"Größe.example", "cast", "poplab-Gr____e.example.cast"},
	} {
		s.Host = c.host
		f, err := s.Save(c.format)
		if err != nil || f.Name != c.name {
			t.Errorf("%s of %q is named %q (%v), want %q", c.format, c.host, f.Name, err, c.name)
		}
	}
}

func TestWhatCannotBeSaved(t *testing.T) {
	if _, err := fed(false, "S: +OK").Save("word"); err != NoFormat {
		t.Errorf("a format that there is not: %v", err)
	}
	for _, f := range Formats() {
		if _, err := fed(false).Save(f.Name); err != Empty {
			t.Errorf("%s of nothing: %v", f.Name, err)
		}
	}
}

// A problem is shown to people as it stands.
func TestProblemsAreSentences(t *testing.T) {
	for _, p := range []Problem{NoFormat, Empty, NoMessage, OnlyTop, Refused, Coming, CutShort, Gaps} {
		if text := p.Error(); !strings.HasSuffix(text, ".") || strings.Count(text, " ") < 3 {
			t.Errorf("%q is no sentence", text)
		}
	}
}
