package lessons

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"poplab/wasm/near"
)

// sitePages are the pages of the site to which a lesson may lead, besides lessons.
var sitePages = []string{"/", "/practice/", "/practice/drill/", "/lessons/", "/annotate/", "/bridge/", "/reference/"}

// place is the place of an offset into a value. The columns of a text that YAML
// folds or quotes cannot be told, so a later line of it begins in column 1.
func (t text) place(offset int) place {
	at := placeOf(t.string, offset, t.at.line)
	if at.line == t.at.line {
		at.column += t.at.column - 1
	}
	return at
}

// inlines calls see with every node of the text, and its place.
func (p *page) inlines(see func(n ast.Node, source []byte, at place)) {
	for _, text := range p.passages {
		ast.Walk(text.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && n.Type() == ast.TypeInline {
				see(n, text.source, text.where(offsetOf(n)))
			}
			return ast.WalkContinue, nil
		})
	}
}

// offsetOf is where a node begins in its source. Where the parser does not tell,
// it is what stands around it.
func offsetOf(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 {
			return at
		}
	}
	return 0
}

func (p *page) checkLinks() {
	p.inlines(func(n ast.Node, source []byte, at place) {
		switch n := n.(type) {
		case *ast.Link:
			p.checkLink(string(n.Destination), at)
		case *ast.AutoLink:
			if n.AutoLinkType == ast.AutoLinkURL {
				p.checkLink(string(n.URL(source)), at)
			}
		}
	})
}

// checkLink finds what is wrong with the address of a link.
func (p *page) checkLink(to string, at place) {
	u, err := url.Parse(to)
	switch {
	case err != nil || to == "":
		p.add(at, "this link leads to %q, which is no address", to)
	case u.Scheme == "mailto":
	case u.Scheme != "" || u.Host != "":
		p.checkExternal(u, at)
	case u.Path == "":
		p.checkFragment(u.Fragment, p, at)
	case strings.HasPrefix(u.Path, "/"):
		p.checkSitePage(u.Path, at)
	default:
		p.checkRelative(u, at)
	}
}

// checkExternal looks at the form alone: whether a stranger's page is there today
// says little about tomorrow.
func (p *page) checkExternal(u *url.URL, at place) {
	switch {
	case u.Scheme == "http":
		p.add(at, "write https instead of http: %s", "https"+strings.TrimPrefix(u.String(), "http"))
	case u.Scheme != "https" || u.Host == "":
		p.add(at, "%q is no address of a web page; one begins with https://", u.String())
	}
}

// checkFragment looks for the heading to which a link leads.
func (p *page) checkFragment(name string, target *page, at place) {
	name = strings.TrimPrefix(name, anchorPrefix)
	if anchors := target.anchors(); !slices.Contains(anchors, name) {
		p.add(at, "no heading makes %q%s", "#"+name, didYouMean("#", name, anchors))
	}
}

// anchors are the names of the headings of the page, as links write them.
func (p *page) anchors() []string {
	var list []string
	p.headings(func(h *ast.Heading, _ string, _ place) {
		if id, ok := h.AttributeString("id"); ok {
			list = append(list, strings.TrimPrefix(string(id.([]byte)), anchorPrefix))
		}
	})
	return list
}

func (p *page) checkSitePage(to string, at place) {
	if id, isLesson := lessonID(to); isLesson {
		p.checkLesson(id, at)
		return
	}
	if !slices.Contains(sitePages, to) {
		p.add(at, "the site has no page %s%s", to, didYouMean("", to, sitePages))
	}
}

// lessonID takes the id out of "/lessons/L2/".
func lessonID(to string) (id string, ok bool) {
	id, ok = strings.CutPrefix(to, "/lessons/")
	id = strings.TrimSuffix(id, "/")
	return id, ok && id != "" && !strings.Contains(id, "/")
}

// checkRelative looks at a link such as ../L2/ or pictures/a.png. In the site, the
// page of a lesson is a folder beside those of the others, below that of the course.
func (p *page) checkRelative(u *url.URL, at place) {
	here := "/lessons/self"
	if isCourse(p.file) {
		here = "/lessons"
	}
	id, isLesson := lessonID(path.Join(here, u.Path))
	isLesson = isLesson && !p.beside(u.Path)
	switch {
	case isLesson && id == "self":
		p.checkFragment(u.Fragment, p, at)
	case isLesson && p.checkLesson(id, at) && u.Fragment != "":
		if target := p.course.page(id); target != nil {
			p.checkFragment(u.Fragment, target, at)
		}
	case !isLesson && !p.beside(u.Path):
		p.add(at, "there is no file %s beside the lesson%s", u.Path, didYouMean("", u.Path, p.files()))
	}
}

// checkLesson says whether there is such a lesson, and reports it if not.
func (p *page) checkLesson(id string, at place) bool {
	ids := p.course.ids()
	there := slices.Contains(ids, id)
	if !there {
		p.add(at, "there is no lesson %q%s", id, didYouMean("", id, ids))
	}
	return there
}

// didYouMean ends a message with what somebody may have meant.
func didYouMean(before, name string, known []string) string {
	if meant := near.Name(name, known); meant != "" {
		return "; did you mean \"" + before + meant + "\"?"
	}
	return ""
}
