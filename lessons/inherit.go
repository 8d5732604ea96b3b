package lessons

import (
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// courseFile is the name of the file that tells of the course as a whole.
const courseFile = "course.md"

// courseDraft is a course while its file is read. Its zero value is a course
// without such a file.
type courseDraft struct {
	*report
	course   Course
	chapters []chapterDraft
	foreign  string // language of the folder, where it is a translation
	shared
}

type chapterDraft struct {
	id, title text
	shared
}

// readCourse reads course.md; its mistakes are in the report, so that what a
// lesson inherits is blamed on the file where it stands.
func readCourse(file, source string, dir folder) *courseDraft {
	c := &courseDraft{report: &report{file: file}}
	head, body, line := c.split(source, "a course begins with a line ---, then title, goal and chapters")
	if head.source != "" {
		c.readFront(head)
	}
	c.checkCitations(source)
	d := &draft{report: c.report, folder: dir, body: body, line: line}
	c.course.HTML = d.introduction()
	c.course.Files = d.lesson.Files
	return c
}

func (c *courseDraft) readFront(b block) {
	n := b.parse()
	if n == nil {
		return
	}
	b.mapping(n, "a course", append([]key{
		{"title", true, func(n yamlast.Node) { c.course.Title = b.text(n).string }},
		{"goal", true, func(n yamlast.Node) { c.course.Goal = b.text(n).string }},
		{"chapters", false, func(n yamlast.Node) { c.readChapters(b, n) }},
	}, b.sharedKeys(&c.shared)...)...)
}

func (c *courseDraft) readChapters(b block, n yamlast.Node) {
	b.sequence(n, func(n yamlast.Node) {
		var ch chapterDraft
		b.mapping(n, "a chapter", append([]key{
			{"id", true, func(n yamlast.Node) { ch.id = b.slug(n) }},
			{"title", true, func(n yamlast.Node) { ch.title = b.text(n) }},
		}, b.sharedKeys(&ch.shared)...)...)
		if c.chapter(ch.id.string) != nil {
			b.add(ch.id.at, "chapter %q stands in this course already; give this one another id", ch.id.string)
		}
		c.chapters = append(c.chapters, ch)
		c.course.Chapters = append(c.course.Chapters, Chapter{ch.id.string, ch.title.string})
	})
}

// chapter finds a chapter, or nil.
func (c *courseDraft) chapter(id string) *chapterDraft {
	for i := range c.chapters {
		if c.chapters[i].id.string == id {
			return &c.chapters[i]
		}
	}
	return nil
}

// sharedOf is what a lesson of that chapter inherits.
func (c *courseDraft) sharedOf(chapter string) shared {
	if ch := c.chapter(chapter); ch != nil {
		return ch.shared.or(c.shared)
	}
	return c.shared
}

func (c *courseDraft) chapterIDs() []string {
	var ids []string
	for _, ch := range c.chapters {
		ids = append(ids, ch.id.string)
	}
	return ids
}

// introduction renders the body of a course, which has prose alone.
func (d *draft) introduction() string {
	source := []byte(d.body)
	doc := parseMarkdown(intro, source)
	d.checkHTML(doc, d.place)
	d.collectFiles(doc, d.place)
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if read, f := d.fence(n, source); read != nil {
			d.add(place{f.line - 1, 1}, "blocks of data belong into lessons; the text of a course is an introduction")
		}
		d.checkProse(n, source)
	}
	intro.Renderer().Render(&d.out, source, doc) // a bytes.Buffer never fails
	return strings.TrimSpace(d.out.String())
}
