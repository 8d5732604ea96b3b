package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// graded is what Lighthouse says of a page.
type graded struct {
	URL    string         `json:"url"`
	Grades map[string]int `json:"grades"` // by category, of 100
	Costs  []string       `json:"costs"`  // why a grade is less
}

// perfect are the categories in which every page that is graded gets 100. They hang
// on the page alone, not on the machine.
var perfect = []string{"accessibility", "best-practices", "seo"}

// TestAccessGrades wants the best grades from Lighthouse: for the home page on a
// desktop, and for pages of each kind on the telephone and the network that it
// simulates. web/testdata/lighthouse.mjs says how a busy machine does not decide.
func TestAccessGrades(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	judge(t, "lighthouse/package.json")
	site := startProgram(t).url
	for _, c := range []struct {
		screen string
		least  int // points of the first page for performance; the others are told alone
		paths  []string
	}{
		{"desktop", 100, []string{"/"}},
		{"mobile", 95, []string{"/", "/lessons/", "/lessons/L1/", "/practice/"}},
	} {
		for i, page := range grades(t, c.screen, c.least, site, c.paths) {
			costs := c.paths[i] + ", " + c.screen + ":\n" + strings.Join(page.Costs, "\n")
			t.Logf("%d for the performance of %s", page.Grades["performance"], costs)
			if got := page.Grades["performance"]; i == 0 && got < c.least {
				t.Errorf("%d for performance, want %d: %s", got, c.least, costs)
			}
			for _, category := range perfect {
				if got := page.Grades[category]; got != 100 {
					t.Errorf("%d for %s: %s", got, category, costs)
				}
			}
		}
	}
}

// grades lets Lighthouse grade pages, one after another.
func grades(t *testing.T, screen string, least int, site string, paths []string) (list []graded) {
	t.Helper()
	script, err := filepath.Abs("../web/testdata/lighthouse.mjs")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{script, chromium(t), screen, strconv.Itoa(least)}
	for _, path := range paths {
		args = append(args, site+path)
	}
	cmd := exec.Command("node", args...)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("Lighthouse: %v\n%s", err, complaints.String())
	}
	if err := json.Unmarshal(out, &list); err != nil || len(list) != len(paths) {
		t.Fatalf("Lighthouse says %.300q: %v", out, err)
	}
	return list
}
