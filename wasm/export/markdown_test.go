package export

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// rendered is markdown as a page shows it.
func rendered(t *testing.T, markdown string) *html.Node {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	return parsed(t, page.String())
}

// What is rendered are the lines and the notes, as text, and links to sections.
func TestMarkdown(t *testing.T) {
	anyLines(t, func(s *Session) bool {
		page := rendered(t, file(t, s, "markdown"))
		fence := textOf(all(page, "pre")[0])
		lines := ""
		for i := range s.Transcript.Entries {
			lines += s.marked(i)
		}
		cells := all(page, "td")
		if fence != lines || len(cells) != 3*len(s.Notes) || len(all(page, "script")) > 0 {
			t.Logf("got\n%s\nwant\n%s\nin %d cells", fence, lines, len(cells))
			return false
		}
		for i := range s.Notes {
			if got := textOf(cells[3*i+1]); got != s.called(i) || !linksTo(cells[3*i+2], s.Notes[i].RFC) {
				t.Logf("note %d is %q, want %q", i+1, got, s.called(i))
				return false
			}
		}
		return true
	})
}

func linksTo(cell *html.Node, rfc string) bool {
	links := all(cell, "a")
	return len(links) == 1 && textOf(links[0]) == rfc
}

func TestMarkdownKeepsAnyTextOfANote(t *testing.T) {
	s := fed(false, "S: +OK")
	for _, text := range hostile {
		text = strings.TrimSpace(strings.Map(func(r rune) rune {
			if r < ' ' || r == '\uFFFD' {
				return '?' // a note has no control characters
			}
			return r
		}, text))
		s.Notes[0].Text = text
		if got := textOf(all(rendered(t, file(t, s, "markdown")), "td")[1]); strings.TrimSpace(got) != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

// A connection that telnet tells of goes on in the fence; any other begins one.
func TestFencePerUntoldSession(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "QUIT", "telnet dewey 110", "QUIT")
	if n := strings.Count(file(t, s, "markdown"), "```pop3\n"); n != 1 {
		t.Errorf("a console with two connections has %d fences", n)
	}
	tr := fed(false, "S: +OK").Transcript
	tr.Open("dewey")
	tr.Server([]byte("+OK\r\n"))
	if n := strings.Count(file(t, sessionOf(tr, false), "markdown"), "```pop3\n"); n != 2 {
		t.Errorf("two connections that no line tells of have %d fences", n)
	}
}
