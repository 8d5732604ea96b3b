package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A compiler that does not know the experiment builds without it.
func TestExperimentFallsBack(t *testing.T) {
	t.Setenv("GOEXPERIMENT", "nosuchexperiment")
	if got := experiment(); got != "nosuchexperiment" {
		t.Errorf("got %q", got)
	}
	t.Setenv("GOEXPERIMENT", "")
	if got := experiment(); got != "" && got != "nogreenteagc" {
		t.Errorf("got %q", got)
	}
}

// A flag that the compiler does not know is found out before it breaks a build.
func TestKnows(t *testing.T) {
	if !knows(nil, "compile", "-V") {
		t.Error("the compiler does not know its own version flag")
	}
	if knows(nil, "compile", "-d=nosuchsetting=1", "-V") {
		t.Error("a setting that no compiler has is taken for known")
	}
}

// Every source of the program has its copy, the standard library's too.
func TestWithoutLines(t *testing.T) {
	t.Chdir("../..")
	name, err := withoutLines(t.TempDir(), "./wasm", false)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(content, &overlay); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for from, to := range overlay.Replace {
		copied, err := os.ReadFile(to)
		if err != nil || !strings.Contains(string(copied), directive+"package ") {
			t.Errorf("the copy of %s: %v", from, err)
		}
		found[filepath.Base(from)] = true
	}
	for _, want := range []string{"main_js.go", "export_js.go", "annotate.go", "proc.go", "builder.go"} {
		if !found[want] {
			t.Errorf("no copy of %s", want)
		}
	}
}
