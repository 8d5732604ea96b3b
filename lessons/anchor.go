package lessons

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// anchorPrefix keeps the ids of headings apart from those of the page around them.
const anchorPrefix = "section-"

// anchors is the markdown extension by which links to headings, of this lesson or
// another, are written as code hosts have them: "#first-contact".
type anchors struct{}

func (anchors) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(anchors{}, 100)))
}

// Transform leads the links to the ids that the headings have in the page.
func (anchors) Transform(doc *ast.Document, _ mdtext.Reader, _ parser.Context) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			link.Destination = []byte(anchored(string(link.Destination)))
		}
		return ast.WalkContinue, nil
	})
}

// anchored is a link as the page needs it. One that leads out of the lessons stays.
func anchored(to string) string {
	page, heading, found := strings.Cut(to, "#")
	if !found || heading == "" || page != "" && !strings.HasPrefix(page, "../") {
		return to
	}
	return page + "#" + anchorPrefix + heading
}
