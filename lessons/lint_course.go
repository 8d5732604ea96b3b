package lessons

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// lintedCourse is what rules have to know of the files around a page.
type lintedCourse struct {
	fsys    fs.FS
	pages   []*page
	known   []Lesson // that come with poplab
	lessons []Lesson // that can be shown, in order
}

// page is the page of a lesson, or nil.
func (c *lintedCourse) page(id string) *page {
	for _, p := range c.pages {
		if p.id() == id {
			return p
		}
	}
	return nil
}

// ids are those of all lessons to which one may lead.
func (c *lintedCourse) ids() []string {
	var list []string
	for _, p := range c.pages {
		if p.isLesson() {
			list = append(list, p.id())
		}
	}
	for _, l := range c.known {
		list = append(list, l.ID)
	}
	return list
}

func (p *page) id() string { return only(p.front, "id").string }

// isLesson says whether the page is one, and not course.md or a file of claims.
func (p *page) isLesson() bool { return p.id() != "" && !isCourse(p.file) }

// beside says whether a file lies beside that of the page.
func (p *page) beside(name string) bool {
	info, err := fs.Stat(p.course.fsys, path.Join(path.Dir(p.file), name))
	if err != nil {
		info, err = fs.Stat(p.course.fsys, besideOriginal(p.file, name))
	}
	return err == nil && !info.IsDir()
}

// files are the names of the files beside that of the page.
func (p *page) files() []string {
	entries, err := fs.ReadDir(p.course.fsys, path.Dir(p.file))
	if err != nil {
		return nil // then nothing can be proposed
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// checkNeedsOrder finds lessons that come before one that they need, and such that
// need each other.
func (p *page) checkNeedsOrder() {
	self := p.course.position(p.id())
	for _, need := range under(p.front, "needs") {
		other := p.course.position(need.string)
		switch way := p.course.way(need.string, p.id(), nil); {
		case self < 0 || other < 0 || !p.isLesson():
		case way != nil:
			p.add(need.at, "this lesson needs itself: %s", strings.Join(append([]string{p.id()}, way...), " needs "))
		case other > self:
			p.add(need.at, "lesson %q comes behind this one in the course; need an earlier one, or change the ids or chapters", need.string)
		}
	}
}

// position is the place of a lesson in the course, or -1.
func (c *lintedCourse) position(id string) int {
	return slices.IndexFunc(c.lessons, func(l Lesson) bool { return l.ID == id })
}

// way leads from one lesson to another over what each needs, or is nil. Those on
// the way already are not visited again.
func (c *lintedCourse) way(from, to string, visited []string) []string {
	if from == to {
		return []string{to}
	}
	at := c.position(from)
	if at < 0 || slices.Contains(visited, from) {
		return nil
	}
	for _, need := range c.lessons[at].Needs {
		if rest := c.way(need, to, append(visited, from)); rest != nil {
			return append([]string{from}, rest...)
		}
	}
	return nil
}

// parts are what a lesson of a course has beside its tasks, each in one of these
// blocks.
var parts = []struct {
	name   string
	blocks []string
}{
	{"questions for the learner to check what stayed", []string{"quiz"}},
	{"the whole session as a transcript", []string{"pop3", "replay"}},
}

// checkParts holds lessons to what readers of a course come to expect of each. A
// lesson outside of all chapters may be as short as it likes.
func (p *page) checkParts() {
	if !p.isLesson() || only(p.front, "chapter").string == "" {
		return
	}
	for _, part := range parts {
		has := func(b dataBlock) bool { return slices.Contains(part.blocks, b.word) }
		if !slices.ContainsFunc(p.blocks, has) {
			p.add(place{p.line, 1}, "every lesson of a chapter has %s; add a ```%s block", part.name, part.blocks[0])
		}
	}
	if at := p.course.position(p.id()); at >= 0 && len(p.course.lessons[at].RFC) == 0 {
		p.add(place{2, 1}, "every lesson of a chapter names what it stands on; add \"rfc:\" with a citation such as \"RFC 1939 section 5\"")
	}
}
