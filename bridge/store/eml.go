package store

import (
	"path/filepath"
	"strings"
)

// newEML opens a folder of .eml files. A file that gets another name or content is
// another message: nothing else tells two files apart.
func newEML(path string) *folder {
	return &folder{
		path: path,
		in:   []string{""},
		name: func(file string) string {
			if !strings.EqualFold(filepath.Ext(file), ".eml") {
				return ""
			}
			return file
		},
		key:     func(name string, octets []byte) string { return hash([]byte(name), octets) },
		compare: strings.Compare,
	}
}
