package web

import (
	_ "embed" // the icon
	"net/url"

	"github.com/a-h/templ"
)

//go:embed favicon.svg
var favicon string

// icon is the picture of the site. It stands in the page, since a file would be a
// request of its own.
var icon = templ.SafeURL("data:image/svg+xml," + url.PathEscape(favicon))

// The paths of the site. Lessons live below lessonsPath by their ID.
const (
	homePath     = "/"
	practicePath = "/practice/"
	drillPath    = "/practice/drill/"
	lessonsPath  = "/lessons/"
	annotatePath = "/annotate/"
	bridgePath   = "/bridge/"
	manualPath   = "/reference/"
)

// frameView is what every page has around its content.
type frameView struct {
	Title       phrase   // the page's own name
	Description phrase   // one sentence, for search engines and link previews
	Here        string   // path of the page within its language, "" for a problem
	Entry       string   // the module that starts the page; "" when nothing moves
	Modules     []string // modules that the entry imports
	Styles      []string // stylesheets of this page alone
	Speaking    []string // modules whose words the page holds in another language; nil stands for all
	Prompt      bool     // the page has a command line
	Engine      bool     // the page loads the WebAssembly and the texts of its notes
	Nav         []navItem
}

// navItem is one link of the site's navigation.
type navItem struct {
	Path string
	Name phrase
	Here bool
}

// consoleModules are what every entry module with a console imports. A page that
// lists them lets the browser fetch all at once instead of one after another.
var consoleModules = []string{
	"console.js", "transcript.js", "leaves.js", "workbench.js", "progress.js", "engine.js", "asset.js", "language.js", "say.js", "wasm_exec.js",
}

// frame fills what the pages have in common. name is the page's own name.
func (o Options) frame(here string, name, description phrase) frameView {
	return frameView{
		Title:       name,
		Description: description,
		Here:        here,
		Nav: []navItem{
			{lessonsPath, say("Lessons"), here == lessonsPath},
			{practicePath, say("Practice"), here == practicePath},
			{annotatePath, say("Annotate a log"), here == annotatePath},
			{bridgePath, say("Real server"), here == bridgePath},
			{manualPath, say("Reference"), here == manualPath},
		},
	}
}

// withConsole adds what a page with a console loads, beginning at the entry
// module; extra are the modules of this page alone.
func (f frameView) withConsole(entry string, extra ...string) frameView {
	f = f.withEngine(entry, append(append([]string{}, consoleModules...), extra...)...)
	f.Prompt = true
	return f
}

// withEngine adds what a page with an engine loads: the entry, and all modules
// that it imports.
func (f frameView) withEngine(entry string, modules ...string) frameView {
	f.Entry, f.Modules, f.Engine = entry, modules, true
	return f
}
