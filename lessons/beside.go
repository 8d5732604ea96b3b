package lessons

import (
	"io/fs"
	"net/url"
	"path"
	"slices"

	"github.com/yuin/goldmark/ast"
)

// File is a file that lies beside a lesson and belongs to its page: an image in the
// text, or what the text leads to.
type File struct {
	Name   string // as the text has it, below the path of the lesson
	Octets []byte
}

// besides is the name of the file beside the lesson to which an address leads, or "".
func besides(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return ""
	}
	if name := path.Clean(u.Path); fs.ValidPath(name) && name != "." {
		return name
	}
	return "" // of the site, or in the folder of another lesson
}

// collectFiles takes along the files to which a text leads. Those that are missing
// are the business of Lint: the lesson is right without them.
func (d *draft) collectFiles(doc ast.Node, where func(offset int) place) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			if entering {
				d.collectFile(besides(string(n.Destination)), where(offsetOf(n)))
			}
		case *ast.Image:
			if entering {
				d.collectFile(besides(string(n.Destination)), where(offsetOf(n)))
			}
		}
		return ast.WalkContinue, nil
	})
}

func (d *draft) collectFile(name string, at place) {
	known := func(f File) bool { return f.Name == name }
	if name == "" || d.folder.fsys == nil || slices.ContainsFunc(d.lesson.Files, known) {
		return
	}
	octets, err := fs.ReadFile(d.folder.fsys, path.Join(d.folder.path, name))
	if err != nil && d.language != "" {
		octets, err = fs.ReadFile(d.folder.fsys, besideOriginal(d.file, name))
	}
	switch {
	case err != nil:
	case len(octets) > maxFile:
		d.add(at, "%s has %d octets and may have %d; make it smaller", name, len(octets), maxFile)
	default:
		d.lesson.Files = append(d.lesson.Files, File{name, octets})
	}
}
