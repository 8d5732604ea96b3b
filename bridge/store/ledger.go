package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"poplab/wasm/pop3"
)

// A ledger has lines of a word and a unique-id:
//
//	removing UID   its message is going to be removed
//	removed UID    it is, and the unique-id is spent
//	kept UID       it is not, since something went wrong
//
// "removing" without one of the others is what a crash leaves. Lines are only ever
// added, so that a crash can at most cut the last one off, which is then nothing.
const (
	removing = "removing"
	removed  = "removed"
	kept     = "kept"
)

// records is what a ledger says.
type records struct {
	spent   map[string]bool // unique-ids that may not come back
	pending []string        // unique-ids whose removal was begun
}

// parse reads a ledger.
func parse(text []byte) (records, error) {
	r, state := records{spent: make(map[string]bool)}, make(map[string]string)
	var begun []string
	for line := range bytes.Lines(text) {
		line, ended := bytes.CutSuffix(line, []byte("\n"))
		if !ended {
			continue
		}
		word, uid, _ := strings.Cut(string(line), " ")
		switch word {
		case removing:
			begun = append(begun, uid)
		case removed:
			r.spent[uid] = true
		case kept:
		default:
			return r, fmt.Errorf("%q is no line of a ledger", line)
		}
		state[uid] = word
	}
	for _, uid := range begun {
		if state[uid] == removing {
			r.pending = append(r.pending, uid)
			delete(state, uid) // it may have begun twice
		}
	}
	return r, nil
}

// readLedger reads the ledger of a mailbox that only looks; none says nothing.
func readLedger(path string) (records, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return records{}, err
	}
	r, err := parse(text)
	return r, named(path, err)
}

// named says what to do about a ledger that cannot be read.
func named(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w; remove that file to begin a new one", path, err)
}

// ledger is an open ledger; as long as it is open no other process has it.
type ledger struct{ file *os.File }

// openLedger opens and locks a ledger; its error is pop3.ErrInUse where another
// process has it.
func openLedger(path string) (*ledger, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the mailbox cannot be written: %w", err)
	}
	if err := lockFile(f, exclusive); err != nil {
		f.Close()
		if errors.As(err, new(busy)) {
			return nil, pop3.ErrInUse
		}
		return nil, err
	}
	return &ledger{f}, nil
}

// read reads the ledger and cuts a line off that was never written to its end.
func (l *ledger) read() (records, error) {
	text, err := io.ReadAll(l.file)
	if err != nil {
		return records{}, err
	}
	if whole := bytes.LastIndexByte(text, '\n') + 1; whole < len(text) {
		text = text[:whole]
		if err := l.file.Truncate(int64(whole)); err != nil {
			return records{}, err
		}
	}
	r, err := parse(text)
	return r, named(l.file.Name(), err)
}

// add writes a line for each unique-id, to the disk itself, or nothing.
func (l *ledger) add(word string, uids ...string) error {
	if len(uids) == 0 {
		return nil
	}
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	var lines strings.Builder
	for _, uid := range uids {
		lines.WriteString(word + " " + uid + "\n")
	}
	step()
	_, err = l.file.WriteString(lines.String())
	if err = errors.Join(err, l.file.Sync()); err != nil {
		return errors.Join(err, l.file.Truncate(info.Size()))
	}
	step()
	return nil
}

// close gives the ledger to other processes.
func (l *ledger) close() { l.file.Close() }

// syncFolder writes the names in a folder to the disk, so that a file that was
// made, renamed or removed stays so.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a Maildir may lack a subfolder
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// step is called between the steps of a removal. A test ends the process there.
var step = func() {}
