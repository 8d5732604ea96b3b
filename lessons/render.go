package lessons

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	mdtext "github.com/yuin/goldmark/text"
)

// prose renders running text and hints; still is for quiz options, titles and
// notes, where a button would be in the way; intro is for the text of a course,
// which has no console and no facts. None lets HTML of the file through. Tables carry
// no alignment, since goldmark writes that as a style attribute, which the pages'
// content security policy refuses.
var (
	prose = newMarkdown(chips{buttons: true}, citations{}, facts{}, alerts{}, anchors{})
	still = newMarkdown(chips{}, facts{})
	intro = newMarkdown(citations{}, alerts{}, anchors{})
)

// noAddress fits nothing: lessons on mail are full of addresses, and none of them is
// there to be written to.
var noAddress = regexp.MustCompile(`[^\s\S]`)

func newMarkdown(more ...goldmark.Extender) goldmark.Markdown {
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))
	links := extension.NewLinkify(extension.WithLinkifyEmailRegexp(noAddress))
	return goldmark.New(
		goldmark.WithExtensions(append(more, tables, extension.Strikethrough, links)...),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
}

// parseMarkdown reads markdown with heading ids that cannot meet the ids of the
// page around it.
func parseMarkdown(md goldmark.Markdown, source []byte) ast.Node {
	ids := parser.WithIDs(&headingIDs{used: map[string]bool{}})
	return md.Parser().Parse(mdtext.NewReader(source), parser.WithContext(parser.NewContext(ids)))
}

// headingIDs gives "section-first-contact" for "First contact".
type headingIDs struct{ used map[string]bool }

func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := anchorPrefix + strings.Map(anchorRune, strings.TrimSpace(string(value)))
	id := base
	for n := 2; h.used[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	h.used[id] = true
	return []byte(id)
}

// anchorRune makes a name for links as code hosts do: letters in small, digits and
// hyphens, blanks as hyphens, and nothing else.
func anchorRune(r rune) rune {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	case r == ' ' || r == '-':
		return '-'
	case r == '_':
		return r
	}
	return -1
}

func (h *headingIDs) Put(value []byte) { h.used[string(value)] = true }

// html renders a text of the YAML. A text of one paragraph comes without <p>, so
// that it can stand in a label or a heading.
func (d *draft) html(b block, md goldmark.Markdown, t text) string {
	source := []byte(t.string)
	doc := parseMarkdown(md, source)
	at := func(int) place { return t.at }
	b.checkHTML(doc, at)
	d.collectFacts(doc, source, at)
	d.collectFiles(doc, at)
	var buf bytes.Buffer
	md.Renderer().Render(&buf, source, doc) // a bytes.Buffer never fails
	html := strings.TrimSpace(buf.String())
	if doc.ChildCount() == 1 && doc.FirstChild().Kind() == ast.KindParagraph {
		html = strings.TrimSuffix(strings.TrimPrefix(html, "<p>"), "</p>")
	}
	return html
}

// checkHTML notes HTML in markdown: it is not shown, so an author who writes
// USER <name> without backticks would lose the name. Comments are the author's
// own and may stand.
func (r *report) checkHTML(doc ast.Node, where func(offset int) place) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			r.noHTML(where(n.Segments.At(0).Start))
		case *ast.HTMLBlock:
			if n.HTMLBlockType != ast.HTMLBlockType2 {
				r.noHTML(where(n.Lines().At(0).Start))
			}
		}
		return ast.WalkContinue, nil
	})
}

func (r *report) noHTML(at place) {
	r.add(at, "HTML is not shown; write markdown, and put backticks around a text such as `USER <name>`")
}
