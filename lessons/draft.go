package lessons

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"poplab/wasm/near"
)

// draft is a lesson while its file is read.
type draft struct {
	*report
	folder folder // beside the file
	// language is that of the folder, where the lesson is a translation.
	language string
	front    front
	lesson   Lesson
	facts    []text // facts that the text names, with their places
	ids      map[string]bool
	decks    []*deckUse
	asked    []string // keys of the cards so far
	// origins are the lessons that cards name, with their places.
	origins []text
	body    string
	line    int          // of the file, where the body begins
	out     bytes.Buffer // prose since the last block of data
}

// read reads one file of a course; its mistakes are in the report.
func read(file, source string, dir folder, c *courseDraft) *draft {
	d := &draft{report: &report{file: file}, folder: dir, language: c.foreign}
	var head block
	if head, d.body, d.line = d.split(source, lessonBegins); head.source != "" {
		d.readFront(head, c)
	}
	d.checkCitations(source)
	d.readBody()
	if len(d.lesson.Steps()) == 0 {
		d.add(place{d.line, 1}, "a lesson has tasks; add a ```task block")
	}
	d.settle()
	return d
}

func (d *draft) readFront(head block, c *courseDraft) {
	f := head.readFront(c)
	all := f.shared.or(c.sharedOf(f.chapter.string))
	d.front = f
	if d.language != "" && all.language.string != "" && all.language.string != d.language {
		d.add(all.language.at, "what lies in the folder %s is in that language; leave this line out", d.language)
	}
	d.lesson = Lesson{
		ID:       f.id.string,
		Title:    f.title.string,
		Goal:     f.goal.string,
		Minutes:  all.minutes.value(),
		Chapter:  f.chapter.string,
		Language: cmp.Or(d.language, all.language.string, "en"),
		Needs:    without(plain(all.needs), f),
		RFC:      plain(all.rfc),
		Authors:  plain(all.authors),
		License:  all.license.string,
		File:     d.file,
	}
}

// without leaves a lesson out of the needs that it inherits: the first lesson of a
// chapter may be what all others of the chapter need.
func without(needs []string, f front) []string {
	if f.needs != nil {
		return needs
	}
	var list []string
	for _, need := range needs {
		if need != f.id.string {
			list = append(list, need)
		}
	}
	return list
}

// readBody takes the markdown apart: prose becomes HTML, blocks of data become
// what they describe, in the order of the file.
func (d *draft) readBody() {
	source := []byte(d.body)
	doc := parseMarkdown(prose, source)
	d.checkHTML(doc, d.place)
	d.collectFacts(doc, source, d.place)
	d.collectFiles(doc, d.place)
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if read, f := d.fence(n, source); read != nil {
			d.flush()
			read(d, f)
			continue
		}
		d.checkProse(n, source)
		prose.Renderer().Render(&d.out, source, n) // a bytes.Buffer never fails
	}
	d.flush()
}

// fence gives the reader of a block of data, or nil for anything else.
func (d *draft) fence(n ast.Node, source []byte) (func(*draft, fence), fence) {
	code, ok := n.(*ast.FencedCodeBlock)
	if !ok || code.Info == nil {
		return nil, fence{}
	}
	var text strings.Builder
	for i := range code.Lines().Len() {
		line := code.Lines().At(i)
		text.Write(line.Value(source))
	}
	at := d.place(code.Info.Segment.Start)
	name := string(code.Language(source))
	d.checkWord(at, name)
	d.checkDrill(at, name)
	_, rest, _ := strings.Cut(string(code.Info.Segment.Value(source)), " ")
	return fences[name], fence{block{d.report, at.line + 1, text.String()}, strings.TrimSpace(rest)}
}

// checkWord notes a word that is nearly that of a block of data: without the
// message the block would be shown as code, and nobody would know why.
func (d *draft) checkWord(at place, name string) {
	if fences[name] != nil {
		return
	}
	for known := range fences {
		if near.Slips(name, known) == 1 {
			d.add(at, "unknown block %q; did you mean %q?", name, known)
			return
		}
	}
}

// checkProse notes what does not fit into the page of a lesson.
func (d *draft) checkProse(n ast.Node, source []byte) {
	d.checkMarks(n, source, d.place)
	if h, ok := n.(*ast.Heading); ok && h.Level == 1 && h.Lines().Len() > 0 {
		d.add(d.place(h.Lines().At(0).Start), "the title comes from the front matter; headings of the text begin with ##")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		code, ok := c.(*ast.FencedCodeBlock)
		if ok && fences[string(code.Language(source))] != nil {
			d.add(d.place(code.Info.Segment.Start), "a block of data begins at the left margin, not inside a list or a quotation")
		}
		if c.Type() == ast.TypeBlock {
			d.checkProse(c, source)
		}
	}
}

// place is the place in the file of an offset into the body.
func (d *draft) place(offset int) place { return placeOf(d.body, offset, d.line) }

// flush ends a piece of prose.
func (d *draft) flush() {
	if html := strings.TrimSpace(d.out.String()); html != "" {
		d.lesson.Blocks = append(d.lesson.Blocks, Block{HTML: html})
	}
	d.out.Reset()
}

// tasks are the tasks of the lesson, in order.
func (l Lesson) tasks() []*Task {
	var list []*Task
	for _, b := range l.Blocks {
		if b.Task != nil {
			list = append(list, b.Task)
		}
	}
	return list
}
