package ticket

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net/netip"
	"sync"
	"time"
)

// Life is how long a ticket is good: a page asks for one when it connects.
const Life = 30 * time.Second

// skew is how much the clocks of bridges with one key may differ.
const skew = 5 * time.Second

// maxUsed bounds what is remembered, at about 6 MiB. Nobody is let in beyond it, which
// takes 1,800 sessions that begin in each second.
const maxUsed = 1 << 16

// Why a ticket is not taken. None of them repeats anything of it.
var (
	ErrForged  = errors.New("the ticket was not issued here, or not to this client for this target")
	ErrExpired = errors.New("the ticket is too old")
	ErrUsed    = errors.New("the ticket was used before")
	ErrBusy    = errors.New("too many tickets are in use")
)

const (
	nonceSize = 16
	bodySize  = 8 + nonceSize
	size      = bodySize + sha256.Size
)

// coding takes no bits that carry nothing, and Use no line ends, which it skips: a
// ticket has one form only.
var coding = base64.RawURLEncoding.Strict()

type nonce [nonceSize]byte

// Booth issues tickets and takes them back. Its methods may be called at the same
// time.
type Booth struct {
	key []byte

	mu      sync.Mutex
	turned  time.Time          // when used became before
	used    map[nonce]struct{} // taken since then
	earlier map[nonce]struct{} // taken in the time before that
}

// NewBooth makes a booth with the key of ReadKey, or with one of its own for nil.
func NewBooth(key []byte) *Booth {
	if key == nil {
		key = make([]byte, sha256.Size)
		rand.Read(key) // never fails
	}
	return &Booth{key: key, used: map[nonce]struct{}{}}
}

// Issue makes a ticket for a client and a target, and says how long it is good.
func (b *Booth) Issue(target string, from netip.Addr) (string, time.Duration) {
	t := make([]byte, bodySize, size)
	binary.BigEndian.PutUint64(t, uint64(time.Now().Add(Life).Unix()))
	rand.Read(t[8:bodySize])
	return coding.EncodeToString(b.sign(t, target, from)), Life
}

// sign appends the code over a body. All that comes before the target has a
// length of its own, so that no two tickets are signed alike.
func (b *Booth) sign(body []byte, target string, from netip.Addr) []byte {
	code := hmac.New(sha256.New, b.key)
	address := from.As16()
	code.Write(body[:bodySize])
	code.Write(address[:])
	code.Write([]byte(target))
	return code.Sum(body[:bodySize:bodySize])
}

// Use takes a ticket, once. Its error is one of those above.
func (b *Booth) Use(ticket, target string, from netip.Addr) error {
	t, err := coding.DecodeString(ticket)
	if err != nil || len(ticket) != coding.EncodedLen(size) || len(t) != size || !hmac.Equal(t, b.sign(t, target, from)) {
		return ErrForged
	}
	now := time.Now()
	left := time.Unix(int64(binary.BigEndian.Uint64(t)), 0).Sub(now)
	if left <= 0 || left > Life+skew {
		return ErrExpired
	}
	return b.strike(nonce(t[8:bodySize]), now)
}

// strike remembers a ticket for at least as long as it can be good.
func (b *Booth) strike(n nonce, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.turned) > Life+skew {
		b.turned, b.earlier, b.used = now, b.used, map[nonce]struct{}{}
	}
	_, used := b.used[n]
	_, before := b.earlier[n]
	switch {
	case used || before:
		return ErrUsed
	case len(b.used) >= maxUsed:
		return ErrBusy
	}
	b.used[n] = struct{}{}
	return nil
}
