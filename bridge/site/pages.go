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
	missing *content
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
	var err error
	p.missing, err = r.render(lost(o), "no-store")
	return p, err
}

// lost is the page for an address without one.
func lost(o web.Options) web.Page {
	return web.Problem(o, "No such page",
		"Nothing is at this address. The home page leads to the lessons and to free practice.")
}

// worker is the service worker, which keeps the pages that are there by now.
func (r renderer) worker(p *pages, trees []string) *content {
	text := []byte(noWorker)
	if r.decoration == nil {
		kept := map[string][]byte{}
		for path, c := range p.byPath {
			if !ofServer(path) {
				kept[path] = c.plain
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
	plain, tag, err := r.decoration.add(page.Path, html.Bytes())
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
	return p.missing
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
	p.missing.send(w, r, http.StatusNotFound)
}
