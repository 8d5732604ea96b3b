package lessons

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

func (p *page) checkImages() {
	p.inlines(func(n ast.Node, source []byte, at place) {
		image, ok := n.(*ast.Image)
		if !ok {
			return
		}
		if strings.TrimSpace(plainText(image, source)) == "" {
			p.add(at, "this image says nothing to those who cannot see it; describe it between the brackets")
		}
		to := string(image.Destination)
		switch u, err := url.Parse(to); {
		case err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/"):
			p.add(at, "an image lies beside its lesson; save %s there, and write the name of the file", to)
		case !p.beside(u.Path):
			p.add(at, "there is no image %s beside the lesson%s", to, didYouMean("", to, p.files()))
		}
	})
}

// plainText is what a node says, without its marks, and without the parts of some
// kinds.
func plainText(n ast.Node, source []byte, but ...ast.NodeKind) string {
	var b strings.Builder
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if slices.Contains(but, c.Kind()) {
			return ast.WalkSkipChildren, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			if entering {
				b.Write(c.Segment.Value(source))
			}
		case *ast.AutoLink:
			if entering {
				b.Write(c.Label(source))
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// looksLikeLink finds what was meant as a link and is none: a blank stands in the
// address, or the address of [a name][like this] is nowhere.
var looksLikeLink = regexp.MustCompile(`\]\([^)\s]+ [^")]*\)|\[[^][]+\]\[[^][]*\]`)

func (p *page) checkBrokenLinks() {
	for _, text := range p.passages {
		ast.Walk(text.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
				return ast.WalkContinue, nil
			}
			if found := looksLikeLink.FindString(plainText(n, text.source, ast.KindCodeSpan, ast.KindLink)); found != "" {
				p.add(text.where(offsetOf(n.FirstChild())), "%q is no link: an address has no blank in it, and a name such as [this] needs a line \"[this]: address\"", found)
			}
			return ast.WalkContinue, nil
		})
	}
}
