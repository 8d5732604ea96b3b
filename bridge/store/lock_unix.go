//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// The two ways of locking a file: any number of readers, or one writer.
const (
	shared    = syscall.LOCK_SH
	exclusive = syscall.LOCK_EX
)

// noFollow makes opening a symbolic link fail.
const noFollow = syscall.O_NOFOLLOW

// lockFile locks an open file until it is closed, in the way of flock and, on
// Linux, of fcntl, as either may be the one that a delivery agent uses. The other
// systems take the two for one lock, which would lock itself out. It does not wait:
// the error is busy.
func lockFile(f *os.File, how int) error {
	err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	if err == nil && runtime.GOOS == "linux" {
		all := syscall.Flock_t{Type: syscall.F_RDLCK}
		if how == exclusive {
			all.Type = syscall.F_WRLCK
		}
		err = syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &all)
	}
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EACCES) {
		return busy{f.Name()}
	}
	return err
}

// giveTo gives a file to the owner and the group of another. That fails where they
// are not those of this process, unless it is root.
func giveTo(f *os.File, info fs.FileInfo) error {
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return f.Chown(int(owner.Uid), int(owner.Gid))
}
