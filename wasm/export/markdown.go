package export

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// writeMarkdown writes the lines in the fence that lessons use, and the notes in a
// table below it. The whole file can be pasted into a lesson: its heading is one of
// the text, and it has no HTML. No line of the session can end the fence, since
// each begins with the letter of its side.
func writeMarkdown(s *Session) ([]byte, error) {
	var b sheet
	b.fill("## %\n\n", inMarkdown(s.title()))
	s.facts(&b, "- %: %\n")
	b.put("\n```pop3\n")
	for i := range s.Transcript.Entries {
		if s.beginsSilently(i) {
			b.put("```\n\n```pop3\n")
		}
		b.put(s.marked(i))
	}
	w := s.words()
	b.fill("```\n\n| % | % | % |\n|---:|---|---|\n", w.line, w.note, w.source)
	for i := range s.Notes {
		s.tableRow(&b, i)
	}
	b.put(s.links())
	return b, nil
}

// beginsSilently says whether a further connection begins with entry i, and no line
// of telnet says so. It gets a fence of its own: the reader of a fence could not tell.
func (s *Session) beginsSilently(i int) bool {
	e := &s.Transcript.Entries[i]
	return s.begins(i) && e.Session > 1 && e.Topic != transcript.Opened
}

// tableRow writes note i as a row of the table.
func (s *Session) tableRow(b *sheet, i int) {
	n, call := &s.Notes[i], s.call(i)
	if call != "" {
		call = "**" + call + "** "
	}
	b.fill("| % | %% | [%]% |\n", strconv.Itoa(i+1), call, inMarkdown(n.Text), n.RFC, dotted(n.Rule))
}

// links says once where each section is to be read, so that rows stay short.
func (s *Session) links() string {
	links := "\n"
	for i := range s.Notes {
		link := "[" + s.Notes[i].RFC + "]: "
		if !strings.Contains(links, link) {
			links += link + pop3.CitationURL(s.Notes[i].RFC) + "\n"
		}
	}
	return links
}

// inMarkdown is a text that stays text: what could begin emphasis, code, a link, HTML,
// a formula or the next cell gets a backslash.
//
//go:noinline
func inMarkdown(text string) string {
	return escaped(text, "\\`*_[]<>&|~$", func(c byte) string { return "\\" + string(rune(c)) })
}
