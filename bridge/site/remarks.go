package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"poplab/web"
)

// Remarks are what authors have to know about the lessons that they see.
type Remarks struct {
	// Mistakes are shown at the top of the page with that path.
	Mistakes map[string][]web.Mistake
	// Broken are the paths of lessons that cannot be shown: their pages hold
	// nothing but their mistakes.
	Broken []string
	// Moved leads from a path that a lesson had to the one that it has now.
	Moved map[string]string
}

// pages are those in the place of broken lessons.
func (r Remarks) pages(o web.Options) []web.Page {
	var list []web.Page
	for _, path := range r.Broken {
		page := web.Problem(o, "This lesson cannot be shown yet",
			"It comes back by itself as soon as its file is right.")
		page.Path = path
		list = append(list, page)
	}
	return list
}

// decoration is what the pages of an author have in addition: the mistakes of
// their lesson, and the script that reloads them.
type decoration struct {
	assets  string // URL prefix
	remarks Remarks
}

// The places of a page at which something is added.
var (
	endOfHead   = []byte("</head>")
	startOfMain = []byte(`<main id="main">`)
)

// add decorates one page and gives its tag, which is another one for every other
// page. The script gets it too, to compare it with the one that it hears of.
func (d *decoration) add(path string, html []byte) (whole []byte, tag string, err error) {
	if d == nil {
		return html, tagOf(html), nil
	}
	var head string
	if mistakes := d.remarks.Mistakes[path]; len(mistakes) > 0 {
		box := bytes.NewBuffer(slices.Clone(startOfMain))
		if err := web.Mistakes(mistakes).Render(context.Background(), box); err != nil {
			return nil, "", err
		}
		html = bytes.Replace(html, startOfMain, box.Bytes(), 1)
		head = `<link rel="stylesheet" href="` + d.assets + `mistakes.css">`
	}
	tag = tagOf(html)
	head += fmt.Sprintf(`<script type="module" src="%sreload.js" data-tag="%s"></script>`, d.assets, tag)
	return bytes.Replace(html, endOfHead, append([]byte(head), endOfHead...), 1), tag, nil
}

// tagOf is short for a text, and another one for another text.
func tagOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
