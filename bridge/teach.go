package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"poplab/bridge/site"
	"poplab/lessons"
	"poplab/web"
)

// classroom keeps the site in step with a folder of lessons, whatever its authors do
// to it: a lesson that is broken says so on its own page, and all others stay.
type classroom struct {
	dir     string // "" where there is no such folder
	builtin lessons.Course
	site    *site.Site
	out     io.Writer // where problems are told
	told    string    // what was told last
	linter  lessons.Linter

	seen   string                    // the look at the folder that belongs to what was found
	found  lessons.Findings          // in it
	own    lessons.Course            // what was found when it could be read last
	last   map[string]lessons.Lesson // its lessons by file, each as it was last right
	moved  map[string]string         // from the paths that lessons had to those that they have
	broken []string                  // paths of the lessons that are not right now
}

// newClassroom reads the lessons that come with poplab, and those of a folder.
func newClassroom(dir string, out io.Writer) (*classroom, error) {
	builtin, err := lessons.LoadCourse(lessons.Builtin())
	if err != nil {
		return nil, err
	}
	c := &classroom{dir: dir, builtin: builtin, out: out, moved: map[string]string{}}
	if dir != "" {
		c.read(look(dir))
	}
	return c, nil
}

// read looks for lessons, and for all that is wrong with them. Seen is the look at
// the folder before that.
func (c *classroom) read(seen string) {
	c.seen, c.found = seen, c.linter.Lint(os.DirFS(c.dir), c.builtin.Lessons...)
	if !ofFolder(c.found.Problems) {
		c.remember()
	}
}

// showOn puts what was read on a site, and tells what is wrong.
func (c *classroom) showOn(s *site.Site) {
	c.site = s
	if c.dir != "" {
		c.show()
	}
}

// show puts what was read on the site. What is wrong is told, and never ends the
// server.
func (c *classroom) show() {
	c.tell(c.found.Problems)
	r := site.Remarks{Mistakes: map[string][]web.Mistake{}, Broken: c.broken, Moved: c.moved}
	for _, p := range c.found.Problems {
		for _, path := range c.pathsOf(p.File) {
			r.Mistakes[path] = append(r.Mistakes[path], c.mistake(p))
		}
	}
	if err := c.site.Show(c.course(), r); err != nil {
		fmt.Fprintln(c.out, "poplab:", err)
	}
}

// ofFolder says whether the folder could not be read as a whole. Then it says
// nothing about its lessons, and what was there stays on the site.
func ofFolder(problems []lessons.Problem) bool {
	return len(problems) == 1 && problems[0].Line == 0
}

// tell prints the problems when they are others than before.
func (c *classroom) tell(problems []lessons.Problem) {
	var text strings.Builder
	for _, p := range problems {
		fmt.Fprintln(&text, inFolder(c.dir, p))
	}
	if text.String() == c.told {
		return
	}
	c.told = text.String()
	io.WriteString(c.out, cmp.Or(c.told, "The lessons in "+c.dir+" are right again.\n"))
}

// remember keeps the lessons for the time when they are broken.
func (c *classroom) remember() {
	now, taken := map[string]lessons.Lesson{}, map[string]bool{}
	for _, l := range c.found.Course.All() {
		if before, ok := c.last[l.File]; ok && before.ID != l.ID {
			c.moved[pathOf(before)] = pathOf(l)
		}
		now[l.File], taken[pathOf(l)] = l, true
	}
	c.broken = nil
	for _, l := range c.found.Broken {
		now[l.File] = c.standIn(l)
		if path := pathOf(now[l.File]); !taken[path] {
			c.broken = append(c.broken, path)
		}
	}
	c.own, c.last = c.found.Course, now
}

// standIn is what stands in the course for a lesson that is broken: the lesson as
// it was, or no more than its name.
func (c *classroom) standIn(broken lessons.Lesson) lessons.Lesson {
	if last, ok := c.last[broken.File]; ok {
		return last
	}
	id := broken.ID
	if id == "" || id != lessons.IDOf(id) {
		id = nameOf(broken.File)
	}
	return lessons.Lesson{
		ID: id, Title: cmp.Or(broken.Title, id), Goal: cmp.Or(broken.Goal, "This lesson has mistakes."),
		Minutes: broken.Minutes, Chapter: broken.Chapter, File: broken.File,
	}
}

// nameOf makes an id of the name of a file: tea.md and tea/lesson.md give "tea".
func nameOf(file string) string {
	folder, name := path.Split(file)
	if name == "lesson.md" && folder != "" {
		return lessons.IDOf(path.Base(folder))
	}
	return lessons.IDOf(strings.TrimSuffix(name, ".md"))
}

// right is the course that comes with poplab, with the lessons of the folder that
// are right.
func (c *classroom) right() lessons.Course { return c.builtin.With(c.own) }

// course has those that are broken too, as they were or by their names.
func (c *classroom) course() lessons.Course {
	own, right := c.own, c.own.All()
	own.Lessons = slices.Clone(own.Lessons)
	for _, file := range slices.Sorted(maps.Keys(c.last)) {
		l := c.last[file]
		known := func(other lessons.Lesson) bool { return strings.EqualFold(other.ID, l.ID) }
		if !slices.ContainsFunc(right, known) && !l.IsDrill() {
			own.Lessons = append(own.Lessons, l)
		}
	}
	return c.builtin.With(own)
}

// The pages of lessons.
const (
	listPath  = "/lessons/"
	drillPath = "/practice/drill/"
)

func pathOf(l lessons.Lesson) string {
	if l.IsDrill() {
		return drillPath
	}
	return listPath + l.ID + "/"
}

// pathsOf are the pages that a file is about: that of its lesson. What is no lesson
// is about the course; the folder is about all.
func (c *classroom) pathsOf(file string) []string {
	if l, ok := c.last[file]; ok {
		return []string{pathOf(l)}
	}
	if language, rest, below := strings.Cut(file, "/"); below && slices.Contains(lessons.Languages, language) {
		tree := "/" + language
		if l, ok := c.last[rest]; ok {
			return []string{tree + pathOf(l)}
		}
		return []string{tree + listPath}
	}
	paths := []string{listPath}
	if file == "." {
		for _, l := range c.last {
			paths = append(paths, pathOf(l))
		}
	}
	return paths
}

// mistake adds the lines of the file to a problem.
func (c *classroom) mistake(p lessons.Problem) web.Mistake {
	m := web.Mistake{Problem: inFolder(c.dir, p)}
	if text, err := os.ReadFile(filepath.Join(c.dir, filepath.FromSlash(p.File))); err == nil {
		m.Excerpt = p.Excerpt(string(text))
	}
	return m
}
