package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// lock locks an mbox file in every way that delivery agents know, as long as the
// file is written anew: NAME.lock first, then locks on the file itself. It gives the
// file, at its beginning.
func (b *mbox) lock() (*os.File, func(), error) {
	if err := patiently(b.dotLock); err != nil {
		return nil, nil, err
	}
	f, err := b.lockFile()
	if err != nil {
		return nil, nil, errors.Join(err, b.dotUnlock())
	}
	return f, func() {
		f.Close() // releases the locks on the file
		b.dotUnlock()
	}, nil
}

// lockFile opens and locks the file, and makes sure that it is still the mailbox.
func (b *mbox) lockFile() (*os.File, error) {
	f, err := os.OpenFile(b.path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if err = patiently(func() error { return lockFile(f, exclusive) }); err == nil {
		err = stillNamed(f, b.path)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// stillNamed says whether the path still means the open file.
func stillNamed(f *os.File, path string) error {
	mine, err := f.Stat()
	if err != nil {
		return err
	}
	now, err := os.Stat(path)
	if err == nil && !os.SameFile(mine, now) {
		err = fmt.Errorf("%s was replaced by another program", path)
	}
	return err
}

// dotLock makes NAME.lock: a second name of the ledger, since making one either
// works or finds it taken. By that it is also known as ours after a crash. Others
// take old lock files for forgotten ones, so it is made young.
func (b *mbox) dotLock() error {
	now := time.Now()
	if err := os.Chtimes(b.ledger(), now, now); err != nil {
		return err
	}
	err := os.Link(b.ledger(), b.path+".lock")
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w; if that has ended without removing %s.lock, do it yourself", busy{b.path}, b.path)
	}
	return err
}

// dotUnlock removes NAME.lock if it is ours.
func (b *mbox) dotUnlock() error {
	mine, err := os.Stat(b.ledger())
	if err != nil {
		return err
	}
	lock, err := os.Lstat(b.path + ".lock")
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(mine, lock) {
		return nil
	}
	return errors.Join(err, os.Remove(b.path+".lock"))
}

// busy is a lock that another program has.
type busy struct{ path string }

func (b busy) Error() string { return b.path + " is locked by another program" }

// A delivery takes far less than patience. A client waits for its QUIT meanwhile.
const (
	patience = 3 * time.Second
	pause    = 10 * time.Millisecond
)

// patiently tries until it works or the patience is over.
func patiently(try func() error) error {
	end := time.Now().Add(patience)
	for {
		err := try()
		if !errors.As(err, new(busy)) || time.Now().After(end) {
			return err
		}
		time.Sleep(pause)
	}
}

// lockShared waits for a delivery agent that writes to the file just now. Where the
// file system has no locks it is read as it is.
func lockShared(f *os.File) error {
	err := patiently(func() error { return lockFile(f, shared) })
	if errors.As(err, new(busy)) {
		return err
	}
	return nil
}
