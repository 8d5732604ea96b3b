package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"poplab/web"
)

// Single is the same site as one HTML file, which browsers open from a disk, without any host.
// Its pages are templates, all modules are one script (poplab/web/join), and what modules
// would fetch stands in the file as base64. static/single.js shows the page that the
// address names; static/asset.js finds what is held here.
//
// Of the options it reads Course, Languages and Dist.
func Single(o Options) ([]byte, error) {
	assets, err := loadAssets(o.dist())
	if err != nil {
		return nil, err
	}
	modules, err := fs.ReadFile(o.dist(), "single/all.js")
	if err != nil {
		return nil, ErrNotBuilt
	}
	list := web.Options{Assets: assets.prefix, Packed: true, Texts: assets.texts(), Course: o.Course, Languages: o.Languages}
	files := &pages{byPath: map[string]*content{}}
	files.addFiles(list)
	b := binder{assets: assets, files: files.byPath, paths: map[string]bool{}}
	all := web.Pages(list)
	for _, page := range all {
		b.paths[page.Path] = true
	}
	for _, page := range append(all, web.Lost(list)...) {
		if err := b.add(page); err != nil {
			return nil, fmt.Errorf("page %q: %w", page.Path, err)
		}
	}
	assets.pack(map[string][]byte{})
	return b.bind(append(modules, begin...)), nil
}

// begin starts the page, or what a worker is to run.
const begin = `
const $entry = globalThis.document ? $use('single.js').entry : self.name;
if ($entry) $use($entry);
`

// SingleMark begins every site in a single file.
const SingleMark = "<!DOCTYPE html>\n<!-- Written by poplab site -single -->\n"

// binder makes pages into one file.
type binder struct {
	assets *assets
	files  map[string]*content // that lie beside lessons
	paths  map[string]bool     // of pages
	head   string              // of the file: what the first page says of itself
	pages  bytes.Buffer        // templates
}

// add makes a template of a page.
func (b *binder) add(page web.Page) error {
	var text bytes.Buffer
	if err := page.Render(context.Background(), &text); err != nil {
		return err
	}
	doc, err := html.Parse(&text)
	if err != nil {
		return err
	}
	leaf := leaf{binder: b, path: page.Path}
	for _, n := range slices.Collect(doc.Descendants()) { // all at once, since see moves some of them
		leaf.see(n)
	}
	if b.head == "" {
		b.head = leaf.head
	}
	fmt.Fprintf(&b.pages, "<template data-page=\"%s\" data-title=\"%s\" data-language=\"%s\" data-styles=\"%s\" data-entry=\"%s\">",
		page.Path, html.EscapeString(leaf.title), page.Language, strings.Join(leaf.styles, " "), leaf.entry)
	for _, n := range leaf.body {
		if err := html.Render(&b.pages, n); err != nil {
			return err
		}
	}
	b.pages.WriteString("</template>\n")
	return nil
}

// leaf is what there is to know of one page.
type leaf struct {
	*binder
	path               string
	head, title, entry string
	styles             []string
	body               []*html.Node
}

// see takes from an element what it says about the page, and leads its links there
// from within the file.
func (l *leaf) see(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	switch n.Data {
	case "title":
		l.title = n.FirstChild.Data
	case "meta":
		var tag bytes.Buffer
		html.Render(&tag, n) // a bytes.Buffer cannot fail
		l.head += tag.String() + "\n"
	case "link":
		l.seeLink(n)
	case "style":
		l.styles = append(l.styles, attribute(n, "data-name"))
	case "script":
		if name, ok := l.asset(attribute(n, "src")); ok && attribute(n, "type") == "module" {
			l.entry = name
		} else if attribute(n, "type") == "application/json" && n.Parent.Data == "head" {
			n.Parent.RemoveChild(n)
			l.body = append(l.body, n)
		}
	case "body":
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			l.body = append(l.body, child)
		}
	default:
		for i, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" {
				l.lead(n, &n.Attr[i])
			}
		}
	}
}

func (l *leaf) seeLink(n *html.Node) {
	name, ok := l.asset(attribute(n, "href"))
	switch attribute(n, "rel") {
	case "stylesheet":
		if ok {
			l.styles = append(l.styles, name)
		}
	case "icon":
		l.head += `<link rel="icon" type="image/svg+xml" href="` + html.EscapeString(attribute(n, "href")) + "\">\n"
	}
}

// asset gives the name of the asset to which a link leads.
func (l *leaf) asset(link string) (string, bool) {
	u, ok := l.resolve(link)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(u.Path, l.assets.prefix)
}

// resolve gives the place in the site to which a link leads, if it is in the site.
func (l *leaf) resolve(link string) (*url.URL, bool) {
	u, err := (&url.URL{Path: l.path}).Parse(link)
	return u, err == nil && link != "" && u.Scheme == "" && u.Host == ""
}

// lead changes one link: to a page into that page's place behind "#", to a file into the file itself.
func (l *leaf) lead(n *html.Node, link *html.Attribute) {
	u, ok := l.resolve(link.Val)
	switch file := l.files[u.Path]; {
	case !ok:
	case l.paths[u.Path] && u.Fragment != "":
		link.Val = "#" + u.Path + "#" + u.Fragment
	case l.paths[u.Path]:
		link.Val = "#" + u.Path
	case u.Path == l.path && u.Fragment != "": // of a page without an address
		link.Val = "#" + u.Path + "#" + u.Fragment
	case file != nil:
		link.Val = "data:" + file.mime + ";base64," + base64.StdEncoding.EncodeToString(file.plain())
		if n.Data == "a" {
			n.Attr = append(n.Attr, html.Attribute{Key: "download", Val: path.Base(u.Path)})
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// bind puts the parts together. Only what stands in the file may run in it, and it may
// ask nobody for anything.
func (b *binder) bind(modules []byte) []byte {
	script := strings.ReplaceAll(string(modules), "</script", `<\/script`)
	var styles, held strings.Builder
	var styleSums []string
	for _, name := range slices.Sorted(maps.Keys(b.assets.files)) {
		octets := b.assets.files[name].plain()
		switch path.Ext(name) {
		case ".css":
			fmt.Fprintf(&styles, "<style data-name=\"%s\" media=\"not all\">%s</style>\n", name, octets)
			styleSums = append(styleSums, sumOf(string(octets)))
		case ".gz", ".txt":
			fmt.Fprintf(&held, "<script type=\"text/plain\" id=\"asset-%s\">%s</script>\n", name, base64.StdEncoding.EncodeToString(octets))
		}
	}
	var out bytes.Buffer
	out.WriteString(SingleMark + "<html>\n<head>\n")
	out.Write(withPolicy([]byte(strings.Replace(b.head, `<meta charset="utf-8"/>`, string(startOfHead), 1)),
		"default-src 'none'", "script-src 'wasm-unsafe-eval' "+sumOf(script), "style-src "+strings.Join(styleSums, " "),
		"img-src data:", "worker-src blob:", "base-uri 'none'", "form-action 'none'"))
	fmt.Fprintf(&out, "<title>poplab</title>\n%s</head>\n<body>\n%s%s<script type=\"module\" id=\"modules\">%s</script>\n</body>\n</html>\n",
		styles.String(), b.pages.String(), held.String(), script)
	return out.Bytes()
}

// sumOf names an element by its text in a policy.
func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
