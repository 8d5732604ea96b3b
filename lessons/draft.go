package lessons

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// draft is a lesson while its file is read.
type draft struct {
	*report
	front  front
	lesson Lesson
	body   string
	line   int          // of the file, where the body begins
	html   bytes.Buffer // prose since the last block of data
}

// read reads one file; its mistakes are in the report.
func read(file, source string) *draft {
	source = strings.ReplaceAll(strings.TrimPrefix(source, "\uFEFF"), "\r\n", "\n")
	d := &draft{report: &report{file: file}}
	var head string
	if head, d.body, d.line = d.split(source); head != "" {
		d.readFront(head)
	}
	d.checkCitations(source)
	d.readBody()
	if len(d.tasks()) == 0 {
		d.add(place{d.line, 1}, "a lesson has tasks; add a ```task block")
	}
	return d
}

func (d *draft) readFront(head string) {
	f := d.report.readFront(head)
	minutes, _ := strconv.Atoi(f.minutes.string) // readFront has reported what is no number
	d.front = f
	d.lesson = Lesson{
		ID:      f.id.string,
		Title:   f.title.string,
		Goal:    f.goal.string,
		Minutes: minutes,
		Needs:   plain(f.needs),
		RFC:     plain(f.rfc),
		File:    d.file,
	}
}

// readBody takes the markdown apart: prose becomes HTML, blocks of data become
// what they describe, in the order of the file.
func (d *draft) readBody() {
	source := []byte(d.body)
	doc := parseMarkdown(prose, source)
	d.checkHTML(doc, d.place)
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if read, f := d.fence(n, source); read != nil {
			d.flush()
			read(d, f)
			continue
		}
		d.checkProse(n, source)
		prose.Renderer().Render(&d.html, source, n) // a bytes.Buffer never fails
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
	begin := d.place(code.Info.Segment.Start).line
	return fences[string(code.Language(source))], fence{block{d.report, begin + 1}, text.String()}
}

// checkProse notes what does not fit into the page of a lesson.
func (d *draft) checkProse(n ast.Node, source []byte) {
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
	if html := strings.TrimSpace(d.html.String()); html != "" {
		d.lesson.Blocks = append(d.lesson.Blocks, Block{HTML: html})
	}
	d.html.Reset()
}

func (d *draft) tasks() []*Task { return d.lesson.tasks() }

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
