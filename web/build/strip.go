package main

import (
	"bytes"
	"path/filepath"
	"regexp"
)

// Comments are for those who read the sources. A third of our JavaScript is
// comments, and no browser needs them, so they stay behind. What stays keeps its
// line, so that the browser's tools name the lines of the sources.
//
// This reads lines and no JavaScript: a comment is one that begins its line, a
// block on one line, or what follows a punctuation mark and " // " and has no
// quotes in it. Any other is kept, which does no harm.
var comments = map[string]*regexp.Regexp{
	".js": regexp.MustCompile("(?m)^[ \t]*//.*$" + // a line
		"|^[ \t]*/\\*\\*(?s:.*?)\\*/" + // a block of lines
		"|/\\*\\*[^\n]*?\\*/ ?" + // a type within a line
		"|(?:[;,({\\[]) // [^'\"`\n]*$"),
	".css": regexp.MustCompile(`(?m)/\*(?s:.*?)\*/|^[ \t]+`), // and indentation
}

// strip takes the comments out of a file of that name.
func strip(name string, text []byte) []byte {
	c := comments[filepath.Ext(name)]
	if c == nil {
		return text
	}
	return c.ReplaceAllFunc(text, func(comment []byte) []byte {
		rest := bytes.Repeat([]byte("\n"), bytes.Count(comment, []byte("\n")))
		if bytes.IndexByte([]byte(";,({["), comment[0]) >= 0 {
			rest = comment[:1]
		}
		return rest
	})
}
