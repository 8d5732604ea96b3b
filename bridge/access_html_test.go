package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAccessHTML holds the markup of every page, as the server sends it, to the
// standard: nesting, attributes, references between elements, labels, text of
// buttons. What scripts make of it later is for axe-core.
func TestAccessHTML(t *testing.T) {
	program := judge(t, "html-validate/bin/html-validate.mjs")
	site := startProgram(t, "-lessons", "testdata/puzzles").url
	dirs := map[bool]string{false: t.TempDir(), true: t.TempDir()} // by being German
	_, texts := pages(t, site)
	_, texts["/nothing/there/"] = fetch(t, site+"/nothing/there/")
	for path, text := range texts {
		name := strings.ReplaceAll(strings.Trim(path, "/"), "/", "-")
		writeFile(t, filepath.Join(dirs[strings.HasPrefix(path, "/de/")], name+".html"), text)
	}
	for german, dir := range dirs {
		t.Run(map[bool]string{false: "English", true: "German"}[german], func(t *testing.T) {
			t.Parallel()
			if out, err := validate(program, dir); err != nil {
				t.Errorf("%v\n%s", err, strings.ReplaceAll(out, dir+"/", ""))
			}
		})
	}
	t.Run("spoilt", func(t *testing.T) {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "spoilt.html"), "<!DOCTYPE html><html><body><p><button><button></p>")
		if _, err := validate(program, dir); err == nil {
			t.Error("nothing is found wrong in a spoilt page")
		}
	})
}

// validate judges all files of a folder.
func validate(program, dir string) (report string, err error) {
	config, err := filepath.Abs("../web/testdata/htmlvalidate.mjs")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("node", program, "--config", config, "--formatter", "text", dir)
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
