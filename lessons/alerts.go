package lessons

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// alertKinds are the alerts that code hosts know.
var alertKinds = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// alertMark is the first line of an alert, and taskMark the box of a task list.
var (
	alertMark = regexp.MustCompile(`^\[!([A-Za-z]+)\](.*)`)
	taskMark  = regexp.MustCompile(`^\[[ xX]\]\s`)
)

// alerts is the markdown extension for a quotation whose first line is "[!NOTE]".
type alerts struct{}

var kindAlert = ast.NewNodeKind("Alert")

// alert is a quotation that begins with a mark.
type alert struct {
	ast.BaseBlock
	name string // in capitals
}

func (*alert) Kind() ast.NodeKind              { return kindAlert }
func (n *alert) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (alerts) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(alerts{}, 100)))
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(alerts{}, 100)))
}

// Transform makes alerts of the quotations that are some.
func (alerts) Transform(doc *ast.Document, reader mdtext.Reader, _ parser.Context) {
	var quotations []ast.Node
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == ast.KindBlockquote {
			quotations = append(quotations, n)
		}
		return ast.WalkContinue, nil
	})
	for _, q := range quotations {
		name, rest, _ := markOf(q, reader.Source())
		if known(name) && rest == "" {
			becomeAlert(q, name)
		}
	}
}

// markOf gives the mark of a quotation and what stands behind it on its line.
func markOf(q ast.Node, source []byte) (name, rest string, at int) {
	p, ok := q.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return "", "", 0
	}
	line := p.Lines().At(0)
	m := alertMark.FindSubmatch(line.Value(source))
	if m == nil {
		return "", "", 0
	}
	return string(m[1]), strings.TrimSpace(string(m[2])), line.Start
}

func known(name string) bool {
	for _, k := range alertKinds {
		if k == strings.ToUpper(name) {
			return true
		}
	}
	return false
}

// becomeAlert puts an alert in the place of a quotation, without the mark.
func becomeAlert(q ast.Node, name string) {
	a := &alert{name: strings.ToUpper(name)}
	p := q.FirstChild()
	end := p.Lines().At(0).Stop
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, ok := c.(*ast.Text); ok && t.Segment.Start < end {
			p.RemoveChild(p, c)
		}
		c = next
	}
	for c := q.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c != p || p.ChildCount() > 0 {
			a.AppendChild(a, c)
		}
		c = next
	}
	q.Parent().ReplaceChild(q.Parent(), q, a)
}

func (alerts) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindAlert, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			w.WriteString("</div>\n")
			return ast.WalkContinue, nil
		}
		name := n.(*alert).name
		w.WriteString(`<div class="alert ` + strings.ToLower(name) + `">` + "\n" +
			`<p class="alert-title">` + name[:1] + strings.ToLower(name[1:]) + "</p>\n")
		return ast.WalkContinue, nil
	})
}

// checkMarks notes marks of alerts that are none, and task lists: their boxes look
// as if one could tick them, and have no label.
func (r *report) checkMarks(n ast.Node, source []byte, where func(offset int) place) {
	switch n.Kind() {
	case ast.KindBlockquote:
		name, rest, at := markOf(n, source)
		switch {
		case name == "":
		case !known(name):
			r.unknown(where(at), "alert", name, "alerts are", alertKinds)
		case rest != "":
			r.add(where(at), "the mark of an alert stands alone on its line; write the text below [!%s]", strings.ToUpper(name))
		}
	case ast.KindListItem:
		if c := n.FirstChild(); c != nil && c.Lines().Len() > 0 {
			line := c.Lines().At(0)
			if taskMark.Match(line.Value(source)) {
				r.add(where(line.Start), "a box that nobody can tick; write a ```task block, or a plain list")
			}
		}
	}
}
