package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// folder is a mailbox with one file per message.
type folder struct {
	path string
	in   []string // the subfolders that hold messages
	// name is what stays of a file name when other programs move the file, or ""
	// for a file that is no message.
	name func(string) string
	// key is what a message is known by.
	key func(name string, octets []byte) string
	// compare puts names into order.
	compare func(a, b string) int

	known map[string]message // by name, as they were at the last login
}

// tries is how often a folder is read again because a file got another name
// between two looks at it.
const tries = 10

func (f *folder) list() (list []message, err error) {
	for range tries {
		list, err = f.scan()
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return list, err
}

// scan reads what it does not know yet.
func (f *folder) scan() ([]message, error) {
	paths, err := f.paths()
	if err != nil {
		return nil, err
	}
	names := slices.SortedFunc(maps.Keys(paths), f.compare)
	list, known := make([]message, len(names)), make(map[string]message, len(names))
	for i, name := range names {
		if list[i], err = f.read(name, paths[name]); err != nil {
			return nil, err
		}
		known[name] = list[i]
	}
	f.known = known
	return list, nil
}

// paths finds the file of every message. One that is moved just now may be seen in
// two subfolders; it counts as in the later.
func (f *folder) paths() (map[string]string, error) {
	if _, err := os.Stat(f.path); err != nil {
		return nil, err
	}
	paths := make(map[string]string)
	for _, in := range f.in {
		dir := filepath.Join(f.path, in)
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, entry := range entries {
			name := f.name(entry.Name())
			if entry.Type().IsRegular() && !strings.HasPrefix(entry.Name(), ".") && name != "" {
				paths[name] = filepath.Join(dir, entry.Name())
			}
		}
	}
	return paths, nil
}

// read reads one message, unless its file is the one that was read before.
func (f *folder) read(name, path string) (message, error) {
	now := time.Now()
	info, err := os.Lstat(path)
	if err != nil {
		return message{}, err
	}
	if m, ok := f.known[name]; ok && m.file.fresh(info) {
		m.file.path = path
		return m, nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return message{}, err
	}
	octets := mailbox.Normalise(raw)
	return message{
		Message: pop3.Message{Octets: octets},
		key:     f.key(name, octets),
		file:    file{path, name, info, now},
	}, nil
}

// remove removes file by file, since no file system removes several at once.
func (f *folder) remove(list []message, marked []bool, intend func() error) ([]bool, error) {
	if err := intend(); err != nil {
		return nil, err
	}
	gone := make([]bool, len(list))
	var failed []error
	var paths map[string]string
	for i, m := range list {
		if marked[i] {
			step()
			err := f.unlink(m.file, &paths)
			gone[i] = err == nil
			failed = append(failed, err)
		}
	}
	step()
	for _, in := range f.in {
		failed = append(failed, syncFolder(filepath.Join(f.path, in)))
	}
	return gone, errors.Join(failed...)
}

// unlink removes a file under the name that it has now; one that is gone counts as
// removed. A file that is not where it was is looked up in paths, which is read anew
// only where it is out of date: all messages may have moved at once.
func (f *folder) unlink(m file, paths *map[string]string) error {
	path := m.path
	for range tries {
		err := m.unlink(path)
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if *paths == nil || (*paths)[m.name] == path {
			if *paths, err = f.paths(); err != nil {
				return err
			}
		}
		if path = (*paths)[m.name]; path == "" {
			return nil
		}
	}
	return fmt.Errorf("%s gets a new name all the time", m.path)
}

// unlink removes the file at a path if it is the one that was read.
func (f file) unlink(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !f.is(info) {
		return fmt.Errorf("%s is not the file that the session saw", path)
	}
	return os.Remove(path)
}

// survived is told from the files: each removal is complete or has not begun.
func (f *folder) survived(uid string, list []message) bool {
	return slices.ContainsFunc(list, func(m message) bool { return m.UID == uid })
}

func (f *folder) tidy() error { return nil }

func (f *folder) ledger() string { return filepath.Join(f.path, ".poplab") }
