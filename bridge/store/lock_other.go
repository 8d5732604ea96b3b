//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package store

import (
	"errors"
	"io/fs"
	"os"
)

const (
	shared = iota
	exclusive
	noFollow = 0
)

// lockFile: without locks a mailbox can be read, and openLedger fails.
func lockFile(*os.File, int) error { return errors.ErrUnsupported }

func giveTo(*os.File, fs.FileInfo) error { return nil }
