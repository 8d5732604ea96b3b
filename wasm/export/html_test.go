package export

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func parsed(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// all are the elements of that name, or of any for "".
func all(n *html.Node, name string) []*html.Node {
	var list []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && (name == "" || c.Data == name) {
			list = append(list, c)
		}
	}
	return list
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// elements are all that a page may have, and attributes all of theirs.
var (
	elements   = strings.Fields("html head meta title style body main h1 dl div dt dd p table thead tbody tr th td b code strong small a")
	attributes = strings.Fields("lang charset name http-equiv content scope id class href colspan")
)

// A page shows the lines and notes of the session and has nothing else in it.
func TestHTML(t *testing.T) {
	anyLines(t, func(s *Session) bool {
		page := file(t, s, "html")
		doc := parsed(t, page)
		return isPlain(t, doc) && isBalanced(t, page) && showsSession(t, doc, s)
	})
}

func isPlain(t *testing.T, doc *html.Node) bool {
	for _, e := range all(doc, "") {
		if !slices.Contains(elements, e.Data) {
			t.Logf("element %s", e.Data)
			return false
		}
		for _, a := range e.Attr {
			if !slices.Contains(attributes, a.Key) || a.Key == "href" && !strings.HasPrefix(a.Val, "https://www.rfc-editor.org/rfc/") {
				t.Logf("attribute %s=%q", a.Key, a.Val)
				return false
			}
		}
	}
	return len(all(doc, "style")) == 1
}

// isBalanced says whether every element is closed where it should be, which the
// parser of a browser would mend in silence.
func isBalanced(t *testing.T, page string) bool {
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch kind, token := z.Next(), z.Token(); kind {
		case html.ErrorToken:
			return len(open) == 0
		case html.StartTagToken:
			if token.Data != "meta" {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Logf("</%s> within %q", token.Data, open)
				return false
			}
			open = open[:len(open)-1]
		}
	}
}

func showsSession(t *testing.T, doc *html.Node, s *Session) bool {
	rows := all(all(doc, "tbody")[0], "tr")
	if len(rows) != len(s.Notes) {
		t.Logf("%d rows for %d lines", len(rows), len(s.Notes))
		return false
	}
	for i, row := range rows {
		note := textOf(all(row, "td")[1])
		if textOf(all(row, "code")[0]) != s.line(i) || !strings.HasPrefix(note, s.called(i)) || !linksTo(row, s.Notes[i].RFC) {
			t.Logf("row %d shows %q and %q, want %q and %q", i+1, textOf(row), note, s.line(i), s.called(i))
			return false
		}
	}
	return true
}

func TestHTMLTellsWhatItIs(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "QUIT", "telnet dewey 110", "DELE")
	s.Language = "de"
	page := file(t, s, "html")
	doc := parsed(t, page)
	if !strings.HasPrefix(page, "<!DOCTYPE html>\n") || attribute(all(doc, "html")[0], "lang") != "de" {
		t.Error("a page without doctype or language")
	}
	for _, name := range []string{"title", "h1"} {
		if got := textOf(all(doc, name)[0]); got != "POP3-Sitzung mit dewey" {
			t.Errorf("%s is %q", name, got)
		}
	}
	if heads := all(all(doc, "thead")[0], "th"); len(heads) != 3 || attribute(heads[0], "scope") != "col" {
		t.Errorf("the table has %d headings", len(heads))
	}
	groups := all(doc, "tbody")
	if len(groups) != 3 || textOf(all(groups[2], "th")[0]) != "POP3-Sitzung 2 mit dewey" {
		t.Errorf("two sessions and the words before them are %d groups", len(groups))
	}
	ids := map[string]bool{}
	for _, row := range all(doc, "tr") {
		if id := attribute(row, "id"); ids[id] && id != "" {
			t.Errorf("the id %q is there twice", id)
		} else {
			ids[id] = true
		}
	}
}
