package site

import (
	"bytes"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"poplab/lessons"
)

// wholeCourse is the course that comes with poplab, with a file beside one of its lessons.
func wholeCourse() (Options, error) {
	course, err := lessons.LoadCourse(lessons.Builtin())
	if err != nil {
		return Options{}, err
	}
	l := &course.Lessons[1]
	l.Files = append(l.Files, lessons.File{Name: "pictures/way.png", Octets: []byte("picture")})
	l.Blocks = append(slices.Clone(l.Blocks), lessons.Block{
		HTML: `<p><img src="pictures/way.png" alt="The way"> <a href="pictures/way.png">The way</a> <a href="/reference/#R101">R101</a></p>`,
	})
	return Options{Course: course}, nil
}

// wholeSite writes it once for all tests.
var wholeSite = sync.OnceValues(func() (map[string][]byte, error) {
	o, err := wholeCourse()
	if err != nil {
		return nil, err
	}
	return Static(o)
})

func static(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := wholeSite()
	if err == ErrNotBuilt && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Every link of every page leads to a file of the site, and to an element in it, and
// none counts from the top of the host.
func TestStaticLinks(t *testing.T) {
	files := static(t)
	docs := map[string]*html.Node{}
	for name, octets := range files {
		if path.Ext(name) == ".html" {
			docs[name] = parsed(t, octets)
		}
	}
	links := 0
	for name, doc := range docs {
		if name == "404.html" {
			continue // shown under any address
		}
		for _, link := range linksOf(doc) {
			u, err := url.Parse(link)
			switch {
			case err != nil || strings.HasPrefix(link, "/"):
				t.Errorf("%s: %q is not relative", name, link)
			case u.Scheme == "" && u.Host == "":
				links++
				to := fileOf(name, u.Path)
				if files[to] == nil {
					t.Errorf("%s: %q leads to %s, which is not there", name, link, to)
				} else if docs[to] != nil && u.Fragment != "" && !hasID(docs[to], u.Fragment) {
					t.Errorf("%s: nothing in %s has the id of %q", name, to, link)
				}
			}
		}
	}
	if links < 1000 {
		t.Errorf("only %d links were found in %d pages", links, len(docs))
	}
}

// fileOf is the file that a host without settings shows for a relative link.
func fileOf(from, link string) string {
	if link == "" {
		return from
	}
	to := path.Join(path.Dir(from), link)
	if strings.HasSuffix(link, "/") {
		to = path.Join(to, "index.html")
	}
	return to
}

func parsed(t *testing.T, octets []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(octets))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func linksOf(doc *html.Node) []string {
	var list []string
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "data:") {
				list = append(list, a.Val)
			}
		}
	}
	return list
}

func hasID(doc *html.Node, id string) bool {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && attribute(n, "id") == id {
			return true
		}
	}
	return false
}

// A host that sends no headers gets pages that bring their policy, and the program packed.
func TestStaticNeedsNoHost(t *testing.T) {
	files := static(t)
	for name, octets := range files {
		if path.Ext(name) == ".html" && !bytes.Contains(octets, []byte(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '`)) {
			t.Errorf("%s: no policy", name)
		}
		if path.Ext(name) == ".wasm" {
			t.Errorf("%s: a program that nobody packs", name)
		}
	}
	var packed []string
	for name, octets := range files {
		if strings.HasSuffix(name, "/poplab.wasm.gz") && bytes.HasPrefix(octets, []byte{0x1f, 0x8b}) {
			packed = append(packed, name)
		}
	}
	if len(packed) != 1 {
		t.Errorf("packed programs: %q", packed)
	}
}

// The service worker keeps files that are there, and all pages.
func TestStaticWorkerKeepsWhatIsThere(t *testing.T) {
	files := static(t)
	worker := string(files["sw.js"])
	build := regexp.MustCompile(`(?m)^const BUILD = "(.*)";$`).FindStringSubmatch(worker)
	listed := regexp.MustCompile(`(?m)^const (?:ASSETS|PAGES) = (.*);$`).FindAllStringSubmatch(worker, -1)
	if build == nil || len(listed) != 2 {
		t.Fatalf("the worker begins with\n%.300s", worker)
	}
	kept := map[string]bool{}
	for i, m := range listed {
		for _, quoted := range regexp.MustCompile(`"([^"]*)"[,\]]`).FindAllStringSubmatch(m[1], -1) {
			name := quoted[1]
			if i == 0 {
				name = build[1] + name
			} else if name == "" || strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			if kept[name] = true; files[name] == nil {
				t.Errorf("the worker keeps %s, which is not there", name)
			}
		}
	}
	for name := range files {
		if !kept[name] && name != "sw.js" && name != "404.html" {
			t.Errorf("the worker does not keep %s", name)
		}
	}
}

// Languages choose their folders.
func TestStaticLanguages(t *testing.T) {
	static(t) // skips where nothing is built
	files, err := Static(Options{Languages: []string{"de"}})
	if err != nil {
		t.Fatal(err)
	}
	if page := files["index.html"]; !bytes.Contains(page, []byte(`<html lang="de"`)) || files["en/index.html"] != nil {
		t.Errorf("one language: the first page is\n%.200s", page)
	}
	if !strings.Contains(string(files["manifest.webmanifest"]), `"lang":"de"`) {
		t.Error("the manifest is not in German")
	}
}

// A site in a single file asks nobody for anything, and each of its links leads into it.
func TestSingleHoldsAll(t *testing.T) {
	static(t) // skips where nothing is built
	o, err := wholeCourse()
	if err != nil {
		t.Fatal(err)
	}
	file, err := Single(o)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]*html.Node{}
	doc := parsed(t, file)
	for n := range doc.Descendants() {
		if at := attribute(n, "data-page"); at != "" {
			pages[at] = n
		}
	}
	if len(pages) < 30 {
		t.Fatalf("only %d pages", len(pages))
	}
	data := 0
	for at, page := range pages {
		if attribute(page, "data-entry") == "" && !strings.HasSuffix(at, "/nowhere/") {
			t.Errorf("%s: no module brings the page to life", at)
		}
		for n := range page.Descendants() {
			for _, a := range n.Attr {
				switch route, fragment, _ := strings.Cut(strings.TrimPrefix(a.Val, "#"), "#"); {
				case a.Key != "href" && a.Key != "src", strings.HasPrefix(a.Val, "https://"), strings.HasPrefix(a.Val, "mailto:"):
				case strings.HasPrefix(a.Val, "data:"):
					data++
				case !strings.HasPrefix(a.Val, "#/") || pages[route] == nil:
					t.Errorf("%s: %s=%q leads out of the file", at, a.Key, a.Val)
				case fragment != "" && !hasID(pages[route], fragment):
					t.Errorf("%s: nothing has the id of %q", at, a.Val)
				}
			}
		}
	}
	if data < 2 {
		t.Errorf("%d files beside lessons are held, want a picture and a link to it", data)
	}
	for _, id := range []string{"asset-poplab.wasm.gz", "asset-notes.en.txt", "asset-notes.de.txt", "asset-phrases.de.txt", "modules"} {
		if !hasID(doc, id) {
			t.Errorf("the file does not hold %s", id)
		}
	}
}
