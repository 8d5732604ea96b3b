package site

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"poplab/web"
)

// pages serves the pages by path, and the page that says there is none.
type pages struct {
	byPath map[string]*content
	// folded leads from a path in lower case to the right one, so that
	// /lessons/l1 finds /lessons/L1/.
	folded  map[string]string
	missing []lost
}

// lost is the page that says, in the language of a folder, that there is none.
type lost struct {
	tree string // "/" or "/de/"
	*content
}

// revalidate makes browsers ask each time; the ETag makes the answer short.
const revalidate = "no-cache"

// renderer makes pages. Those that come out as they were before are kept, since
// packing a page takes longer than rendering it.
type renderer struct {
	assets     *assets
	old        *pages      // nil at first
	decoration *decoration // nil leaves pages as they are
}

func (r renderer) pages(o web.Options, remarks Remarks) (*pages, error) {
	p := &pages{byPath: map[string]*content{}, folded: map[string]string{}}
	list := append(web.Pages(o), remarks.pages(o)...)
	for _, page := range list {
		c, err := r.render(page, revalidate)
		if err != nil {
			return nil, err
		}
		p.byPath[page.Path] = c
	}
	for path, text := range web.Manifests(o) {
		p.byPath[path] = compressed(mimes[".webmanifest"], revalidate, tagOf(text), text)
	}
	p.addFiles(o)
	p.byPath[workerPath] = r.worker(p, web.Trees(o))
	for from, to := range remarks.Moved {
		p.folded[strings.ToLower(from)] = to
	}
	for path := range p.byPath {
		p.folded[strings.ToLower(path)] = path
	}
	for _, page := range web.Lost(o) {
		c, err := r.render(page, "no-store")
		if err != nil {
			return nil, err
		}
		p.missing = append(p.missing, lost{strings.TrimSuffix(page.Path, "nowhere/"), c})
	}
	return p, nil
}

// worker is the service worker, which keeps the pages that are there by now.
func (r renderer) worker(p *pages, trees []string) *content {
	text := []byte(noWorker)
	if r.decoration == nil {
		kept := map[string][]byte{}
		for path, c := range p.byPath {
			if !ofServer(path) {
				kept[path] = c.plain()
			}
		}
		text = r.assets.serviceWorker(kept, trees)
	}
	return compressed(mimes[".js"], revalidate, tagOf(text), text)
}

func (r renderer) render(page web.Page, cache string) (*content, error) {
	var html bytes.Buffer
	if err := page.Render(context.Background(), &html); err != nil {
		return nil, fmt.Errorf("page %q: %w", page.Path, err)
	}
	plain, tag, err := r.decoration.add(page.Path, bytes.Clone(html.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("page %q: %w", page.Path, err)
	}
	if r.old != nil && r.old.at(page.Path).tag == tag {
		return r.old.at(page.Path), nil
	}
	return compressed("text/html; charset=utf-8", cache, tag, plain), nil
}

// at is what stands at a path, exactly as it is written.
func (p *pages) at(path string) *content {
	if c, ok := p.byPath[path]; ok {
		return c
	}
	return p.lost(path)
}

// lost is the page for a path without one. The first language has all folders, and the
// others theirs.
func (p *pages) lost(path string) *content {
	found := p.missing[0]
	for _, l := range p.missing {
		if strings.HasPrefix(path, l.tree) {
			found = l
		}
	}
	return found.content
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if c, ok := p.byPath[path]; ok {
		c.send(w, r, http.StatusOK)
		return
	}
	if right, ok := p.folded[strings.ToLower(strings.TrimSuffix(path, "/"))+"/"]; ok {
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, right, http.StatusTemporaryRedirect)
		return
	}
	p.lost(path).send(w, r, http.StatusNotFound)
}
