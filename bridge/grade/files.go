package grade

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// file is one file that the learner's program wrote.
type file struct {
	name   string // fit to be shown
	octets []byte
}

const (
	mostFiles  = 1000
	largestOne = 4 << 20 // octets
)

// filesOf reads the folder of a user, in the order of names. A name that begins with
// a dot is the program's own, such as a list of the unique-ids that it knows.
func (g *Grader) filesOf(user string) (list []file, err error) {
	entries, err := g.entriesOf(user)
	if len(entries) > mostFiles {
		return nil, fmt.Errorf("there are more than %d files of %s; empty the folder and run your program again", mostFiles, user)
	}
	for _, e := range entries {
		f, err := g.read(user, e)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, err
}

// hasSaved says whether a file holds a message, be it not quite as it was sent. It
// looks at the newest files first, where the message of a good client is.
func (g *Grader) hasSaved(user string, m pop3.Message) bool {
	entries, _ := g.entriesOf(user)
	slices.SortStableFunc(entries, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, e := range entries {
		if f, err := g.read(user, e); err == nil {
			if _, ok := difference(f.octets, m.Octets); ok {
				return true
			}
		}
	}
	return false
}

// entriesOf are the files of a user; none where there is no folder yet.
func (g *Grader) entriesOf(user string) (list []fs.FileInfo, err error) {
	entries, err := os.ReadDir(filepath.Join(g.files, user))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if info, err := e.Info(); err == nil { // else it is gone again
			list = append(list, info)
		}
	}
	return list, err
}

func (g *Grader) read(user string, info fs.FileInfo) (f file, err error) {
	if info.Size() > largestOne {
		return f, fmt.Errorf("%s has %d octets, and no message here is nearly as large", transcript.Visible(info.Name()), info.Size())
	}
	octets, err := os.ReadFile(filepath.Join(g.files, user, info.Name()))
	return file{transcript.Visible(info.Name()), octets}, err
}
