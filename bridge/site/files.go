package site

import (
	"cmp"
	"path"

	"poplab/lessons"
)

// addFiles adds the files that lie beside lessons, below the pages of these. They
// are as large as authors made them, and most are packed already.
func (p *pages) addFiles(course lessons.Course) {
	for _, l := range course.Lessons {
		for _, f := range l.Files {
			p.byPath["/lessons/"+l.ID+"/"+f.Name] = &content{
				mime:  cmp.Or(mimes[path.Ext(f.Name)], fileMimes[path.Ext(f.Name)], "application/octet-stream"),
				cache: revalidate, tag: tagOf(f.Octets), forms: map[string][]byte{"": f.Octets},
			}
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
