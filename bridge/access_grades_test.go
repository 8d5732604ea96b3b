package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// graded is what Lighthouse says of a page.
type graded struct {
	URL    string         `json:"url"`
	Grades map[string]int `json:"grades"` // by category, of 100
	Costs  []string       `json:"costs"`  // why a grade is less
	Speed  int            `json:"speed"`  // of the machine meanwhile, as Lighthouse measures it
}

// perfect are the categories in which every page that is graded gets 100. They hang
// on the page alone, not on the machine.
var perfect = []string{"accessibility", "best-practices", "seo"}

// attempts are how often a page may be graded for its speed; the best counts. A machine
// that has other things to do makes a page slower, never faster.
const attempts = 5

// TestAccessGrades wants the best grades from Lighthouse: for the home page on a
// desktop, and for pages of each kind on the telephone and the network that it simulates.
func TestAccessGrades(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	judge(t, "lighthouse/package.json")
	site := startProgram(t).url
	for _, c := range []struct {
		screen string
		least  int // grade of the home page for performance
		paths  []string
	}{
		{"desktop", 100, []string{"/"}},
		{"mobile", 95, []string{"/", "/lessons/", "/lessons/L1/", "/practice/"}},
	} {
		var urls []string
		for _, path := range c.paths {
			urls = append(urls, site+path)
		}
		pages := grades(t, c.screen, urls...)
		for _, page := range pages {
			page.log(t, c.screen)
			for _, category := range perfect {
				if got := page.Grades[category]; got != 100 {
					t.Errorf("%s, %s: %d for %s:\n%s", page.URL, c.screen, got, category, strings.Join(page.Costs, "\n"))
				}
			}
		}
		home := pages[0]
		for try := 1; try < attempts && home.Grades["performance"] < c.least; try++ {
			home = grades(t, c.screen, site+"/")[0]
			home.log(t, c.screen)
		}
		if got := home.Grades["performance"]; got < c.least {
			t.Errorf("%s, %s: %d for performance, want %d:\n%s", home.URL, c.screen, got, c.least, strings.Join(home.Costs, "\n"))
		}
	}
}

func (g graded) log(t *testing.T, screen string) {
	t.Logf("%s, %s: %d for performance at speed %d\n%s", g.URL, screen, g.Grades["performance"], g.Speed, strings.Join(g.Costs, "\n"))
}

// grades lets Lighthouse grade pages, one after another.
func grades(t *testing.T, screen string, urls ...string) (list []graded) {
	t.Helper()
	script, err := filepath.Abs("../web/testdata/lighthouse.mjs")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", slices.Concat([]string{script, chromium(t), screen}, urls)...).Output()
	if err != nil {
		t.Fatalf("Lighthouse: %v\n%s", err, stderrOf(err))
	}
	if err := json.Unmarshal(out, &list); err != nil || len(list) != len(urls) {
		t.Fatalf("Lighthouse says %.300q: %v", out, err)
	}
	return list
}

func stderrOf(err error) string {
	if exit, ok := err.(*exec.ExitError); ok {
		return string(exit.Stderr)
	}
	return ""
}
