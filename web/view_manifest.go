package web

import (
	"context"
	"encoding/json"
)

// manifestPath is where each language has its manifest, below its folder.
const manifestPath = "/manifest.webmanifest"

// Manifests describe the site to browsers that install it as an application, by
// their paths: one for each language.
func Manifests(o Options) map[string][]byte {
	list := map[string][]byte{}
	for _, at := range o.places() {
		at.Path = manifestPath
		list[at.Tree+manifestPath[1:]] = at.manifest()
	}
	return list
}

// manifest has the members of the W3C's "Web Application Manifest". Its links are relative to itself.
func (p place) manifest() []byte {
	type icon struct {
		Source  string `json:"src"`
		Sizes   string `json:"sizes"`
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
	}
	small, large := p.common(p.Assets+"icon-192.png"), p.common(p.Assets+"icon-512.png")
	text, err := json.Marshal(struct {
		ID         string `json:"id"` // of the application, whatever its language
		Name       string `json:"name"`
		Short      string `json:"short_name"`
		About      string `json:"description"`
		Language   string `json:"lang"`
		Start      string `json:"start_url"`
		Scope      string `json:"scope"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{
		p.common("/"), "poplab: speak POP3", "poplab", about.in(p.in(context.Background())), p.Language,
		"./", p.common("/"), "minimal-ui", "#ffffff", "#1d4f7c",
		[]icon{
			{small, "192x192", "image/png", "any"},
			{large, "512x512", "image/png", "any"},
			{large, "512x512", "image/png", "maskable"},
		},
	})
	if err != nil {
		panic("web: " + err.Error()) // texts only
	}
	return text
}
