package lessons

import (
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"poplab/wasm/sandbox"
)

// factMark is a fact that was made for each learner, as a text names it. What
// stands in braces otherwise is text.
var factMark = regexp.MustCompile(`\{(word|password|secret|count|octets|carrier|small|largest|largest-octets|largest-wire|` +
	`smallest|smallest-octets|sender|sender-numbers|other-numbers|uid[1-9][0-9]*)\}`)

// facts is the markdown extension that leaves a place for a fact, which the page
// fills in: {word} becomes <span data-fact="word">.
type facts struct{}

var kindFact = ast.NewNodeKind("Fact")

// fact is the place of one fact.
type fact struct {
	ast.BaseInline
	name  string
	begin int // in the source
}

func (*fact) Kind() ast.NodeKind              { return kindFact }
func (n *fact) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (facts) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(facts{}, 150)))
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(facts{}, 100)))
}

func (facts) Trigger() []byte { return []byte{'{'} }

func (facts) Parse(_ ast.Node, block mdtext.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := factMark.FindSubmatchIndex(line)
	if m == nil || m[0] != 0 {
		return nil
	}
	block.Advance(m[1])
	return &fact{name: string(line[m[2]:m[3]]), begin: segment.Start}
}

func (facts) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindFact, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.WriteString(factPlace(n.(*fact).name))
		}
		return ast.WalkContinue, nil
	})
}

// factPlace is the element that the page fills in.
func factPlace(name string) string {
	return `<span data-fact="` + name + `">{` + name + `}</span>`
}

// withFacts leaves the places of facts in text that is HTML already.
func withFacts(html string) string {
	return factMark.ReplaceAllStringFunc(html, func(mark string) string { return factPlace(mark[1 : len(mark)-1]) })
}

// collectFacts notes which facts a text names.
func (d *draft) collectFacts(doc ast.Node, source []byte, where func(offset int) place) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *fact:
			if entering {
				d.facts = append(d.facts, text{n.name, where(n.begin)})
			}
		case *ast.CodeSpan:
			if first, ok := n.FirstChild().(*ast.Text); ok && entering {
				for _, m := range factMark.FindAllStringSubmatch(codeText(n, source), -1) {
					d.facts = append(d.facts, text{m[1], where(first.Segment.Start)})
				}
			}
		}
		return ast.WalkContinue, nil
	})
}

// checkFacts notes facts that the world of the lesson does not have: their place
// would stay empty.
func (d *draft) checkFacts(s sandbox.Scenario) {
	if len(d.facts) == 0 {
		return
	}
	made := sandbox.NewConsole(s, learners[0].String()).Facts
	for _, f := range d.facts {
		if _, there := made[f.string]; !there {
			d.add(f.at, "this lesson's world has no fact {%s}; \"generate\" and passwords written as * make facts", f.string)
		}
	}
}
