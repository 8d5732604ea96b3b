package annotate

import (
	"os"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// readFile is the language of one file.
func readFile(t *testing.T, file string) *language {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readLanguage(string(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return &read
}

// A translation fills in the same words and numbers as the English, and chooses
// between forms by the same numbers.
func TestTranslationFillsInTheSame(t *testing.T) {
	english, german := readFile(t, "notes.en.txt"), readFile(t, "notes.de.txt")
	for k := nothing + 1; k < keys; k++ {
		got, want := filled(german[k]), filled(english[k])
		if !slices.Equal(got, want) {
			t.Errorf("%q fills in %q, the English %q", german[k], got, want)
		}
		if german[k] == english[k] {
			t.Errorf("not translated: %s", english[k])
		}
	}
}

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
