package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// mbox is a mailbox in one file.
type mbox struct {
	path  string
	file  file      // as it was when known was read
	known []message // at the last login
}

func (b *mbox) list() ([]message, error) {
	now := time.Now()
	f, err := os.Open(b.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := lockShared(f); err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !b.file.fresh(info) {
		b.file, b.known = file{}, nil // so that the old list and the new one are not in memory together
		list, err := b.read(f)
		if err != nil {
			return nil, err
		}
		b.file, b.known = file{b.path, "", info, now}, list
	}
	return append([]message(nil), b.known...), nil
}

// read reads all messages.
func (b *mbox) read(r io.Reader) (list []message, err error) {
	err = b.each(r, func(part mailbox.Part, key string) {
		list = append(list, message{Message: pop3.Message{Octets: part.Octets}, key: key})
	})
	return list, err
}

// each reads message by message. The key of a message is made with its From_ line,
// which tells two copies of a message apart that came at different times.
func (b *mbox) each(r io.Reader, do func(part mailbox.Part, key string)) error {
	for reader := mailbox.NewMboxReader(r); ; {
		part, err := reader.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", b.path, err)
		}
		do(part, hash([]byte(part.From), part.Octets))
	}
}

// remove writes the file anew. The new one has another name until it is complete,
// so that it replaces the old one in one step.
func (b *mbox) remove(list []message, marked []bool, intend func() error) ([]bool, error) {
	f, unlock, err := b.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	step()
	if err := b.write(f, list, marked); err != nil {
		return nil, err
	}
	step()
	if err := intend(); err != nil {
		return nil, err
	}
	step()
	if err := os.Rename(b.rest(), b.path); err != nil {
		return make([]bool, len(list)), err
	}
	step()
	return marked, syncFolder(filepath.Dir(b.path))
}

// rest is the name of the new file while it is written.
func (b *mbox) rest() string { return b.beside("." + filepath.Base(b.path) + ".poplab-rest") }

// beside is a path in the folder of the mbox file.
func (b *mbox) beside(name string) string { return filepath.Join(filepath.Dir(b.path), name) }

// write writes what stays of f. Mail that came since the listing is behind what is
// listed, and is no part of marked.
func (b *mbox) write(f *os.File, list []message, marked []bool) error {
	parts, err := b.parts(f, list)
	if err != nil {
		return err
	}
	rest, err := os.OpenFile(b.rest(), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	if err == nil {
		err = mailbox.CutMbox(rest, f, parts, marked)
	}
	err = errors.Join(err, inherit(rest, f), rest.Sync(), rest.Close())
	if err != nil {
		os.Remove(b.rest())
	}
	return err
}

// parts finds the places of the messages in f, of which those of the list have to come
// first. What a delivery agent had written in part when it was listed would differ here.
func (b *mbox) parts(f *os.File, list []message) (parts []mailbox.Part, err error) {
	same := 0 // messages that are still those of the list
	err = b.each(f, func(part mailbox.Part, key string) {
		if i := len(parts); i < len(list) && list[i].key == key {
			same++
		}
		part.Octets = nil // the place is enough
		parts = append(parts, part)
	})
	if err == nil && same < len(list) {
		err = fmt.Errorf("%s was changed by another program; nothing is removed from it", b.path)
	}
	return parts, err
}

// inherit gives the new file the owner and the mode of the old one. Where it cannot
// have both, others would read it, or its owner could not.
func inherit(rest, old *os.File) error {
	info, err := old.Stat()
	if err != nil {
		return err
	}
	if err := giveTo(rest, info); err != nil {
		return fmt.Errorf("%s would get another owner or group, so nothing is removed from it: %w", old.Name(), err)
	}
	return rest.Chmod(info.Mode().Perm())
}

// survived: the new file still has its own name if it has not become the mailbox.
func (b *mbox) survived(string, []message) bool {
	_, err := os.Lstat(b.rest())
	return err == nil
}

// tidy removes what a process left behind that could not end. Nobody else writes
// such files while this one has the ledger.
func (b *mbox) tidy() error {
	if err := os.Remove(b.rest()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return b.dotUnlock()
}

func (b *mbox) ledger() string { return b.beside("." + filepath.Base(b.path) + ".poplab") }
