package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzLoad reads any file as a lesson: there is a lesson that can be played, or
// problems that name places in the file.
func FuzzLoad(f *testing.F) {
	f.Add(right)
	f.Add(Skeleton("a"))
	f.Add("---\n\r\r\r\rid\n---\n")
	f.Add("```task\nfields:\n  -\n  -\n```\n")
	for _, s := range slips {
		f.Add("---\nid: a\ntitle: b\ngoal: c\nminutes: 1\n---\n" + s.old + "\n" + s.new)
	}
	f.Fuzz(func(t *testing.T, source string) {
		course, err := LoadCourse(fstest.MapFS{"a.md": {Data: []byte(source)}})
		if err != nil {
			checkPlaces(t, err, source)
			return
		}
		if err := course.Replay(); err != nil {
			checkPlaces(t, err, source)
		}
	})
}

// checkPlaces says whether each problem has a sentence and a place in the file.
func checkPlaces(t *testing.T, err error, source string) {
	t.Helper()
	lines := strings.Split(source, "\n")
	for _, p := range problemsOf(err) {
		if p.Message == "" || p.File != "a.md" || p.Line < 1 || p.Line > len(lines)+1 || p.Column < 1 {
			t.Errorf("%d lines: %v", len(lines), p)
		}
	}
}
