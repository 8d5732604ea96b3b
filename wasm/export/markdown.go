package export

import (
	"slices"
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
	b := appendMarkdown([]byte("## "), s.title())
	b = append(b, "\n\n"...)
	for _, f := range s.facts() {
		b = append(b, "- "+f.name+": "+f.value+"\n"...)
	}
	b = append(b, "\n```pop3\n"...)
	for i := range s.Transcript.Entries {
		if s.beginsSilently(i) {
			b = append(b, "```\n\n```pop3\n"...)
		}
		b = s.marked(b, i)
	}
	w := s.words()
	b = append(b, "```\n\n| "+w.line+" | "+w.note+" | "+w.source+" |\n|---:|---|---|\n"...)
	for i := range s.Notes {
		b = s.tableRow(b, i)
	}
	return append(b, s.links()...), nil
}

// beginsSilently says whether a further connection begins with entry i, and no line
// of telnet says so. It gets a fence of its own: the reader of a fence could not tell.
func (s *Session) beginsSilently(i int) bool {
	e := &s.Transcript.Entries[i]
	return s.begins(i) && e.Session > 1 && e.Topic != transcript.Opened
}

// tableRow appends note i as a row of the table.
func (s *Session) tableRow(b []byte, i int) []byte {
	n := &s.Notes[i]
	b = append(b, "| "+strconv.Itoa(i+1)+" | "...)
	if call := s.call(i); call != "" {
		b = append(b, "**"+call+"** "...)
	}
	return append(appendMarkdown(b, n.Text), " | "+joined("["+n.RFC+"]", n.Rule)+" |\n"...)
}

// links says once where each section is to be read, so that rows stay short.
func (s *Session) links() string {
	var cited []string
	for i := range s.Notes {
		if !slices.Contains(cited, s.Notes[i].RFC) {
			cited = append(cited, s.Notes[i].RFC)
		}
	}
	slices.Sort(cited)
	text := "\n"
	for _, rfc := range cited {
		text += "[" + rfc + "]: " + pop3.CitationURL(rfc) + "\n"
	}
	return text
}

// appendMarkdown appends a text of one line so that it stays text: what could begin
// emphasis, code, a link, HTML, a formula or the next cell gets a backslash.
func appendMarkdown(b []byte, text string) []byte {
	for i := range len(text) {
		if strings.IndexByte("\\`*_[]<>&|~$", text[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, text[i])
	}
	return b
}
