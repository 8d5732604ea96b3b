// Package web holds the pages, the stylesheet and the page's ES modules.
//
// A page is made in three steps, one file kind each:
//
//	view_*.go   what the page shows, as plain values: no markup, no choices left
//	*.templ     the markup, which only walks a view: no calls, no logic
//	static/     what moves, one ES module per part of the page, and how it looks:
//	            style.css for every page, and a stylesheet for what few pages have
//
// Pages are complete without any script: lesson text, console frame and the
// reference transcript are in the HTML. static/main.js then brings the console
// to life with the WebAssembly that web/build put beside it. What takes long runs in
// a worker, static/reader.js, on the same WebAssembly.
//
// A lesson is made of blocks. To add a kind of block: give it a view in view_*.go, a
// component, and a row in block of lesson.templ; a puzzle has a module of its own
// too, which static/lesson.js looks up by the kind and which extends Step.
//
// Pages are written once for all languages and for any folder of a web host: a
// component takes its links from to, common and asset, which know by the context where
// the page stands (place.go), and its texts from t, say and prose, which know by it the
// language (say.go). The English text is the key of words.de.txt; tests find texts that are in
// no language but English, and words that no text needs.
//
// To add a page: write its view and its component, and add one line to tree.
// After editing a .templ file run "go tool templ generate -path web"; the
// generated *_templ.go files are committed.
package web

import (
	"context"
	"embed"
	"io"
	"io/fs"

	"github.com/a-h/templ"

	"poplab/lessons"
)

// Options are what the pages show.
type Options struct {
	Assets string // path of the built assets within the site, such as "/assets/1a2b3c/"
	// Packed says that the host sends files as they are, so that the WebAssembly is
	// asked for as its .gz form.
	Packed bool
	// Texts are those of assets that stand in the pages, by name: of Within, or none.
	Texts map[string]string
	// Languages of the pages, of the variable of that name. The first has the top of the site, each
	// other one a folder of its name, such as /de/. nil stands for both, English first.
	Languages []string
	Course    lessons.Course
	Targets   []Target
	// AnyPublic offers every server with a public address besides the targets.
	AnyPublic bool
	Graded    *Graded // the lesson on real ports; nil without one
}

// Target is a real server that the bridge offers.
type Target struct {
	Name    string
	Address string // host:port
	Mask    bool   // secrets are masked on screen: everywhere but where the page prints them
	TLS     string // how it comes about between bridge and server: "implicit", "starttls" or "" for none
	Near    bool   // the server is on the machine of the bridge, so that no network lies between
}

// Page is one page of the site. Pages depend on Options alone, so a server may
// render them once and a static site may write them to files.
type Page struct {
	// Path is "/", "/practice/", "/lessons/L1/" and so on; that of a language which does
	// not have the top of the site begins with its folder: "/de/lessons/L1/".
	Path     string
	Language string
	Render   func(ctx context.Context, w io.Writer) error
}

// Languages are those that the pages can be in.
var Languages = []string{english, "de"}

const english = "en"

// Pages are all pages of the site, those of the first language first.
func Pages(o Options) []Page {
	var pages []Page
	for _, at := range o.places() {
		pages = append(pages, o.tree(at)...)
	}
	return pages
}

// Trees are the folders of the languages, in the order of the pages: "" and "de/".
func Trees(o Options) []string {
	var list []string
	for _, at := range o.places() {
		list = append(list, at.Tree[1:])
	}
	return list
}

// Courses are the lessons in the languages of the trees, in their order.
func Courses(o Options) []lessons.Course {
	var list []lessons.Course
	for _, at := range o.places() {
		list = append(list, o.Course.In(at.Language))
	}
	return list
}

// places are the folders of the languages, each as a place without a path.
func (o Options) places() []place {
	languages := o.Languages
	if languages == nil {
		languages = Languages
	}
	var list []place
	for i, language := range languages {
		at := place{Language: language, Tree: "/", Assets: o.Assets, Packed: o.Packed, Texts: o.Texts}
		if i > 0 {
			at.Tree += language + "/"
		}
		list = append(list, at)
	}
	var editions []edition
	for _, at := range list {
		editions = append(editions, edition{at.Language, at.Tree})
	}
	for i := range list {
		list[i].Editions = editions
	}
	return list
}

// tree makes the pages of one language; at says where they stand.
func (o Options) tree(at place) []Page {
	o.Course = o.Course.In(at.Language)
	var pages []Page
	add := func(path string, c templ.Component) {
		at.Path = path
		pages = append(pages, Page{at.Tree + path[1:], at.Language, at.render(c)})
	}
	add(homePath, home(viewHome(o)))
	add(practicePath, practice(viewPractice(o)))
	add(lessonsPath, path(viewPath(o)))
	add(annotatePath, annotate(viewAnnotate(o)))
	if len(o.Targets) > 0 || o.AnyPublic {
		add(bridgePath, realServer(viewBridge(o)))
	} else {
		add(bridgePath, noServer(viewNoServer(o)))
	}
	add(manualPath, manual(viewManual(o)))
	for i := range o.Course.Lessons {
		v := viewLesson(o, i)
		add(v.Here, lesson(v))
		h := viewHandout(o, i)
		add(h.Here, handout(h))
	}
	if o.Course.Drill != nil {
		add(drillPath, drill(viewDrill(o)))
	}
	if o.Graded != nil {
		add(GradePath, grade(viewGrade(o)))
	}
	return pages
}

// Problem is the page for an HTTP error: a title, and a sentence that says what
// to do. It has no path of its own.
func Problem(o Options, title, text string) Page {
	at := place{Assets: o.Assets, Packed: o.Packed, Texts: o.Texts}
	return Page{Language: english, Render: at.render(problem(viewProblem(o, verbatim(title), verbatim(text))))}
}

// Lost are the pages for an address without one, in the languages of the site. Each is shown
// at any address; its path leads only to the folder of its language.
func Lost(o Options) []Page {
	var list []Page
	for _, at := range o.places() {
		v := viewLost(o)
		list = append(list, Page{at.Tree + "nowhere/", at.Language, at.render(problem(v))})
	}
	return list
}

//go:embed all:dist
var dist embed.FS

// Dist are the files that "make" built: WebAssembly, modules and stylesheet, each
// beside its .br and .gz form. Nothing but a .gitignore is in it when nothing
// was built.
func Dist() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("web: " + err.Error()) // the name is a constant and valid
	}
	return files
}
