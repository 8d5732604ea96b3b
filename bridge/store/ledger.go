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

// ledger is an open ledger; as long as it is open no other process has it.
type ledger struct{ file *os.File }

// openLedger opens and locks a ledger; its error is pop3.ErrInUse where another
// process has it. A link is not followed: in a folder where others may write it
// could lead to any file.
func openLedger(path string) (*ledger, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND|noFollow, 0o600)
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

// read reads the ledger and cuts a line off that was never written to its end. What
// is no ledger is left as it is.
func (l *ledger) read() (records, error) {
	text, err := io.ReadAll(l.file)
	if err != nil {
		return records{}, err
	}
	r, err := parse(text)
	if err != nil {
		return r, named(l.file.Name(), err)
	}
	if whole := bytes.LastIndexByte(text, '\n') + 1; whole < len(text) {
		err = l.file.Truncate(int64(whole))
	}
	return r, err
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
