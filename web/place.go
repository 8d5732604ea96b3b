package web

import (
	"cmp"
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

// place is where the page stands that is being rendered. Templates reach it through
// their context, so that every component can lead to other pages without being told
// where it is.
type place struct {
	Path     string    // within its language, such as "/lessons/L1/"; "" for a page shown at any address
	Language string    // BCP 47, such as "de"
	Tree     string    // path of the pages of that language: "/" or "/de/"
	Editions []edition // all languages of the site
	Assets   string    // path of the built assets, such as "/assets/1a2b3c/"
	Packed   bool      // the WebAssembly is sent as a .gz file

	Texts map[string]string // of the assets that stand in the page
}

// edition is the site in a language.
type edition struct{ Language, Tree string }

type placeKey struct{}

// here is the place in a context. Without one it is that of a page in English that is
// shown at any address.
func here(ctx context.Context) place {
	p, _ := ctx.Value(placeKey{}).(place)
	p.Language = cmp.Or(p.Language, english)
	p.Tree = cmp.Or(p.Tree, "/")
	return p
}

// in makes a context in which the page at p is rendered.
func (p place) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, placeKey{}, p)
}

// render makes a component a page that stands at p.
func (p place) render(c templ.Component) func(context.Context, io.Writer) error {
	return func(ctx context.Context, w io.Writer) error {
		return c.Render(p.in(ctx), w)
	}
}

// common gives the link to a path that all languages share, such as "/bridge/campus". It is
// relative to the page, so that the site works in any folder of a web host. A page
// that is shown at any address can only count from the top of the host.
func (p place) common(path string) string {
	if p.Path == "" {
		return path
	}
	depth := strings.Count(p.Tree+p.Path[1:], "/") - 1
	return cmp.Or(strings.Repeat("../", depth)+path[1:], "./")
}

// translations are the same page in the other languages of the site.
func translations(ctx context.Context) []linkView {
	p := here(ctx)
	var list []linkView
	for _, e := range p.Editions {
		if e.Language != p.Language && p.Path != "" {
			list = append(list, linkView{e.Language, p.common(e.Tree + p.Path[1:])})
		}
	}
	return list
}

// to gives the link to a page in the language of the page being rendered.
func to(ctx context.Context, path string) templ.SafeURL {
	p := here(ctx)
	return templ.SafeURL(p.common(p.Tree + path[1:]))
}

// asset gives the link to a built asset, such as "style.css".
func asset(ctx context.Context, name string) string {
	p := here(ctx)
	return p.common(p.Assets + name)
}

// program is the asset with the WebAssembly.
func program(ctx context.Context) string {
	if here(ctx).Packed {
		return "poplab.wasm.gz"
	}
	return "poplab.wasm"
}

// common gives the link to what has no language, such as the bridge.
func common(ctx context.Context, path string) string { return here(ctx).common(path) }

// rooted are links of rendered HTML that begin at the top of the site. A text has no
// quotes of its own there: they are written as character references.
var rooted = regexp.MustCompile(`( (?:href|src)=")(/[^"]*)"`)

// relink lets the links of rendered HTML lead there from the page being rendered.
func relink(ctx context.Context, html string) string {
	return rooted.ReplaceAllStringFunc(html, func(link string) string {
		m := rooted.FindStringSubmatch(link)
		return m[1] + string(to(ctx, m[2])) + `"`
	})
}
