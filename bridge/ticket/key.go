package ticket

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
)

// minKey is the least length of the text in a key file, in octets: what 24 random
// octets come to in base64.
const minKey = 32

// ReadKey reads a key that several bridges share from a file. Its text may have any
// form; space and line ends around it do not count.
func ReadKey(name string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimSpace(text)
	if len(text) < minKey {
		return nil, fmt.Errorf("%s: a key has at least %d octets, not %d; make one with: openssl rand -base64 32 -out %[1]s",
			name, minKey, len(text))
	}
	key := sha256.Sum256(text)
	return key[:], nil
}
