package site

import (
	"net/http"
	"strings"
	"testing"
)

// The page for an address without one speaks the language of the folder.
func TestLostInEachLanguage(t *testing.T) {
	h := newSite(t)
	for path, want := range map[string]string{
		"/lessons/L99/":    `lang="en"`,
		"/dexter/":         `lang="en"`,
		"/de/lessons/L99/": "Keine solche Seite",
		"/de/no/where":     `href="/de/lessons/"`,
	} {
		w := ask(h, "GET", path)
		if text := w.Body.String(); w.Code != http.StatusNotFound || !strings.Contains(text, want) {
			t.Errorf("%s: %d without %s:\n%.500s", path, w.Code, want, text)
		}
	}
}
