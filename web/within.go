package web

import (
	"context"
	"html"

	"github.com/a-h/templ"
)

// Within are the assets whose text stands in every page, where Options.Texts has it: a first
// page can be drawn as soon as it is there, without the way to the host and back once more.
var Within = []string{"early.js", "style.css"}

// script is one that runs before anything is drawn. It is told where the top of the site is.
func script(ctx context.Context, name string) templ.Component {
	top := ` data-top="` + html.EscapeString(common(ctx, "/")) + `"`
	if text, ok := here(ctx).Texts[name]; ok {
		return templ.Raw("<script" + top + ">" + text + "</script>")
	}
	return templ.Raw("<script" + top + ` src="` + html.EscapeString(asset(ctx, name)) + `"></script>`)
}

// style is a sheet of styles, by the name of its asset.
func style(ctx context.Context, name string) templ.Component {
	if text, ok := here(ctx).Texts[name]; ok {
		return templ.Raw(`<style data-name="` + name + `">` + text + `</style>`)
	}
	return templ.Raw(`<link rel="stylesheet" href="` + html.EscapeString(asset(ctx, name)) + `">`)
}
