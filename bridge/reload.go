package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"poplab/lessons"
)

const (
	// glance is how often the folder is looked at: often enough for an author who
	// looks from the editor to the page, and cheap.
	glance = 150 * time.Millisecond
	// rest is how long nothing may change before the files are read, so that a file
	// which is being written is not taken for what it will be.
	rest = 50 * time.Millisecond
	// haste ends the wait for rest: something in the folder may never be still.
	haste = 2 * time.Second
)

// follow shows the folder again whenever something in it has changed, until the
// context ends.
//
// It looks at times and sizes rather than asking the operating system for news: that
// works on every system and file system, and editors that write a new file and
// rename it, or a folder that goes and comes back, are no special cases.
func (c *classroom) follow(ctx context.Context) {
	for wait := glance; c.dir != "" && pause(ctx, wait); {
		began := time.Now()
		now := look(c.dir)
		wait = max(glance, 10*time.Since(began)) // in a huge folder, looking is not to be all that is done
		if now != c.seen {
			c.renew(ctx)
		}
	}
}

// renew reads the folder once it is still, and shows it. What changes meanwhile is
// read after the next glance.
func (c *classroom) renew(ctx context.Context) {
	seen := look(c.dir)
	for end := time.Now().Add(haste); time.Now().Before(end) && pause(ctx, rest); {
		before := seen
		if seen = look(c.dir); seen == before {
			break
		}
	}
	c.read(seen)
	if ofFolder(c.found.Problems) && look(c.dir) != seen {
		return // a file went away between two steps of the reading
	}
	c.show()
}

// pause waits, unless the context ends.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// look tells of every file that may belong to a lesson when it was written, and how
// large it is: the same text means that nothing has changed. Lessons lie in the
// folder or one below, and what they use lies beside them; so do translations in the
// folder of their language. Names that begin with a
// dot belong to editors.
func look(dir string) string {
	var b strings.Builder
	patterns := []string{"[^.]*", "[^.]*/[^.]*"}
	for _, language := range lessons.Languages {
		patterns = append(patterns, language+"/[^.]*/[^.]*")
	}
	for _, pattern := range patterns {
		names, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			return err.Error()
		}
		for _, name := range names {
			info, err := os.Stat(filepath.Join(dir, name))
			if err == nil && !info.IsDir() {
				fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	return b.String()
}
