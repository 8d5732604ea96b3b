package lessons

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"poplab/wasm/pop3"
)

// chips is the markdown extension that makes a button of inline code which is a
// whole line for the console: `USER mrose`, `telnet dewey 110`. A keyword that
// lacks its argument stays code, since pressing it would only bring an error.
type chips struct{}

func (c chips) Extend(md goldmark.Markdown) {
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(c, 100)))
}

func (c chips) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindCodeSpan, c.render)
}

func (chips) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	code := codeText(n, source)
	shown := string(util.EscapeHTML([]byte(code)))
	if isLine(code) && !within(n, ast.KindHeading, ast.KindLink) {
		w.WriteString(`<button type="button" class="chip" data-command="` + shown + `">` + shown + `</button>`)
	} else {
		w.WriteString("<code>" + shown + "</code>")
	}
	return ast.WalkSkipChildren, nil
}

func codeText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.Write(c.(*ast.Text).Segment.Value(source))
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// within says whether a node stands inside one of these kinds.
func within(n ast.Node, kinds ...ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		for _, k := range kinds {
			if p.Kind() == k {
				return true
			}
		}
	}
	return false
}

// isLine says whether code is a line that the console can send or run.
func isLine(code string) bool {
	word, rest, _ := strings.Cut(code, " ")
	switch word {
	case "telnet":
		return len(strings.Fields(rest)) == 2
	case "openssl":
		return rest != ""
	case "help", "clear":
		return true
	}
	c := pop3.Lookup(word)
	return c != nil && takes(c.Args, strings.Fields(rest))
}

// takes says whether words fit the arguments of a command.
func takes(arguments []pop3.Arg, words []string) bool {
	for _, a := range arguments {
		switch {
		case len(words) == 0:
			return a.Optional
		case a.Kind == pop3.Rest:
			return true
		case a.Kind == pop3.Word && strings.ContainsAny(words[0], "<>"):
			return false // a placeholder such as <name>
		case a.Kind != pop3.Word && strings.Trim(words[0], digits) != "":
			return false
		}
		words = words[1:]
	}
	return len(words) == 0
}
