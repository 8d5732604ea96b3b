package store

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"poplab/wasm/pop3"
)

// opened are the mailboxes of this process. Two users with one mailbox have to
// share its lock.
var opened struct {
	sync.Mutex
	list []*Mailbox
}

// Open prepares a mailbox and reads it once, so that what is wrong with it is known
// before the first login. Whoever opens the same one again, by whatever path, gets
// the same Mailbox. Its errors are sentences that say what to do.
func Open(path string, o Options) (*Mailbox, error) {
	opened.Lock()
	defer opened.Unlock()
	real, info, err := find(path)
	if err != nil {
		return nil, helped(err)
	}
	m := known(real, info)
	if m == nil {
		if m, err = newMailbox(real, info, o); err != nil {
			return nil, helped(err)
		}
		opened.list = append(opened.list, m)
	}
	if m.writable != o.Writable {
		return nil, fmt.Errorf("%s is open already, and cannot be writable for one user only", path)
	}
	m.users++
	return m, nil
}

// helped says what to do about missing rights.
func helped(err error) error {
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return fmt.Errorf("%w: give the user who runs this the right, or run it as another", err)
}

// find follows symbolic links to what the path means.
func find(path string) (real string, info fs.FileInfo, err error) {
	real, err = filepath.Abs(path)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err == nil {
		info, err = os.Stat(real)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s does not exist: name an .mbox file, a Maildir or a folder of .eml files, or create it first", path)
	}
	return real, info, err
}

// known finds a mailbox that is open already. The paths may still differ in case
// or by a mount, so the files decide.
func known(real string, info fs.FileInfo) *Mailbox {
	i := slices.IndexFunc(opened.list, func(m *Mailbox) bool {
		other, err := os.Stat(m.path)
		return m.path == real || err == nil && os.SameFile(info, other)
	})
	if i < 0 {
		return nil
	}
	return opened.list[i]
}

// newMailbox tells the formats apart and logs in once. What a crash has left behind
// is cleared away by that.
func newMailbox(path string, info fs.FileInfo, o Options) (*Mailbox, error) {
	m := &Mailbox{path: path, writable: o.Writable, log: o.Log, hidden: make(map[string]bool)}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
	switch {
	case info.Mode().IsRegular():
		m.format = &mbox{path: path}
	case !info.IsDir():
		return nil, fmt.Errorf("%s is neither a file nor a folder: name an .mbox file, a Maildir or a folder of .eml files", path)
	case isMaildir(path):
		m.format = newMaildir(path)
	default:
		m.format = newEML(path)
	}
	first, err := m.open()
	if err == pop3.ErrInUse {
		return m, nil // another process has it just now
	}
	if err != nil {
		return nil, err
	}
	first.Release()
	if m.writable {
		return m, syncFolder(filepath.Dir(m.format.ledger()))
	}
	return m, nil
}

// Close gives up one Open. After the last, what was read is forgotten, hidden
// messages included.
func (m *Mailbox) Close() error {
	opened.Lock()
	defer opened.Unlock()
	if m.users == 0 {
		return fmt.Errorf("%s is closed already", m.path)
	}
	if m.users--; m.users == 0 {
		opened.list = slices.DeleteFunc(opened.list, func(other *Mailbox) bool { return other == m })
	}
	return nil
}
