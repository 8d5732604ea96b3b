package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
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
		line, ended := strings.CutSuffix(string(line), "\n")
		word, uid, _ := strings.Cut(line, " ")
		switch {
		case !ended && begins(line):
			continue
		case word == removing:
			begun = append(begun, uid)
		case word == removed:
			r.spent[uid] = true
		case word != kept:
			return r, fmt.Errorf("%.80q is no line of a ledger", line)
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

// begins says whether text may be what a crash left of a line.
func begins(text string) bool {
	for _, word := range []string{removing, removed, kept} {
		if strings.HasPrefix(word, text) || strings.HasPrefix(text, word+" ") {
			return true
		}
	}
	return false
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
