package site

import (
	"bytes"
	"context"
	_ "embed" // the script of a page that is lost
	"fmt"
	"strings"

	"poplab/web"
)

// Static are the files of the same site for a web host that knows nothing of poplab, by their
// paths such as "lessons/L1/index.html". They work in any folder of any host: all links
// are relative, the policy that Site sends as a header stands in the pages, and the
// WebAssembly comes packed, since such hosts pack nothing.
//
// Of the options it reads Course, Languages and Dist.
func Static(o Options) (map[string][]byte, error) {
	assets, err := loadAssets(o.dist())
	if err != nil {
		return nil, err
	}
	list := web.Options{Assets: assets.prefix, Packed: true, Texts: assets.texts(), Course: o.Course, Languages: o.Languages}
	policy := assets.policy()
	made := &pages{byPath: map[string]*content{}}
	made.addFiles(list)
	kept := map[string][]byte{} // by the paths that browsers ask for
	for path, c := range made.byPath {
		kept[path] = c.plain()
	}
	for path, text := range web.Manifests(list) {
		kept[path] = text
	}
	for _, page := range web.Pages(list) {
		if kept[page.Path], err = renderStatic(page, policy); err != nil {
			return nil, err
		}
	}
	files := map[string][]byte{}
	assets.pack(files)
	files[workerFile] = assets.serviceWorker(kept, web.Trees(list))
	for path, octets := range kept {
		if path = path[1:]; path == "" || strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		files[path] = octets
	}
	files["404.html"], err = renderLost(list, policy)
	return files, err
}

// pack makes the program of the assets a packed file, and adds all of them to files.
func (a *assets) pack(files map[string][]byte) {
	program := a.files["poplab.wasm"]
	delete(a.files, "poplab.wasm")
	a.files["poplab.wasm.gz"] = &content{forms: map[string]func() []byte{"": program.forms["gzip"]}}
	for name, c := range a.files {
		files[a.prefix[1:]+name] = c.plain()
	}
}

var startOfHead = []byte(`<meta charset="utf-8">`)

// renderStatic renders a page that brings its policy itself.
func renderStatic(page web.Page, policy []string) ([]byte, error) {
	var html bytes.Buffer
	if err := page.Render(context.Background(), &html); err != nil {
		return nil, fmt.Errorf("page %q: %w", page.Path, err)
	}
	return withPolicy(html.Bytes(), policy[:len(policy)-1]...), nil
}

func withPolicy(html []byte, rules ...string) []byte {
	meta := fmt.Appendf(nil, `%s<meta http-equiv="Content-Security-Policy" content="%s">`, startOfHead, strings.Join(rules, "; "))
	return bytes.Replace(html, startOfHead, meta, 1)
}

// lostScript leads the links of a page to the top of the site, which it looks for.
//
//go:embed lost.js
var lostScript string

// renderLost renders the page that hosts show for addresses without one, at any depth.
func renderLost(list web.Options, policy []string) ([]byte, error) {
	html, err := renderStatic(web.Lost(list)[0], policy)
	if err != nil {
		return nil, err
	}
	html = bytes.Replace(html, []byte("script-src "), []byte("script-src "+sumOf(lostScript)+" "), 1)
	return bytes.Replace(html, []byte("</body>"), []byte("<script>"+lostScript+"</script></body>"), 1), nil
}
