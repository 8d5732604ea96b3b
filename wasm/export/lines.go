package export

import (
	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// sealedShown is how many octets of a TLS record are shown: all of them look alike.
const sealedShown = 16

// line is the line of entry i as files show it: fit for any screen, and with no
// secret where none may be seen.
func (s *Session) line(i int) string {
	line := s.Transcript.Text(i)
	if s.Mask {
		line = s.Transcript.Masked(i)
	}
	if s.Transcript.Entries[i].Kind == transcript.Sealed && len(line) > sealedShown {
		return transcript.Visible(line[:sealedShown]) + "…"
	}
	return transcript.Visible(line)
}

// side is the letter of the side of entry i.
//
//go:noinline
func (s *Session) side(i int) string { return string(rune(s.Transcript.Entries[i].Side)) }

// marked is line i behind the letter of its side, as lessons write it. An empty
// line has no blank behind the colon, which editors would take away.
func (s *Session) marked(i int) string {
	line := s.line(i)
	if line != "" {
		line = " " + line
	}
	return s.side(i) + ":" + line + "\n"
}

// dotted is a short text that follows another on its line, if there is any.
//
//go:noinline
func dotted(text string) string {
	if text == "" {
		return ""
	}
	return " · " + text
}

// call is what stands before a note that asks for attention; else "".
//
//go:noinline
func (s *Session) call(i int) string {
	switch s.Notes[i].Severity {
	case annotate.Warning:
		return s.words().warning
	case annotate.Error:
		return s.words().error
	}
	return ""
}

// later is how long after the line before it line i came, such as "+0.012 s"; ""
// where nobody knows, and where the two came together.
func (s *Session) later(i int) string {
	d := s.Transcript.Delta(i)
	if d < 500 {
		return ""
	}
	return "+" + seconds(d, s.words().decimal) + " s"
}

// begins says whether entry i is the first of a connection, where there are several.
//
//go:noinline
func (s *Session) begins(i int) bool {
	e := s.Transcript.Entries
	before := 0
	if i > 0 {
		before = e[i-1].Session
	}
	return e[len(e)-1].Session > 1 && e[i].Session > before
}
