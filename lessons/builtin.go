package lessons

import (
	"embed"
	"io/fs"
)

//go:embed L*
var builtin embed.FS

// Builtin are the lessons that come with poplab.
func Builtin() fs.FS { return builtin }
