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
	id, title, goal, minutes text
	needs, rfc               []text
}

// split parts a file into front matter and body. Line is the line of the file on
// which the body begins.
func (r *report) split(source string) (head, body string, line int) {
	rest, ok := strings.CutPrefix(source, "---\n")
	if head, body, closed := strings.Cut(rest, "\n---\n"); ok && closed {
		return head, body, strings.Count(head, "\n") + 4
	}
	r.add(place{1, 1}, "a lesson begins with a line ---, then id, title, goal and minutes, then a line --- again")
	return "", source, 1
}

func (r *report) readFront(head string) front {
	var f front
	b := block{r, 2}
	n := b.parse(head)
	if n == nil {
		return f
	}
	b.mapping(n, "a lesson",
		key{"id", true, func(n ast.Node) { f.id = b.slug(n) }},
		key{"title", true, func(n ast.Node) { f.title = b.text(n) }},
		key{"goal", true, func(n ast.Node) { f.goal = b.text(n) }},
		key{"minutes", true, func(n ast.Node) { f.minutes = b.number(n) }},
		key{"needs", false, func(n ast.Node) { f.needs = b.texts(n) }},
		key{"rfc", false, func(n ast.Node) { f.rfc = b.citations(n) }},
	)
	return f
}

var slug = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`)

// slug reads a name that goes into URLs and goals.
func (b block) slug(n ast.Node) text {
	t := b.text(n)
	if !slug.MatchString(t.string) {
		b.add(t.at, "%q is no name; use letters, digits and hyphens", t.string)
	}
	return t
}

func (b block) number(n ast.Node) text {
	t := b.text(n)
	if minutes, err := strconv.Atoi(t.string); err != nil || minutes < 1 {
		b.add(t.at, "%q is no number of minutes; write digits alone, such as 20", t.string)
	}
	return t
}

func (b block) citations(n ast.Node) []text {
	list := b.texts(n)
	for _, t := range list {
		if !isCitation(t.string) {
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
