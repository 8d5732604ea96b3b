// Package web holds the pages, the stylesheet and the page's ES modules.
package web

import (
	"context"
	"io"
	"io/fs"

	"poplab/lessons"
)

// Options are what the pages show.
type Options struct {
	Assets  string // URL prefix of the built assets, such as "/assets/1a2b3c/"
	Lessons []lessons.Lesson
	Targets []Target
}

// Target is a real server that the bridge offers.
type Target struct {
	Name    string
	Address string // host:port
	Mask    bool   // secrets are masked on screen: every target but the practice server
}

// Page is one page of the site. Pages depend on Options alone, so a server may
// render them once and a static site may write them to files.
type Page struct {
	Path   string // "/", "/practice/", "/lessons/L1/", "/bridge/"
	Render func(ctx context.Context, w io.Writer) error
}

// Pages are all pages of the site.
func Pages(o Options) []Page { return nil }

// Problem is the page for an HTTP error: a title, and a sentence that says what to do.
func Problem(o Options, title, text string) Page { return Page{} }

// Dist are the files that "make" built: WebAssembly, modules and stylesheet, each
// beside its .br and .gz form. It is empty when nothing was built.
func Dist() fs.FS { return nil }
