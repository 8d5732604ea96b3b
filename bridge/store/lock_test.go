package store

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"poplab/wasm/pop3"
)

// TestOneSession: whatever path leads to a mailbox, one session has it (R30).
func TestOneSession(t *testing.T) {
	dir := lay(t, files{"mail/cur/1.a": "a", "box": "From a\na\n"})
	for _, link := range []struct {
		name, target string
		make         func(string, string) error
	}{{"link", "mail", os.Symlink}, {"boxlink", "box", os.Symlink}, {"second", "box", os.Link}} {
		name, target := link.name, link.target
		if err := link.make(filepath.Join(dir, target), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{}, writable} {
			first := mount(t, filepath.Join(dir, target), o)
			second := mount(t, filepath.Join(dir, name), o)
			d := login(t, first)
			if _, err := second.Open(); err != pop3.ErrInUse {
				t.Errorf("%s: %v, want ErrInUse", name, err)
			}
			d.Release()
			login(t, second).Release()
			first.Close()
			second.Close()
		}
	}
}

// TestOneSessionAmongMany: of all who try at once one gets in.
func TestOneSessionAmongMany(t *testing.T) {
	m := mount(t, lay(t, files{"a.eml": "a"}), writable)
	for range 20 {
		var wg sync.WaitGroup
		in := make(chan pop3.Maildrop, 8)
		for range cap(in) {
			wg.Go(func() {
				if d, err := m.Open(); err == nil {
					in <- d
				}
			})
		}
		wg.Wait()
		close(in)
		if len(in) != 1 {
			t.Errorf("%d sessions at once", len(in))
		}
		for d := range in {
			d.Release()
		}
	}
}

// TestOtherProcess: the ledger is the lock between processes.
func TestOtherProcess(t *testing.T) {
	dir := lay(t, files{"a.eml": "a"})
	m := mount(t, dir, writable)
	other, err := openLedger(filepath.Join(dir, ".poplab"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Open(); err != pop3.ErrInUse {
		t.Errorf("Open: %v, want ErrInUse", err)
	}
	other.close()
	login(t, m).Release()
}

// TestDeliveryAgents: as long as one has a lock of any kind on an mbox file,
// nothing is removed from it, and afterwards it is.
func TestDeliveryAgents(t *testing.T) {
	for name, hold := range map[string]func(t *testing.T, path string) (release func()){
		"NAME.lock": func(t *testing.T, path string) func() {
			add(t, path+".lock", "1")
			return func() { os.Remove(path + ".lock") }
		},
		"lock on the file": func(t *testing.T, path string) func() {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := lockFile(f, exclusive); err != nil {
				t.Fatal(err)
			}
			return func() { f.Close() }
		},
	} {
		synctest.Test(t, func(t *testing.T) { // which ends the wait at once
			path := filepath.Join(lay(t, files{"box": "From a\na\n"}), "box")
			m := mount(t, path, writable)
			d := login(t, m)
			release := hold(t, path)
			if err := quit(d, 1); err == nil || !strings.Contains(err.Error(), "locked by another program") {
				t.Errorf("%s: %v", name, err)
			}
			release()
			if err := quit(login(t, m), 1); err != nil || len(sees(t, m)) != 0 {
				t.Errorf("%s: %v, left is %q", name, err, sees(t, m))
			}
		})
	}
}

// TestForeignLockStays: only our own NAME.lock is taken away.
func TestForeignLockStays(t *testing.T) {
	path := filepath.Join(lay(t, files{"box": "From a\na\n", "box.lock": "1"}), "box")
	sees(t, mount(t, path, writable))
	if _, err := os.Stat(path + ".lock"); err != nil {
		t.Error(err)
	}
}

// TestMailComesMeanwhile: a delivery agent appends while sessions remove everything
// that they see. Every message is seen once, none is lost.
func TestMailComesMeanwhile(t *testing.T) {
	path := filepath.Join(lay(t, files{"box": ""}), "box")
	m := mount(t, path, writable)
	const deliveries = 200
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range deliveries {
			deliver(t, path, "From a\n"+strconv.Itoa(i)+"\n\n")
			time.Sleep(time.Millisecond)
		}
	}()
	var seen []string
	for last := false; !last; {
		select {
		case <-done:
			last = true // this session sees the rest
		default:
		}
		d := login(t, m)
		list := octets(d)
		if err := quit(d, upTo(len(list))...); err != nil {
			t.Fatal(err)
		}
		seen = append(seen, list...)
	}
	for i := range deliveries {
		if want := strconv.Itoa(i) + "\r\n"; i >= len(seen) || seen[i] != want {
			t.Fatalf("%d messages were seen, and number %d is not %q", len(seen), i+1, want)
		}
	}
}

func upTo(n int) (numbers []int) {
	for i := range n {
		numbers = append(numbers, i+1)
	}
	return numbers
}

// deliver appends as delivery agents do: under NAME.lock and a lock on the file.
func deliver(t *testing.T, path, message string) {
	for {
		f, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			f.Close()
			break
		}
		time.Sleep(time.Millisecond)
	}
	defer os.Remove(path + ".lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	if err := patiently(func() error { return lockFile(f, exclusive) }); err != nil {
		t.Error(err)
	}
	for i := range len(message) { // slowly, so that others come in between
		f.WriteString(message[i : i+1])
	}
}
