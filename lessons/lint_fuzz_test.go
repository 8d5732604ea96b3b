package lessons

import (
	"strings"
	"testing"
)

// FuzzLint reads any file as a lesson among others: what is wrong with it has a
// place in it, and nothing of it is our own mistake.
func FuzzLint(f *testing.F) {
	f.Add(right)
	f.Add(Skeleton("T1"))
	f.Add(strings.Replace(right, "- answer size is 120", "- \"\"\n  - command DELE never sent", 1))
	for _, cases := range ruleCases {
		for _, c := range cases {
			f.Add(strings.Replace(right, c.old, c.new, 1))
		}
	}
	var linter Linter // which plays the other lessons once
	f.Fuzz(func(t *testing.T, source string) {
		lines := strings.Count(source, "\n") + 1
		for _, p := range linter.Lint(course(source)).Problems {
			switch {
			case strings.Contains(p.Message, ourBug):
				t.Fatal(p)
			case p.Message == "" || p.Line < 1 || p.Column < 1:
				t.Errorf("a problem without a place: %v", p)
			case p.File == "T1/lesson.md" && (p.Line > lines+1 || p.Line <= lines && len(p.Excerpt(source)) == 0):
				t.Errorf("%d lines, but: %v", lines, p)
			}
		}
	})
}
