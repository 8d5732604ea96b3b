package store

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"strconv"
	"time"

	"poplab/wasm/pop3"
)

// message is one message of a list.
type message struct {
	pop3.Message
	key  string // the unique-id that it would have if no other message had it
	file file   // where it lies; in an mbox file unused
}

// file is a file as it was when it was read.
type file struct {
	path string
	name string // what stays of its name when other programs move it
	info fs.FileInfo
	read time.Time
}

// settled is how old a change must be for a time of change to tell the next one
// apart: file systems round it, to two seconds at worst.
const settled = 2 * time.Second

// fresh says whether the file still has the content that was read when info is
// what the disk says now.
func (f file) fresh(info fs.FileInfo) bool {
	return f.is(info) && f.read.Sub(info.ModTime()) > settled
}

// is says whether info is that of the very file that was read.
func (f file) is(info fs.FileInfo) bool {
	return f.info != nil && os.SameFile(f.info, info) &&
		f.info.Size() == info.Size() && f.info.ModTime().Equal(info.ModTime())
}

// identify gives every message its unique-id: its key, or the key with a number
// where another message has it or had it once (RFC 1939 section 7).
func identify(list []message, spent map[string]bool) {
	count := make(map[string]int)
	for i := range list {
		m := &list[i]
		for m.UID = ""; m.UID == "" || spent[m.UID]; {
			count[m.key]++
			m.UID = numbered(m.key, count[m.key])
		}
	}
}

// numbered is the unique-id of the nth message with a key. No key but a hash has a
// colon in it, so it is no other message's key.
func numbered(key string, n int) string {
	if n == 1 {
		return key
	}
	return uniqueID(key + ":" + strconv.Itoa(n))
}

// uniqueID is the name itself where it has the form of a unique-id, 1 to 70
// characters 0x21 to 0x7E (RFC 1939 section 7), and else a hash of it.
func uniqueID(name string) string {
	for i := range len(name) {
		if name[i] < 0x21 || name[i] > 0x7E {
			return hash([]byte(name))
		}
	}
	if len(name) < 1 || len(name) > 70 {
		return hash([]byte(name))
	}
	return name
}

// hash is half of the SHA-256 of the parts. The lengths are in it, so that what
// ends one part cannot begin the next.
func hash(parts ...[]byte) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part)) + " "))
		h.Write(part)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)[:16])
}
