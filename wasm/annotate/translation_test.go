package annotate

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// readFile is the language of one file.
func readFile(t testing.TB, file string) *language {
	t.Helper()
	read, err := readLanguage(bothParts(t, file))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return &read
}

// translations are the languages other than English, by file.
func translations(t *testing.T) map[string]*language {
	t.Helper()
	files, err := filepath.Glob("notes.*.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*language{}
	for _, file := range files {
		if file != "notes.en.txt" {
			all[file] = readFile(t, file)
		}
	}
	if len(all) == 0 {
		t.Fatal("no translations")
	}
	return all
}

// A translation fills in the same words and numbers as the English, chooses
// between forms by the same numbers, and leaves no note as it was.
func TestTranslationsFillInTheSame(t *testing.T) {
	english := readFile(t, "notes.en.txt")
	for file, other := range translations(t) {
		for k := nothing + 1; k < keys; k++ {
			if got, want := filled(other[k]), filled(english[k]); !slices.Equal(got, want) {
				t.Errorf("%s: %q fills in %q, the English %q", file, other[k], got, want)
			}
			if other[k] == english[k] {
				t.Errorf("%s: not translated: %s", file, english[k])
			}
		}
	}
}

// No English word is left in a translation, but for what stands on the wire.
func TestTranslationsAreWhole(t *testing.T) {
	for file, other := range translations(t) {
		for _, text := range other[nothing+1:] {
			if word := englishWord.FindString(text); word != "" {
				t.Errorf("%s: %q is left in: %s", file, word, text)
			}
		}
	}
}

var englishWord = regexp.MustCompile(`(?i)\b(the|and|or|of|with|for|your|you|this|that|not|are|message|reply|octets?|server's)\b`)

// filled names what a text fills in, a choice between forms with a bar.
func filled(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if m[2] != "" {
			m[1] += "|"
		}
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// The golden sessions hold in German what they hold in English: no note is too
// long for its line once the words are filled in, and none has braces left.
func TestGermanGoldenSessions(t *testing.T) {
	german := readFile(t, "notes.de.txt")
	for file, script := range scripts(t) {
		var tr transcript.Transcript
		a := Annotator{Masked: isMasked(file)}
		for _, line := range script {
			step(t, &tr, line)
			for ; a.done < len(tr.Entries); a.done++ {
				checkNote(t, &tr, a.done, german.note(a.remark(&tr, a.done)))
			}
		}
	}
}

// German quotes open low and close high, and the straight ones of the English,
// which look like something to type, do not come in by a slip.
func TestGermanTypography(t *testing.T) {
	for _, text := range readFile(t, "notes.de.txt")[nothing+1:] {
		if strings.ContainsAny(text, "\"'`´”’…") || strings.Contains(text, "  ") || strings.Contains(text, " - ") {
			t.Errorf("not German typography: %s", text)
		}
		open := false
		for _, r := range text {
			if open && r == '„' || !open && r == '“' {
				t.Errorf("quotes do not pair: %s", text)
			}
			open = r == '„' || open && r != '“'
		}
		if open {
			t.Errorf("a quote stays open: %s", text)
		}
	}
}
