package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A link to a heading is written as on code hosts, and leads there in the page.
func TestLinksToHeadings(t *testing.T) {
	for markdown, want := range map[string]string{
		"[a](#what-is-it)":              `<a href="#section-what-is-it">`,
		"[a](../L2/#what-is-it)":        `<a href="../L2/#section-what-is-it">`,
		"[a](https://example.org/a#b)":  `<a href="https://example.org/a#b">`,
		"[a](/reference/#b)":            `<a href="/reference/#b">`,
		"[a](notes.txt#b)":              `<a href="notes.txt#b">`,
		"[a](../L2/)":                   `<a href="../L2/">`,
		"[a](#)":                        `<a href="#">`,
		"## What is it?":                `<h2 id="section-what-is-it">`,
		"## Don't -- `STAT` *two*, `a`": `<h2 id="section-dont----stat-two-a">`,
		"## Grüße, 2 mal_da":            `<h2 id="section-grüße-2-mal_da">`,
	} {
		if got := body(t, markdown); !strings.Contains(got, want) {
			t.Errorf("%q\ngot  %s\nwant %s", markdown, got, want)
		}
	}
}

// What a lesson shows and leads to comes along; nothing else does.
func TestFilesBesideALesson(t *testing.T) {
	source := strings.Replace(right, "Text,", "![a](a.png) [b](./b.txt) [c](c.txt) [d](../d.txt) [e](/e.txt) ![f](https://example.org/f.png) [a](a.png)", 1)
	source = strings.Replace(source, "  - idea", "  - an ![idea](sub/g.png)", 1)
	list, err := Load(fstest.MapFS{
		"L/lesson.md": {Data: []byte(source)}, "d.txt": {}, "L/secret.txt": {},
		"L/a.png": {Data: []byte("A")}, "L/b.txt": {Data: []byte("B")}, "L/sub/g.png": {Data: []byte("G")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range list[0].Files {
		got += f.Name + "=" + string(f.Octets) + " "
	}
	if want := "a.png=A b.txt=B sub/g.png=G "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, err = Load(fstest.MapFS{"a.md": {Data: []byte(source)}, "b.txt": {Data: make([]byte, maxFile+1)}})
	if err == nil || !strings.Contains(err.Error(), "a.md:10:13: b.txt has 1048577 octets and may have 1048576") {
		t.Errorf("a large file: %v", err)
	}
}

func TestFilesBesideACourse(t *testing.T) {
	c, err := LoadCourse(fstest.MapFS{
		"course.md": {Data: []byte("---\ntitle: All\ngoal: All.\n---\n![A map](map.png), [begin](a/).\n")},
		"map.png":   {Data: []byte("M")}, "a/lesson.md": {Data: []byte(right)},
	})
	if err != nil || len(c.Files) != 1 || c.Files[0].Name != "map.png" || string(c.Files[0].Octets) != "M" {
		t.Errorf("%v %v", err, c.Files)
	}
	if merged := (Course{}).With(c); len(merged.Files) != 1 {
		t.Error("the files are lost on the way")
	}
}
