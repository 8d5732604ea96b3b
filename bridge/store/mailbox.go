package store

import (
	"log/slog"
	"sync"

	"poplab/wasm/pop3"
)

// Options say what may be done to a mailbox.
type Options struct {
	// Writable lets a QUIT remove messages from disk. Without it nothing on disk
	// is ever changed.
	Writable bool
	// Log gets a line for each login and each QUIT that could not read or change
	// the files, since clients are told nothing of files. nil means no log.
	Log *slog.Logger
}

// Mailbox is a mailbox on disk; it implements mailbox.Source. It is safe for
// concurrent use.
type Mailbox struct {
	path     string // without symbolic links
	format   format
	writable bool
	log      *slog.Logger
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

// Open is mailbox.Source: it takes the lock and reads what is there now. Its error
// is pop3.ErrInUse itself, or says what is wrong with the files.
func (m *Mailbox) Open() (pop3.Maildrop, error) {
	s, err := m.open()
	if err == nil {
		return s, nil
	}
	if err != pop3.ErrInUse {
		m.log.Error("a mailbox could not be opened", "path", m.path, "error", err)
	}
	return nil, err
}

// open is Open without a line in the log.
func (m *Mailbox) open() (*session, error) {
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
