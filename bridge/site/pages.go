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

func renderPages(o web.Options) (*pages, error) {
	p := &pages{byPath: map[string]*content{}, folded: map[string]string{}}
	for _, page := range web.Pages(o) {
		c, err := render(page, revalidate)
		if err != nil {
			return nil, err
		}
		p.byPath[page.Path] = c
		p.folded[strings.ToLower(page.Path)] = page.Path
	}
	problem := web.Problem(o, "No such page",
		"Nothing is at this address. The home page leads to the lessons and to free practice.")
	var err error
	p.missing, err = render(problem, "no-store")
	return p, err
}

func render(page web.Page, cache string) (*content, error) {
	var html bytes.Buffer
	if err := page.Render(context.Background(), &html); err != nil {
		return nil, fmt.Errorf("page %q: %w", page.Path, err)
	}
	return compressed("text/html; charset=utf-8", cache, html.Bytes()), nil
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
