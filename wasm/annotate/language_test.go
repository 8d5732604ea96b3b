package annotate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// keyNames are the names of the keys as they are declared, in order.
func keyNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, file := range []string{"keys.go", "keys_server.go", "keys_world.go"} {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				names = append(names, v.Names[0].Name)
			}
			return true
		})
	}
	return slices.DeleteFunc(names, func(name string) bool {
		return name == "nothing" || name == "clientKeys" || name == "worldKeys" || name == "keys"
	})
}

// Every language has each key, none besides, and all in the order of the code.
func TestLanguages(t *testing.T) {
	files, err := filepath.Glob("notes.*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no languages: %v", err)
	}
	want := keyNames(t)
	for _, file := range files {
		text := bothParts(t, file)
		var names []string
		for line := range strings.Lines(text) {
			if name, words, found := strings.Cut(strings.TrimSpace(line), ": "); found && name[0] != '#' {
				names = append(names, name)
				checkPlaceholders(t, words)
				checkLength(t, words)
			}
		}
		differ(t, strings.Join(names, "\n"), strings.Join(want, "\n"))
		if _, err := readLanguage(text); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// bothParts are the texts of a language, by the file of the first ones.
func bothParts(t testing.TB, file string) string {
	t.Helper()
	notes, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	world, err := os.ReadFile(strings.Replace(file, "notes.", "world.", 1))
	if err != nil {
		t.Fatal(err)
	}
	return string(notes) + string(world)
}

// The page speaks with the first part, and learns when it needs the other.
func TestSpeakWithTheFirstPart(t *testing.T) {
	before := spoken
	defer func() { spoken = before }()
	text, err := os.ReadFile("notes.en.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := Speak(string(text)); err != nil {
		t.Fatal(err)
	}
	var tr transcript.Transcript
	var a Annotator
	tr.Open("dewey")
	tr.Server([]byte("+OK\r\n"))
	if notes := a.Next(&tr); a.Lacks || len(notes[0].Text) < 20 {
		t.Errorf("lacks %v: %q", a.Lacks, notes)
	}
	tr.Say(transcript.Waited, "10 minutes have passed.")
	if notes := a.Next(&tr); !a.Lacks || notes[0].Text != "…" {
		t.Errorf("lacks %v: %q", a.Lacks, notes)
	}
}

func TestSpeakRefusesBrokenFiles(t *testing.T) {
	whole := strings.Repeat("key: Text.\n", int(keys)-1)
	if _, err := readLanguage("# a comment\n\n" + whole); err != nil {
		t.Fatal(err)
	}
	before := spoken
	for name, text := range map[string]string{
		"nothing":         "",
		"a note too few":  strings.TrimPrefix(whole, "key: Text.\n"),
		"a note too many": whole + "key: Text.\n",
		"a note unsaid":   strings.Replace(whole, "Text.", "", 1),
		"no key":          strings.Replace(whole, "key: ", "", 1),
		"a page of HTML":  "<!DOCTYPE html>\n<title>404</title>\n",
	} {
		if err := Speak(text); err == nil || !strings.HasPrefix(err.Error(), "annotate: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if spoken != before {
		t.Error("a broken file changed the language")
	}
}
