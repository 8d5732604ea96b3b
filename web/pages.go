// Package web holds the pages, the stylesheet and the page's ES modules.
//
// A page is made in three steps, one file kind each:
//
//	view_*.go   what the page shows, as plain values: no markup, no choices left
//	*.templ     the markup, which only walks a view: no calls, no logic
//	static/     what moves: one ES module per part of the page, one stylesheet
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
// To add a page: write its view and its component, and add one line to Pages.
// After editing a .templ file run "go tool templ generate -path web"; the
// generated *_templ.go files are committed.
package web

import (
	"context"
	"embed"
	"io"
	"io/fs"

	"poplab/lessons"
)

// Options are what the pages show.
type Options struct {
	Assets  string // URL prefix of the built assets, such as "/assets/1a2b3c/"
	Course  lessons.Course
	Targets []Target
	Graded  *Graded // the lesson on real ports; nil without one
}

// Target is a real server that the bridge offers.
type Target struct {
	Name    string
	Address string // host:port
	Mask    bool   // secrets are masked on screen: everywhere but where the page prints them
}

// Page is one page of the site. Pages depend on Options alone, so a server may
// render them once and a static site may write them to files.
type Page struct {
	Path   string // "/", "/practice/", "/practice/drill/", "/lessons/L1/", "/annotate/", "/bridge/", "/reference/"
	Render func(ctx context.Context, w io.Writer) error
}

// Pages are all pages of the site.
func Pages(o Options) []Page {
	pages := []Page{
		{Path: homePath, Render: home(viewHome(o)).Render},
		{Path: practicePath, Render: practice(viewPractice(o)).Render},
		{Path: lessonsPath, Render: path(viewPath(o)).Render},
		{Path: annotatePath, Render: annotate(viewAnnotate(o)).Render},
		{Path: bridgePath, Render: realServer(viewBridge(o)).Render},
		{Path: manualPath, Render: manual(viewManual(o)).Render},
	}
	for i := range o.Course.Lessons {
		v := viewLesson(o, i)
		pages = append(pages, Page{Path: v.Here, Render: lesson(v).Render})
	}
	if o.Course.Drill != nil {
		pages = append(pages, Page{Path: drillPath, Render: drill(viewDrill(o)).Render})
	}
	if o.Graded != nil {
		pages = append(pages, Page{Path: GradePath, Render: grade(viewGrade(o)).Render})
	}
	return pages
}

// Problem is the page for an HTTP error: a title, and a sentence that says what
// to do. It has no path of its own.
func Problem(o Options, title, text string) Page {
	return Page{Render: problem(viewProblem(o, title, text)).Render}
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
