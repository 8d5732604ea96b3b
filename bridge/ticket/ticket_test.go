package ticket

import (
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var alice, bob = netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::2")

func issue(b *Booth) string {
	ticket, _ := b.Issue("lab", alice)
	return ticket
}

// Threat 11.
func TestTicket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewBooth(nil)
		for name, tc := range map[string]struct {
			target string
			from   netip.Addr
			later  time.Duration
			want   error
		}{
			"at once":        {"lab", alice, 0, nil},
			"in its time":    {"lab", alice, Life - time.Second, nil},
			"too late":       {"lab", alice, Life, ErrExpired},
			"other target":   {"lab2", alice, 0, ErrForged},
			"part of target": {"la", alice, 0, ErrForged},
			"other client":   {"lab", bob, 0, ErrForged},
		} {
			ticket := issue(b)
			time.Sleep(tc.later)
			if err := b.Use(ticket, tc.target, tc.from); err != tc.want {
				t.Errorf("%s: %v, want %v", name, err, tc.want)
			}
		}
	})
}

// Threat 11: no bit of a ticket may be another.
func TestEveryBitCounts(t *testing.T) {
	b := NewBooth(nil)
	ticket := issue(b)
	for i := range ticket {
		for bit := range 8 {
			flipped := []byte(ticket)
			flipped[i] ^= 1 << bit
			if err := b.Use(string(flipped), "lab", alice); err != ErrForged {
				t.Errorf("octet %d bit %d: %v", i, bit, err)
			}
		}
	}
	for _, wrong := range []string{"", "A", ticket + "A", ticket[:len(ticket)-1], ticket + "=", " " + ticket, ticket + "\n", strings.Repeat("A", 75)} {
		if err := b.Use(wrong, "lab", alice); err != ErrForged {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if err := b.Use(ticket, "lab", alice); err != nil {
		t.Errorf("and now as it was: %v", err)
	}
}

// Threat 11: a ticket is refused the second time, whenever that is.
func TestGoodOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewBooth(nil)
		for at := time.Duration(0); at < 3*Life; at += 7 * time.Second {
			ticket := issue(b)
			if err := b.Use(ticket, "lab", alice); err != nil {
				t.Fatalf("after %v: %v", at, err)
			}
			for until := time.Duration(0); until < Life-time.Second; until += time.Second {
				if err := b.Use(ticket, "lab", alice); err != ErrUsed {
					t.Fatalf("after %v, %v later: %v", at, until, err)
				}
				time.Sleep(time.Second)
			}
		}
	})
}

// What is remembered has a bound, and is forgotten when it no longer counts.
func TestMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewBooth(nil)
		b.turned = time.Now()
		for i := range maxUsed {
			b.used[nonce{byte(i), byte(i >> 8)}] = struct{}{}
		}
		if err := b.Use(issue(b), "lab", alice); err != ErrBusy {
			t.Errorf("full: %v", err)
		}
		time.Sleep(Life + skew + time.Second)
		if err := b.Use(issue(b), "lab", alice); err != nil {
			t.Errorf("later: %v", err)
		}
		time.Sleep(Life + skew + time.Second)
		b.Use(issue(b), "lab", alice)
		if len(b.used)+len(b.earlier) != 2 {
			t.Errorf("%d and %d are remembered", len(b.used), len(b.earlier))
		}
	})
}

// Bridges with one key take each other's tickets; a stranger's they do not.
func TestSharedKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("abcdefghijklmnopqrstuvwxyz0123456789\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	ticket, _ := NewBooth(key).Issue("lab", alice)
	if err := NewBooth(nil).Use(ticket, "lab", alice); err != ErrForged {
		t.Errorf("another key: %v", err)
	}
	if err := NewBooth(key).Use(ticket, "lab", alice); err != nil {
		t.Errorf("the same key: %v", err)
	}
}

func TestReadKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if _, err := ReadKey(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	os.WriteFile(file, []byte(" "+strings.Repeat("x", minKey-1)+"\n"), 0o600)
	if _, err := ReadKey(file); err == nil || !strings.Contains(err.Error(), "openssl rand -base64 32 -out "+file) {
		t.Errorf("a short key: %v", err)
	}
	os.WriteFile(file, []byte(strings.Repeat("x", maxKey)), 0o600)
	if _, err := ReadKey(file); err != nil {
		t.Errorf("a long key: %v", err)
	}
	if _, err := ReadKey("/dev/zero"); err == nil || !strings.Contains(err.Error(), "at most 65536 octets") {
		t.Errorf("a key without an end: %v", err)
	}
}

func FuzzUse(f *testing.F) {
	b := NewBooth(nil)
	f.Add(issue(b), "lab")
	f.Fuzz(func(t *testing.T, ticket, target string) {
		if b.Use(ticket, target, bob) == nil {
			t.Errorf("%q opens %q", ticket, target)
		}
	})
}
