package lessons

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"poplab/wasm/pop3"
)

var (
	citation = regexp.MustCompile(`^RFC [0-9]+ section [0-9]+(\.[0-9]+)*`)
	// nearly finds what is meant as a citation: an RFC with a section in any
	// dress, or broken over two lines.
	nearly = regexp.MustCompile(`(?i)\bRFC[ -]?[0-9]+[, \n]*(§|#|sec\.|sect\.|sections?\b)`)
)

// isCitation says whether a text is a citation and nothing else.
func isCitation(s string) bool { return s != "" && citation.FindString(s) == s }

// checkCitations notes what is meant as a citation, but has another form. The
// form is one, so that programs find it too.
func (r *report) checkCitations(source string) {
	for _, at := range nearly.FindAllStringIndex(source, -1) {
		if !citation.MatchString(source[at[0]:]) && !isQuoted(source, at[0]) {
			r.add(placeOf(source, at[0], 1), "write a citation as \"RFC 1939 section 5\", on one line, not %q", source[at[0]:at[1]])
		}
	}
}

// isQuoted says whether what stands there is not the author's to write: a part of
// an address, or of a line of a transcript.
func isQuoted(source string, at int) bool {
	_, _, said := cutSide(source[strings.LastIndexByte(source[:at], '\n')+1:])
	return said || at > 0 && source[at-1] == '/'
}

// citations is the markdown extension that links "RFC 1939 section 5" to its
// section.
type citations struct{}

func (citations) Extend(md goldmark.Markdown) {
	md.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(citations{}, 998)))
}

// Trigger has the characters before a citation; a blank stands for the
// beginning of a line too.
func (citations) Trigger() []byte { return []byte(" (") }

func (citations) Parse(parent ast.Node, block mdtext.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := 0
	if line[0] == ' ' || line[0] == '(' {
		before = 1
	}
	name := citation.Find(line[before:])
	if name == nil || pc.IsInLinkLabel() {
		return nil
	}
	begin := segment.Start + before
	ast.MergeOrAppendTextSegment(parent, segment.WithStop(begin))
	block.Advance(before + len(name))
	link := ast.NewLink()
	link.Destination = []byte(pop3.CitationURL(string(name)))
	link.AppendChild(link, ast.NewTextSegment(mdtext.NewSegment(begin, begin+len(name))))
	return link
}
