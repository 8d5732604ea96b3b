package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"poplab/wasm/pop3"
)

// Options say what may be done to a mailbox.
type Options struct {
	// Writable lets a QUIT remove messages from disk. Without it nothing on disk
	// is ever changed.
	Writable bool
}

// Mailbox is a mailbox on disk; it implements mailbox.Source. It is safe for
// concurrent use.
type Mailbox struct {
	path     string // without symbolic links
	format   format
	writable bool
	users    int // Opens that have not been closed; guarded by opened

	mu     sync.Mutex
	held   bool            // by a session
	hidden map[string]bool // unique-ids that a QUIT removed where files are left alone
}

// format is how the messages of a mailbox lie on disk. The session that holds the
// mailbox is the only one to call it.
type format interface {
	// list reads the messages that are there now, in order, without unique-ids.
	list() ([]message, error)
	// remove removes the marked messages of a list. It calls intend when the next
	// step would remove the first, and stops where that fails. It says what is
	// gone, or nil where nothing was begun; an error means that something is not.
	remove(list []message, marked []bool, intend func() error) (gone []bool, err error)
	// survived says, after a removal that something stopped, whether the message
	// with that unique-id is still there. The list has unique-ids.
	survived(uid string, list []message) bool
	// tidy takes away what such a removal left behind.
	tidy() error
	// ledger is the path of the ledger.
	ledger() string
}

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
		return nil, err
	}
	m := known(real, info)
	if m == nil {
		if m, err = newMailbox(real, info, o.Writable); err != nil {
			return nil, err
		}
		opened.list = append(opened.list, m)
	}
	if m.writable != o.Writable {
		return nil, fmt.Errorf("%s is open already, and cannot be writable for one user only", path)
	}
	m.users++
	return m, nil
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
func newMailbox(path string, info fs.FileInfo, writable bool) (*Mailbox, error) {
	m := &Mailbox{path: path, writable: writable, hidden: make(map[string]bool)}
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
	first, err := m.Open()
	if err == pop3.ErrInUse {
		return m, nil // another process has it just now
	}
	if err != nil {
		return nil, err
	}
	first.Release()
	if writable {
		return m, syncFolder(filepath.Dir(m.format.ledger()))
	}
	return m, nil
}

// Open is mailbox.Source: it takes the lock and reads what is there now. Its error
// is pop3.ErrInUse itself, or says what is wrong with the files.
func (m *Mailbox) Open() (pop3.Maildrop, error) {
	if !m.take() {
		return nil, pop3.ErrInUse
	}
	s := &session{mailbox: m}
	if err := s.begin(); err != nil {
		s.Release()
		return nil, err
	}
	return s, nil
}

// take takes the lock among the sessions of this process.
func (m *Mailbox) take() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	free := !m.held
	m.held = true
	return free
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
