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
	seen  survey             // the last one of the subfolders
}

// survey is what one look at the subfolders found.
type survey struct {
	paths   map[string]string // of the files, by name
	changed []time.Time       // when each subfolder was changed last
	at      time.Time
}

// list reads what it does not know yet. What another program takes away meanwhile is
// not in it.
func (f *folder) list() ([]message, error) {
	paths, err := f.paths()
	if err != nil {
		return nil, err
	}
	names := slices.SortedFunc(maps.Keys(paths), f.compare)
	list, known := make([]message, 0, len(names)), make(map[string]message, len(names))
	for _, name := range names {
		err := f.follow(name, paths, func(path string) error {
			m, err := f.read(name, path)
			if err == nil {
				list, known[name] = append(list, m), m
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	f.known = known
	return list, nil
}

// paths finds the file of every message. Subfolders that have not changed hold the
// same names as at the last look.
func (f *folder) paths() (map[string]string, error) {
	if _, err := os.Stat(f.path); err != nil {
		return nil, err
	}
	now := survey{at: time.Now(), changed: f.changed()}
	if !f.seen.holds(now) {
		var err error
		if now.paths, err = f.search(); err != nil {
			return nil, err
		}
		f.seen = now
	}
	return maps.Clone(f.seen.paths), nil
}

// changed says when each subfolder was changed last; a missing one never was.
func (f *folder) changed() []time.Time {
	times := make([]time.Time, len(f.in))
	for i, in := range f.in {
		if info, err := os.Stat(filepath.Join(f.path, in)); err == nil {
			times[i] = info.ModTime()
		}
	}
	return times
}

// holds says whether a survey is still true at a later one: nothing has changed
// since, nor so shortly before that the next change could show the same time.
func (s survey) holds(later survey) bool {
	return s.paths != nil && slices.EqualFunc(s.changed, later.changed, time.Time.Equal) &&
		!slices.ContainsFunc(s.changed, func(t time.Time) bool { return s.at.Sub(t) <= settled })
}

// search reads the subfolders. A file that is moved just now may be seen in two of
// them; it counts as in the later.
func (f *folder) search() (map[string]string, error) {
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

// remove removes file by file, since no file system removes several at once. What is
// gone already counts as removed.
func (f *folder) remove(list []message, marked []bool, intend func() error) ([]bool, error) {
	if err := intend(); err != nil {
		return nil, err
	}
	gone := make([]bool, len(list))
	var failed []error
	paths := make(map[string]string, len(list))
	for _, m := range list {
		paths[m.file.name] = m.file.path
	}
	for i, m := range list {
		if marked[i] {
			step()
			err := f.follow(m.file.name, paths, m.file.unlink)
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

// tries is how often a file is looked for that got another name since the last look.
const tries = 10

// follow does something with the file of a name, if there is one. Other programs may
// move any number of files at any time, so paths, where they all were at the last
// look, is brought up to date once it is seen to be wrong.
func (f *folder) follow(name string, paths map[string]string, do func(path string) error) error {
	for range tries {
		path := paths[name]
		if path == "" {
			return nil
		}
		if err := do(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		now, err := f.paths()
		if err != nil {
			return err
		}
		clear(paths)
		maps.Copy(paths, now)
	}
	return fmt.Errorf("%s in %s gets a new name all the time", name, f.path)
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
