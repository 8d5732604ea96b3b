package store

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"poplab/wasm/pop3"
)

// isMaildir says whether a folder is a Maildir. One of the two subfolders is
// enough, since some tools that copy files leave empty folders out.
func isMaildir(path string) bool {
	for _, in := range []string{"new", "cur"} {
		if info, err := os.Stat(filepath.Join(path, in)); err == nil && info.IsDir() {
			return true
		}
	}
	return false
}

// newMaildir opens a Maildir. A file there is called UNIQUE or UNIQUE:FLAGS; mail
// programs move it from new to cur and change the flags, and UNIQUE stays. What is
// in tmp is not delivered yet.
func newMaildir(path string) *folder {
	return &folder{
		path: path,
		in:   []string{"new", "cur"},
		name: func(file string) string {
			unique, _, _ := strings.Cut(file, ":")
			return unique
		},
		key:     func(name string, _ []byte) string { return uniqueID(name) },
		compare: byDelivery,
	}
}

// byDelivery orders by the second of the delivery, with which a unique name
// begins, and then by the rest of it.
func byDelivery(a, b string) int {
	return cmp.Or(cmp.Compare(second(a), second(b)), strings.Compare(a, b))
}

// second is the number that a name begins with. Names without one come first.
func second(name string) int {
	digits := len(name) - len(strings.TrimLeft(name, "0123456789"))
	n, _ := pop3.Decimal(name[:digits])
	return n
}
