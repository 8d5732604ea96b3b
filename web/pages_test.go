package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestPagesAreThere(t *testing.T) {
	var paths, german []string
	for _, p := range Pages(options) {
		if p.Language == english {
			paths = append(paths, p.Path)
		} else if want := "/" + p.Language + paths[len(german)]; p.Path != want {
			t.Errorf("the page after %q is %q, want %q", german, p.Path, want)
		} else {
			german = append(german, p.Path)
		}
	}
	want := []string{"/", "/practice/", "/lessons/", "/annotate/", "/bridge/", "/reference/", "/lessons/L1/", "/lessons/L1/handout/", "/lessons/L2/", "/lessons/L2/handout/", "/practice/drill/", "/grade/"}
	if !slices.Equal(paths, want) || len(german) != len(want) {
		t.Errorf("pages are %q and %q, want %q in two languages", paths, german, want)
	}
}

// The first language has the top of the site.
func TestLanguagesOfTheSite(t *testing.T) {
	for _, c := range []struct{ languages, first, last string }{
		{"de", "/ de", "/grade/ de"},
		{"de en", "/ de", "/en/grade/ en"},
	} {
		o := options
		o.Languages = strings.Fields(c.languages)
		list := Pages(o)
		first, last := list[0], list[len(list)-1]
		if got := first.Path + " " + first.Language; got != c.first {
			t.Errorf("%s: the first page is %s, want %s", c.languages, got, c.first)
		}
		if got := last.Path + " " + last.Language; got != c.last {
			t.Errorf("%s: the last page is %s, want %s", c.languages, got, c.last)
		}
	}
}

func TestEveryPageHasItsFrame(t *testing.T) {
	titles := map[string]string{}
	for _, d := range allPages(t) {
		if lang := attr(d.elements("html")[0], "lang"); lang != d.language {
			t.Errorf("%s: language %q, want %q", d.path, lang, d.language)
		}
		if n := len(d.elements("h1")); n != 1 {
			t.Errorf("%s: %d h1", d.path, n)
		}
		title := d.language + ": " + textOf(d.elements("title")[0])
		if other, taken := titles[title]; taken || title == "" {
			t.Errorf("%s: title %q is that of %q too", d.path, title, other)
		}
		titles[title] = d.path
		metas := map[string]string{}
		for _, m := range d.elements("meta") {
			metas[attr(m, "name")] = attr(m, "content")
		}
		if len(metas["description"]) < 10 {
			t.Errorf("%s: description %q", d.path, metas["description"])
		}
		if !strings.Contains(metas["viewport"], "interactive-widget=resizes-content") {
			t.Errorf("%s: viewport %q", d.path, metas["viewport"])
		}
	}
}

// A strict Content-Security-Policy refuses all of these.
func TestNothingInline(t *testing.T) {
	for _, d := range allPages(t) {
		for _, n := range d.elements("") {
			switch {
			case n.Data == "style":
				t.Errorf("%s: a style element", d.path)
			case n.Data == "script" && attr(n, "type") != "application/json" && (attr(n, "src") == "" || n.FirstChild != nil):
				t.Errorf("%s: an inline script", d.path)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", d.path, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// Before its modules are there, a form would ask the server, which the policy refuses.
func TestFormsAskNobody(t *testing.T) {
	for _, d := range allPages(t) {
		for _, f := range d.elements("form") {
			if attr(f, "method") != "dialog" {
				t.Errorf("%s: form %q has the method %q", d.path, attr(f, "id"), attr(f, "method"))
			}
		}
	}
}

// Links lead to pages, fragments to elements, assets to files, and all else to
// the RFC editor.
func TestLinksLeadSomewhere(t *testing.T) {
	paths := map[string]bool{}
	for _, p := range Pages(options) {
		paths[p.Path] = true
	}
	for path := range Manifests(options) {
		paths[path] = true
	}
	for _, n := range render(t, Pages(options)[5]).elements("tr") {
		paths[manualPath+"#"+attr(n, "id")] = true
		paths["/de"+manualPath+"#"+attr(n, "id")] = true
	}
	for _, d := range allPages(t) {
		for _, n := range d.elements("") {
			link := attr(n, "href") + attr(n, "src")
			at := d.resolve(link)
			switch {
			case link == "", link == string(icon), strings.HasPrefix(link, "https://www.rfc-editor.org/rfc/rfc"):
			case strings.HasPrefix(link, "/") && d.path != "":
				t.Errorf("%s: %q works at the top of a host only", d.path, link)
			case paths[at]:
			case strings.HasPrefix(at, options.Assets):
				wantAsset(t, d.path, strings.TrimPrefix(at, options.Assets))
			case strings.HasPrefix(link, "#"):
				if !slices.ContainsFunc(d.elements(""), func(n *html.Node) bool { return attr(n, "id") == link[1:] }) {
					t.Errorf("%s: nothing has the id of %q", d.path, link)
				}
			default:
				t.Errorf("%s: <%s> leads to %q", d.path, n.Data, link)
			}
		}
	}
}

// made are the assets that web/build makes; all others are in static.
var made = []string{"poplab.wasm", "wasm_exec.js", "notes.en.txt", "notes.de.txt", "phrases.de.txt", "base.js", "bench.js", "around.js", "steps.js"}

func wantAsset(t *testing.T, page, name string) {
	t.Helper()
	if _, err := os.Stat("static/" + name); err != nil && !slices.Contains(made, name) {
		t.Errorf("%s: no asset %q", page, name)
	}
}

func TestIDsAreUnique(t *testing.T) {
	for _, d := range allPages(t) {
		seen := map[string]bool{}
		for _, n := range d.elements("") {
			id := attr(n, "id")
			if id != "" && seen[id] {
				t.Errorf("%s: id %q twice", d.path, id)
			}
			seen[id] = true
		}
	}
}

func TestLessonPage(t *testing.T) {
	d := render(t, Pages(options)[6])
	var tasks []string
	for _, n := range d.elements("ol") {
		if attr(n, "aria-labelledby") == "tasks" {
			tasks = append(tasks, textOf(n))
		}
	}
	if want := []string{"open Log in"}; !slices.Equal(tasks, want) {
		t.Errorf("the list below the heading Tasks holds %q, want %q", tasks, want)
	}
	for _, want := range []string{
		"data-scenario=\"host dewey\nuser mrose secret\nmessage m1\n\"",
		"data-tasks=\"task login\nstate TRANSACTION reached\n\"",
		`<span class="text" translate="no">+OK &lt;hello&gt;  there </span>`,
		`role="group" id="task-login"`,
		`data-field="count"`, `<option>one line</option>`,
		`<fieldset data-question="quiz-3-1">`,
		`<a rel="next" href="../../lessons/L2/">`,
		`href="https://www.rfc-editor.org/rfc/rfc1939#section-4"`,
	} {
		if !strings.Contains(d.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

func TestCourseNamesItsTasks(t *testing.T) {
	d := render(t, Pages(options)[2])
	want := regexp.MustCompile(`<li data-lesson="L2" data-tasks="guess:[0-9a-f]{4} holes:[0-9a-f]{4} .* list:[0-9a-f]{4}">`)
	if !want.MatchString(d.text) {
		t.Errorf("the list of lessons does not hold %s", want)
	}
}

func TestBridgePageWithoutTargets(t *testing.T) {
	var d document
	for _, p := range Pages(Options{}) {
		if p.Path == bridgePath {
			d = render(t, p)
		}
	}
	if len(d.elements("input")) > 0 {
		t.Error("the page has a command line that leads nowhere")
	}
	if !strings.Contains(d.text, "poplab serve -target") {
		t.Error("the page does not say how to get a target")
	}
}

// Servers that are no targets need no target beside them.
func TestBridgePageForAnyServer(t *testing.T) {
	for _, p := range Pages(Options{AnyPublic: true}) {
		if p.Path == bridgePath && len(render(t, p).elements("input")) == 0 {
			t.Error("the page has no command line")
		}
	}
}
