package export

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestLanguagesAreComplete(t *testing.T) {
	for _, w := range languages {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s: no word for %q", w.language, v.Type().Field(i).Name)
			}
		}
		if slices.Contains(w.counts[:], "") {
			t.Errorf("%s counts %q", w.language, w.counts)
		}
		if _, err := os.Stat("../annotate/notes." + w.language + ".txt"); err != nil {
			t.Errorf("words without notes: %v", err)
		}
	}
	files, err := filepath.Glob("../annotate/notes.*.txt")
	if err != nil || len(files) != len(languages) {
		t.Errorf("%d languages of words for the notes %q (%v)", len(languages), files, err)
	}
}

// severities finds the calls of the page: en: { warning: '...', error: '...' }
var severities = regexp.MustCompile(`(?m)^\s*([a-z]{2}): \{ warning: '([^']+)', error: '([^']+)' \},$`)

// A file calls as the page does.
func TestCallsAreThoseOfThePage(t *testing.T) {
	modules, err := filepath.Glob("../../web/static/*.js")
	if err != nil {
		t.Fatal(err)
	}
	page := map[string][2]string{}
	for _, m := range modules {
		code, err := os.ReadFile(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range severities.FindAllStringSubmatch(string(code), -1) {
			page[m[1]] = [2]string{m[2], m[3]}
		}
	}
	for _, w := range languages {
		if page[w.language] != [2]string{w.warning, w.error} {
			t.Errorf("%s: files call %q and %q, the page %q", w.language, w.warning, w.error, page[w.language])
		}
	}
}

func TestFilesSpeakTheLanguageOfTheNotes(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "USER mrose", "PASS secret", "DELE")
	s.Language, s.Mask = "de", true
	for _, format := range []string{"markdown", "html", "text", "cast"} {
		text := file(t, s, format)
		if !strings.Contains(text, "POP3-Sitzung mit dewey") {
			t.Errorf("%s has no German title", format)
		}
		for _, word := range []string{"Zeilen", "verborgen", "Achtung.", "Regelverstoß."} {
			if format != "cast" && !strings.Contains(text, word) {
				t.Errorf("%s lacks %q", format, word)
			}
		}
		for _, word := range []string{"Take care", "Against", "session with", "masked"} {
			if strings.Contains(text, word) {
				t.Errorf("%s has %q", format, word)
			}
		}
	}
	if s.Language = "tlh"; !strings.Contains(file(t, s, "text"), "POP3 session with dewey") {
		t.Error("a language that nobody knows is not told in English")
	}
}
