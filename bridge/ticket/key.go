package ticket

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
)

// minKey is the least length of the text in a key file, in octets: what 24 random
// octets come to in base64. Nobody needs as many as maxKey; /dev/urandom would go on for
// ever.
const minKey, maxKey = 32, 64 << 10

// ReadKey reads a key that several bridges share from a file. Its text may have any
// form; space and line ends around it do not count.
func ReadKey(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxKey+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxKey {
		return nil, fmt.Errorf("%s: a key has at most %d octets; make one with: openssl rand -base64 32 -out FILE", name, maxKey)
	}
	text = bytes.TrimSpace(text)
	if len(text) < minKey {
		return nil, fmt.Errorf("%s: a key has at least %d octets, not %d; make one with: openssl rand -base64 32 -out %[1]s",
			name, minKey, len(text))
	}
	key := sha256.Sum256(text)
	return key[:], nil
}
