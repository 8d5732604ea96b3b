package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// report is what go test says of two dialogues and a function, one in parts.
const report = `{"Action":"run","Package":"p","Test":"TestDialogues"}
{"Action":"pass","Package":"p","Test":"TestDialogues/R70_R72_STAT"}
{"Action":"output","Package":"p","Test":"TestDialogues/R72_marks","Output":"want +OK\n"}
{"Action":"fail","Package":"p","Test":"TestDialogues/R72_marks"}
{"Action":"fail","Package":"p","Test":"TestDialogues"}
{"Action":"skip","Package":"p","Test":"TestR45Resets"}
{"Action":"pass","Package":"p","Test":"TestR44Idle/before"}
{"Action":"pass","Package":"p","Test":"TestR44Idle/after"}
{"Action":"pass","Package":"p","Test":"TestR44Idle"}
{"Action":"fail","Package":"p"}
`

func TestVerdicts(t *testing.T) {
	results, err := read(strings.NewReader(report), "native")
	if err != nil {
		t.Fatal(err)
	}
	more, err := read(strings.NewReader(`{"Action":"pass","Package":"q","Test":"TestDialogues/R70"}`), "network")
	if err != nil {
		t.Fatal(err)
	}
	results = append(results, more...)
	for rule, want := range map[string]string{
		"R70": "R70 native 1/1 network 1/1",
		"R72": "R72 native 1/2",
		"R44": "R44 native 2/2", // its two parts
		"R45": "R45",            // skipped, so it says nothing
		"R7":  "R7",
	} {
		if got := verdict(rule, results).String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTestsThatDidNotRun(t *testing.T) {
	for _, report := range []string{
		`{"Action":"output","Package":"p","Output":"undefined: rule\n"}` + "\n" + `{"Action":"fail","Package":"p"}`,
		"undefined: rule",
	} {
		if results, err := read(strings.NewReader(report), "native"); err == nil {
			t.Errorf("%s: read as %v", report, results)
		}
	}
}

func TestFunctions(t *testing.T) {
	folder := t.TempDir()
	dialogues := "== R72 R8 D1 a case\nconnect\n\n== T1 a session\nconnect\n"
	if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(dialogues), 0o644); err != nil {
		t.Fatal(err)
	}
	code, err := functions(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(code)) {
		if strings.HasPrefix(line, "func ") {
			got = append(got, line)
		}
	}
	want := []string{
		"func TestR8(t *testing.T)  { rule(t) }\n",
		"func TestR72(t *testing.T) { rule(t) }\n",
		"func TestD1(t *testing.T)  { rule(t) }\n",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
