package export

import (
	"strconv"

	"poplab/wasm/pop3"
)

// writeHTML writes a page of its own: lines and notes side by side in one table,
// for reading on a screen and on paper. It loads nothing and runs nothing, which
// its policy also tells the browser.
func writeHTML(s *Session) ([]byte, error) {
	w, title := s.words(), inHTML(s.title())
	var b sheet
	b.fill(htmlHead, w.language, title, style, title)
	s.facts(&b, "<div><dt>%</dt><dd>%</dd></div>\n")
	b.fill(htmlTable, w.legend, w.line, w.session, w.note)
	for i := range s.Transcript.Entries {
		if s.begins(i) {
			b.fill(htmlGroup, inHTML(s.heading(i)))
		}
		s.htmlRow(&b, i)
	}
	b.put("</tbody>\n</table>\n</main>\n</body>\n</html>\n")
	return b, nil
}

// htmlRow writes line i and its note.
func (s *Session) htmlRow(b *sheet, i int) {
	n, call := &s.Notes[i], s.call(i)
	if call != "" {
		call = "<strong>" + call + "</strong> "
	}
	side, number := s.side(i), strconv.Itoa(i+1)
	b.fill(htmlRow, number, side, n.Severity.String(), number, side, inHTML(s.line(i)),
		call, inHTML(n.Text), pop3.CitationURL(n.RFC), n.RFC, dotted(n.Rule), dotted(s.later(i)))
}

// inHTML is a text that is nothing else in HTML, in an element and in a quoted
// attribute.
//
//go:noinline
func inHTML(text string) string {
	return escaped(text, `&<>"`, func(c byte) string { return "&#" + strconv.Itoa(int(c)) + ";" })
}

// The forms of the page. Of several connections each is a group of rows.
const (
	htmlHead = `<!DOCTYPE html>
<html lang="%">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%</title>
<style>
%</style>
</head>
<body>
<main>
<h1>%</h1>
<dl>
`
	htmlTable = `</dl>
<p>%</p>
<table>
<thead>
<tr><th scope="col">%</th><th scope="col">%</th><th scope="col">%</th></tr>
</thead>
<tbody>
`
	htmlGroup = `</tbody>
<tbody>
<tr><th colspan="3" scope="rowgroup">%</th></tr>
`
	htmlRow = `<tr id="line-%" class="% %"><th scope="row">%</th><td><b>%</b> <code>%</code></td>` +
		`<td>%% <small><a href="%">%</a>%%</small></td></tr>
`
)

// style is the look of the site, as far as a table needs it. On paper no row is
// broken, and the headings stand on every page.
const style = `:root { color-scheme: light dark; --paper: #fcfbf8; --ink: #1d1c1a; --quiet: #5d5951; --hair: #d8d4ca; --accent: #1d4f7c; --tint: #edf2f6; --lit: #fbf0cf }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #15181b; --ink: #e7e4dd; --quiet: #aaa69d; --hair: #363b40; --accent: #8fbce6; --tint: #1b242d; --lit: #3a3318 }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Georgia, "DejaVu Serif", serif }
main { max-width: 80rem; margin: auto; padding: 1.5rem 1rem }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere }
dl { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 1rem 0 0 }
dl div { display: flex; gap: 0.5rem }
dd { margin: 0; font-weight: 600 }
dt, p, thead, small { color: var(--quiet) }
p { margin: 0 0 1rem }
a { color: var(--accent) }
small { display: inline-block }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-top: 1px solid var(--hair); font-weight: 400; text-align: start; vertical-align: baseline; overflow-wrap: anywhere }
th:first-child { width: 3.5rem; padding-inline-start: 0.25rem; color: var(--quiet) }
th[scope=rowgroup] { width: auto; padding-top: 1.5rem; font-weight: 600 }
code { font: 0.875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; tab-size: 8 }
.C { background: var(--tint) }
.C code { font-weight: 600 }
.L td:nth-child(2) { color: var(--quiet) }
.error { background: var(--lit) }
.error td:last-child { padding-inline-start: 0.5rem; border-inline-start: 3px solid var(--ink) }
@media screen and (max-width: 40rem) {
  table, tbody { display: block }
  thead { position: absolute; clip-path: inset(50%) }
  tr { display: grid; grid-template-columns: 3.5rem 1fr; border-top: 1px solid var(--hair) }
  th, td { border: 0 }
  td:last-child { grid-column: 2 }
  th[scope=rowgroup] { grid-column: 1 / 3 }
}
@media print {
  @page { margin: 15mm }
  body { background: none; font-size: 10pt }
  main { max-width: none; padding: 0 }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  th[scope=rowgroup] { break-after: avoid }
  a { color: inherit; text-decoration: none }
}
`
