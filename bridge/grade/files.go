package grade

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is one file that the learner's program wrote.
type file struct {
	name   string
	octets []byte
}

const (
	mostFiles  = 1000
	largestOne = 4 << 20 // octets
)

// filesOf reads the folder of a user. A name that begins with a dot is the
// program's own, such as a list of the unique-ids that it knows.
func (g *Grader) filesOf(user string) (list []file, err error) {
	entries, err := os.ReadDir(filepath.Join(g.files, user))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if len(list) == mostFiles {
			return nil, fmt.Errorf("there are more than %d files of %s; empty the folder and run your program again", mostFiles, user)
		}
		f, err := g.read(user, e.Name())
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, err
}

func (g *Grader) read(user, name string) (f file, err error) {
	path := filepath.Join(g.files, user, name)
	if info, err := os.Stat(path); err == nil && info.Size() > largestOne {
		return f, fmt.Errorf("%s has %d octets, and no message here is nearly as large", name, info.Size())
	}
	octets, err := os.ReadFile(path)
	return file{name, octets}, err
}
