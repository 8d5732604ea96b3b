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
// Without buttons all stays code. Facts have their place in either.
type chips struct{ buttons bool }

func (c chips) Extend(md goldmark.Markdown) {
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(c, 100)))
}

func (c chips) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindCodeSpan, c.render)
}

func (c chips) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	code := codeText(n, source)
	escaped := string(util.EscapeHTML([]byte(code)))
	if c.buttons && isLine(code) && !within(n, ast.KindHeading, ast.KindLink) {
		w.WriteString(`<button type="button" class="chip" data-command="` + escaped + `" translate="no">` + withFacts(escaped) + `</button>`)
	} else {
		w.WriteString("<code>" + withFacts(escaped) + "</code>")
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

// localWords are the words of the console that are no command of POP3, with what
// may stand behind each; "*" is anything, and a word with a hash a number or none.
var localWords = map[string][]string{
	"help": {"", "*"}, "clear": {""}, "openssl": {"*"}, "md5": {"*"},
	"window": {"NAME"}, "stop": {"NAME"}, "start": {"NAME"},
	"deliver": {""}, "pull": {""}, "plug": {""}, "queue": {""}, "read": {"", "1"},
	"disk": {"full", "free"}, "attacker": {"on", "off"},
	"telnet": {"NAME PORT"},
	"wait":   {"1 second", "1 seconds", "1 minute", "1 minutes", "1 hour", "1 hours", "1 day", "1 days"},
}

// isLine says whether code is a line that the console can send or run.
func isLine(code string) bool {
	word, rest, _ := strings.Cut(code, " ")
	for _, form := range localWords[word] {
		if fits(form, rest) {
			return true
		}
	}
	c := pop3.Lookup(word)
	return c != nil && takes(c.Args, strings.Fields(rest))
}

// fits says whether words have a form of localWords: 1 stands for any number, and
// capitals for any word.
func fits(form, rest string) bool {
	if form == "*" {
		return rest != ""
	}
	words := strings.Fields(rest)
	for i, f := range strings.Fields(form) {
		switch {
		case i >= len(words):
			return false
		case f == "1" && strings.Trim(words[i], digits) == "":
		case f == pop3.Upper(f) && f != "1" && !strings.ContainsAny(words[i], "<>"):
		case f != words[i]:
			return false
		}
	}
	return len(words) == len(strings.Fields(form))
}

// takes says whether words fit the arguments of a command.
func takes(arguments []pop3.Arg, words []string) bool {
	for _, a := range arguments {
		switch {
		case len(words) == 0:
			return a.Optional
		case a.Kind == pop3.Rest:
			return true
		case factMark.FindString(words[0]) == words[0]:
		case a.Kind == pop3.Word && strings.ContainsAny(words[0], "<>"):
			return false // a placeholder such as <name>
		case a.Kind != pop3.Word && strings.Trim(words[0], digits) != "":
			return false
		}
		words = words[1:]
	}
	return len(words) == 0
}
