package lessons

import (
	"embed"
	"io/fs"
)

//go:embed c*.md L* */*.md de
var builtin embed.FS

// Builtin is the course that comes with poplab.
func Builtin() fs.FS { return builtin }
