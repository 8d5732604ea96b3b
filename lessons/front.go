package lessons

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// front is the front matter of a lesson, with the places that checks over the
// whole course need.
type front struct {
	id, title, goal, chapter text
	shared
}

// split parts a file into front matter and body. Line is the line of the file on
// which the body begins; what names the file in the message where that fails.
func (r *report) split(source, what string) (head block, body string, line int) {
	rest, ok := strings.CutPrefix(source, "---\n")
	if head, body, closed := strings.Cut(rest, "\n---\n"); ok && closed {
		return block{r, 2, head}, body, strings.Count(head, "\n") + 4
	}
	if head, closed := strings.CutSuffix(rest, "\n---"); ok && closed {
		return block{r, 2, head}, "", strings.Count(head, "\n") + 3
	}
	r.add(place{1, 1}, "%s, then a line --- again", what)
	return block{}, source, 1
}

const lessonBegins = "a lesson begins with a line ---, then id, title, goal and minutes"

// readFront reads the front matter of a lesson. What it does not say itself comes
// from its chapter or the course.
func (b block) readFront(c *courseDraft) front {
	var f front
	n := b.parse()
	if n == nil {
		return f
	}
	b.mapping(n, "a lesson", append([]key{
		{"id", true, func(n ast.Node) { f.id = b.slug(n) }},
		{"title", true, func(n ast.Node) { f.title = b.text(n) }},
		{"goal", true, func(n ast.Node) { f.goal = b.text(n) }},
		{"chapter", false, func(n ast.Node) { f.chapter = b.text(n) }},
	}, b.sharedKeys(&f.shared)...)...)
	if f.shared.or(c.sharedOf(f.chapter.string)).minutes.string == "" {
		b.add(b.first(n), "a lesson has no \"minutes\"; add \"minutes: ...\" here, or in course.md for all")
	}
	return f
}

// shared are the keys that a lesson inherits from its chapter, and a chapter from
// its course.
type shared struct {
	minutes, language, license text
	needs, rfc, authors        []text // nil where the key is not written
}

func (b block) sharedKeys(s *shared) []key {
	return []key{
		{"minutes", false, func(n ast.Node) { s.minutes = b.number(n, "number of minutes") }},
		{"needs", false, func(n ast.Node) { s.needs = b.texts(n) }},
		{"rfc", false, func(n ast.Node) { s.rfc = b.citations(n) }},
		{"language", false, func(n ast.Node) { s.language = b.language(n) }},
		{"authors", false, func(n ast.Node) { s.authors = b.texts(n) }},
		{"license", false, func(n ast.Node) { s.license = b.text(n) }},
	}
}

// or fills in what is not written from what is around it.
func (s shared) or(outer shared) shared {
	return shared{
		minutes:  one(s.minutes, outer.minutes),
		language: one(s.language, outer.language),
		license:  one(s.license, outer.license),
		needs:    some(s.needs, outer.needs),
		rfc:      some(s.rfc, outer.rfc),
		authors:  some(s.authors, outer.authors),
	}
}

func one(near, far text) text {
	if near.string != "" {
		return near
	}
	return far
}

func some(near, far []text) []text {
	if near != nil {
		return near
	}
	return far
}

var (
	slug = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`)
	lang = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`)
)

// slug reads a name that goes into URLs and goals.
func (b block) slug(n ast.Node) text {
	t := b.text(n)
	if t.string != "" && !slug.MatchString(t.string) {
		b.add(t.at, "%q is no name; use letters, digits and hyphens", t.string)
	}
	return t
}

func (b block) language(n ast.Node) text {
	t := b.text(n)
	if t.string != "" && !lang.MatchString(t.string) {
		b.add(t.at, "%q is no language; write its short form, such as en or de", t.string)
	}
	return t
}

// number reads a number from 1 on.
func (b block) number(n ast.Node, what string) text {
	t := b.text(n)
	if value, err := strconv.Atoi(t.string); t.string != "" && (err != nil || value < 1) {
		b.add(t.at, "%q is no %s; write digits alone, such as 20", t.string, what)
	}
	return t
}

// value is a number that has been checked.
func (t text) value() int {
	value, _ := strconv.Atoi(t.string)
	return value
}

func (b block) citations(n ast.Node) []text {
	list := b.texts(n)
	for _, t := range list {
		if t.string != "" && !isCitation(t.string) {
			b.add(t.at, "%q is no citation; write it as \"RFC 1939 section 5\"", t.string)
		}
	}
	return list
}

// plain drops the places.
func plain(list []text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.string)
	}
	return out
}
