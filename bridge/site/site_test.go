package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"poplab/lessons"
	"poplab/web"
)

// built stands for what "make" builds.
var built = fstest.MapFS{
	".gitignore":     {Data: []byte("*")},
	"poplab.wasm":    {Data: []byte("wasm plain")},
	"poplab.wasm.br": {Data: []byte("wasm brotli")},
	"poplab.wasm.gz": {Data: []byte("wasm gzip")},
	"early.js":       {Data: []byte("early")},
	"main.js":        {Data: []byte("js")},
	"main.js.br":     {Data: []byte("js brotli")},
	"style.css":      {Data: []byte("css")},
	"favicon.svg":    {Data: []byte("<svg/>")},
}

func newSite(t *testing.T) *Site { return siteWith(t, false) }

func siteWith(t *testing.T, live bool) *Site {
	t.Helper()
	s, err := New(Options{
		Course:  lessons.Course{Lessons: []lessons.Lesson{first}},
		Targets: []web.Target{{Name: "practice", Address: "127.0.0.1:1110"}},
		Hosts:   []string{"poplab.test", "secure.test"},
		Secure:  []string{"secure.test"},
		Address: "http://poplab.test/",
		Bridge: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "bridge to "+r.PathValue("target"))
		}),
		Ticket: func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ticket") },
		Live:   live,
		Dist:   built,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request; headers come in pairs.
func ask(h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Host = "poplab.test"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestRoutes(t *testing.T) {
	h := newSite(t)
	for _, tc := range []struct {
		method, path string
		status       int
		location     string
	}{
		{"GET", "/", 200, ""},
		{"HEAD", "/", 200, ""},
		{"GET", "/practice/", 200, ""},
		{"GET", "/lessons/", 200, ""},
		{"GET", "/lessons/L1/", 200, ""},
		{"GET", "/annotate/", 200, ""},
		{"GET", "/bridge/", 200, ""},
		{"GET", "/bridge/practice", 200, ""},
		{"GET", "/healthz", 200, ""},
		{"GET", "/practice", 307, "/practice/"},
		{"GET", "/annotate", 307, "/annotate/"},
		{"GET", "/bridge", 307, "/bridge/"},
		{"GET", "/lessons/L1", 307, "/lessons/L1/"},
		{"GET", "/lessons/l1/", 307, "/lessons/L1/"},
		{"GET", "/LESSONS/l1", 307, "/lessons/L1/"},
		{"GET", "/lessons/L2/", 404, ""},
		{"GET", "/nothing", 404, ""},
		{"GET", "/assets/", 404, ""},
		{"GET", "/assets/0000/main.js", 404, ""},
		{"GET", "/.gitignore", 404, ""},
		{"POST", "/", 405, ""},
		{"PUT", "/healthz", 405, ""},
		{"DELETE", "/bridge/practice", 405, ""},
		{"POST", "/bridge/practice", 405, ""},
		{"POST", "/api/ticket", 200, ""},
		{"GET", "/api/ticket", 404, ""},
	} {
		w := ask(h, tc.method, tc.path)
		if w.Code != tc.status || w.Header().Get("Location") != tc.location {
			t.Errorf("%s %s: %d to %q, want %d to %q", tc.method, tc.path, w.Code, w.Header().Get("Location"), tc.status, tc.location)
		}
		if tc.method == "HEAD" {
			continue // the recorder keeps what net/http would drop
		}
		if w.Code == 404 && w.Body.Len() == 0 {
			t.Errorf("%s %s: an empty 404", tc.method, tc.path)
		}
		if w.Code == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", tc.method, tc.path)
		}
	}
}

// Every answer carries the headers, errors too. Threat 13.
func TestHeadersEverywhere(t *testing.T) {
	h := newSite(t)
	page := ask(h, "GET", "/").Body.String()
	if !strings.Contains(page, ">early</script>") || !strings.Contains(page, ">css</style>") {
		t.Errorf("script and style do not stand in the page:\n%s", page)
	}
	policy := "default-src 'none'; script-src 'self' " + sumOf("early") + " 'wasm-unsafe-eval'; style-src 'self' " + sumOf("css") + "; img-src 'self' data:; " +
		"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	wrongHost := httptest.NewRecorder()
	h.ServeHTTP(wrongHost, httptest.NewRequest("GET", "/", nil))
	answers := map[string]*httptest.ResponseRecorder{
		"wrong host": wrongHost, "POST": ask(h, "POST", "/"), "ticket": ask(h, "POST", "/api/ticket"),
	}
	for _, path := range []string{"/", "/lessons/L1/", "/nothing", "/practice", "/healthz", "/bridge/practice", assetURL(t, h, "main.js")} {
		answers[path] = ask(h, "GET", path)
	}
	for name, w := range answers {
		for header, want := range map[string]string{
			"Content-Security-Policy":      policy,
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := w.Header().Get(header); got != want {
				t.Errorf("%s: %s: %q, want %q", name, header, got, want)
			}
		}
		if w.Header().Get("Permissions-Policy") == "" {
			t.Errorf("%s: no Permissions-Policy", name)
		}
	}
}

func TestOnlyOurHosts(t *testing.T) {
	h := newSite(t)
	for _, host := range []string{"evil.example", "poplab.test.evil.example", "xpoplab.test", "poplab.test:80", "poplab.test.", ""} {
		for _, path := range []string{"/", "/healthz", "/bridge/practice", "/assets/x"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Host = host
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != http.StatusMisdirectedRequest {
				t.Errorf("%q %s: %d, want 421", host, path, w.Code)
			}
			if body := w.Body.String(); !strings.Contains(body, "http://poplab.test/") || !strings.Contains(body, "-origin") ||
				strings.Contains(body, "evil") {
				t.Errorf("%q %s: %s", host, path, body)
			}
		}
	}
	r := httptest.NewRequest("GET", "/healthz", nil)
	r.Host = "POPLAB.Test"
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != 200 {
		t.Errorf("host in capitals: %d", w.Code)
	}
}

// assetURL finds the URL of an asset in the home page.
func assetURL(t *testing.T, h http.Handler, name string) string {
	t.Helper()
	url := regexp.MustCompile(`assets/[0-9a-f]{16}/`).FindString(ask(h, "GET", "/").Body.String())
	if url == "" {
		t.Fatal("the home page names no asset")
	}
	return "/" + url + name
}

func TestAssets(t *testing.T) {
	h := newSite(t)
	for _, tc := range []struct{ name, accept, mime, encoding, body string }{
		{"poplab.wasm", "gzip, deflate, br, zstd", "application/wasm", "br", "wasm brotli"},
		{"poplab.wasm", "gzip, deflate", "application/wasm", "gzip", "wasm gzip"},
		{"poplab.wasm", "", "application/wasm", "", "wasm plain"},
		{"main.js", "gzip", "text/javascript; charset=utf-8", "", "js"},
		{"main.js", "gzip, br", "text/javascript; charset=utf-8", "br", "js brotli"},
		{"style.css", "br", "text/css; charset=utf-8", "", "css"},
		{"favicon.svg", "br", "image/svg+xml", "", "<svg/>"},
	} {
		w := ask(h, "GET", assetURL(t, h, tc.name), "Accept-Encoding", tc.accept)
		got := w.Header()
		if w.Code != 200 || w.Body.String() != tc.body || got.Get("Content-Type") != tc.mime || got.Get("Content-Encoding") != tc.encoding {
			t.Errorf("%s for %q: %d %q %v", tc.name, tc.accept, w.Code, w.Body, got)
		}
		if got.Get("Cache-Control") != forever || got.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

func TestAccepts(t *testing.T) {
	for header, want := range map[string]bool{
		"br": true, "gzip,br": true, " gzip ; q=1 , br ; q=0.1": true,
		"": false, "gzip": false, "br;q=0": false, "br; q=0.000": false, "br;q=x": false, "brotli": false, "xbr": false,
	} {
		if accepts(header, "br") != want {
			t.Errorf("%q: %v", header, !want)
		}
	}
}

// The three forms of a page are the same page, each with an ETag of its own.
func TestPageEncodings(t *testing.T) {
	h := newSite(t)
	plain := ask(h, "GET", "/")
	tags := map[string]bool{}
	for encoding, unpack := range map[string]func(io.Reader) io.Reader{
		"":   func(r io.Reader) io.Reader { return r },
		"br": func(r io.Reader) io.Reader { return brotli.NewReader(r) },
		"gzip": func(r io.Reader) io.Reader {
			z, err := gzip.NewReader(r)
			if err != nil {
				t.Fatal(err)
			}
			return z
		},
	} {
		w := ask(h, "GET", "/", "Accept-Encoding", encoding)
		html, err := io.ReadAll(unpack(w.Body))
		if err != nil || !bytes.Equal(html, plain.Body.Bytes()) || w.Header().Get("Content-Encoding") != encoding {
			t.Errorf("%q: %v, %d octets, %v", encoding, err, len(html), w.Header())
		}
		tag := w.Header().Get("ETag")
		tags[tag] = true
		again := ask(h, "GET", "/", "Accept-Encoding", encoding, "If-None-Match", tag)
		if again.Code != 304 || again.Body.Len() != 0 || again.Header().Get("Cache-Control") != revalidate {
			t.Errorf("%q again: %d, %d octets, %v", encoding, again.Code, again.Body.Len(), again.Header())
		}
	}
	if len(tags) != 3 {
		t.Errorf("tags: %v", tags)
	}
}

func TestNotBuilt(t *testing.T) {
	_, err := New(Options{Dist: fstest.MapFS{".gitignore": {}, "main.js": {}}})
	if err != ErrNotBuilt {
		t.Errorf("%v, want %v", err, ErrNotBuilt)
	}
	_, err = New(Options{Dist: fstest.MapFS{"poplab.wasm": {}, "page.xyz": {}}})
	if err == nil || !strings.Contains(err.Error(), "page.xyz") {
		t.Errorf("an unknown type: %v", err)
	}
}

// Another build has other URLs, even where a file only moved an octet.
func TestPrefixFollowsContent(t *testing.T) {
	a, err := loadAssets(fstest.MapFS{"poplab.wasm": {Data: []byte("ab")}, "main.js": {Data: []byte("c")}})
	b, err2 := loadAssets(fstest.MapFS{"poplab.wasm": {Data: []byte("a")}, "main.js": {Data: []byte("bc")}})
	if err != nil || err2 != nil || a.prefix == b.prefix {
		t.Errorf("%v %v %s %s", err, err2, a.prefix, b.prefix)
	}
}

// Only names of the list are answered, on every route. Threat 9.
func TestHostEverywhere(t *testing.T) {
	h := newSite(t)
	for _, route := range []string{
		"GET /", "GET /lessons/L1/", "GET /nothing", "GET /practice", "GET /sw.js", "GET /healthz",
		"GET /bridge/practice", "POST /api/ticket", "POST /", "GET " + assetURL(t, h, "main.js"),
	} {
		method, path, _ := strings.Cut(route, " ")
		for host, right := range map[string]bool{
			"poplab.test": true, "POPLAB.test": true, "evil.example": false, "": false, "poplab.test.": false,
			"poplab.test:80": false, "x.poplab.test": false, "evilpoplab.test": false,
		} {
			r := httptest.NewRequest(method, path, nil)
			r.Host = host
			r.Header.Set("Origin", "http://"+host)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if refused := w.Code == http.StatusMisdirectedRequest; refused == right {
				t.Errorf("%s as %q: %d", route, host, w.Code)
			}
		}
	}
}

// Browsers that came by https once shall not come without it. Threat 31.
func TestOnlySecure(t *testing.T) {
	h := newSite(t)
	for host, want := range map[string]string{"poplab.test": "", "secure.test": onlySecure, "SECURE.test": onlySecure} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Header().Get("Strict-Transport-Security"); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
}
