package site

import (
	"cmp"
	"path"

	"poplab/lessons"
	"poplab/web"
)

// addFiles adds the files that lie beside lessons and the introduction of a course,
// below their pages in each language.
func (p *pages) addFiles(o web.Options) {
	courses := web.Courses(o)
	for i, tree := range web.Trees(o) {
		above := "/" + tree + "lessons/"
		p.addBelow(above, courses[i].Files)
		for _, l := range courses[i].Lessons {
			p.addBelow(above+l.ID+"/", l.Files)
		}
	}
}

// addBelow adds files as they are: most are packed already.
func (p *pages) addBelow(above string, files []lessons.File) {
	for _, f := range files {
		kind := path.Ext(f.Name)
		p.byPath[above+f.Name] = &content{
			mime:  cmp.Or(mimes[kind], fileMimes[kind], "application/octet-stream"),
			cache: revalidate, tag: tagOf(f.Octets), forms: map[string]func() []byte{"": as(f.Octets)},
		}
	}
}

// fileMimes are the types of files that lessons have besides those of a build. No
// browser runs any of these, nor one of a type that is not known.
var fileMimes = map[string]string{
	".jpg":  "image/jpeg",
	".jpeg": "image/jpeg",
	".gif":  "image/gif",
	".webp": "image/webp",
	".md":   "text/plain; charset=utf-8",
	".eml":  "text/plain; charset=utf-8",
	".mbox": "text/plain; charset=utf-8",
	".pcap": "application/vnd.tcpdump.pcap",
	".pdf":  "application/pdf",
}
