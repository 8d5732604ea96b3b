package store

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// asNobody runs a test with the rights of somebody who owns nothing, also where the
// tests run as root, who may do anything. The system knows such rights per thread.
func asNobody(t *testing.T, dir string) {
	restrict(t, filepath.Dir(dir), 0o755) // the way to it
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread()
	syscall.Setfsuid(nobody)
	t.Cleanup(func() {
		syscall.Setfsuid(0)
		runtime.UnlockOSThread()
	})
}

const nobody = 65534

// restrict sets a mode until the test ends.
func restrict(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(path, 0o755) })
}

func TestUnreadableFiles(t *testing.T) {
	dir := lay(t, files{"eml/a.eml": "a", "mail/cur/1.a": "a", "box": "From a\na\n"})
	for _, name := range []string{"eml/a.eml", "mail/cur", "box"} {
		restrict(t, filepath.Join(dir, name), 0)
	}
	asNobody(t, dir)
	for _, name := range []string{"eml", "mail", "box"} {
		_, err := Open(filepath.Join(dir, name), Options{})
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "permission denied: give the user") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUnwritableFolder is found out at the start.
func TestUnwritableFolder(t *testing.T) {
	dir := lay(t, files{"a.eml": "a"})
	restrict(t, dir, 0o555)
	asNobody(t, dir)
	if _, err := Open(dir, writable); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("%v", err)
	}
	if got := sees(t, mount(t, dir, Options{})); len(got) != 1 {
		t.Errorf("for looking only: %q", got)
	}
}

// TestMboxKeepsItsOwner: where the new file cannot have the owner of the old one,
// nothing is removed.
func TestMboxKeepsItsOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root has files of two owners")
	}
	const box = "From a\na\n"
	dir := lay(t, files{"mail/box": box})
	path := filepath.Join(dir, "mail", "box")
	m := mount(t, path, writable)
	d := login(t, m)
	restrict(t, filepath.Dir(path), 0o777)
	restrict(t, path, 0o666)
	if err := os.Chown(m.format.ledger(), nobody, nobody); err != nil {
		t.Fatal(err)
	}
	asNobody(t, dir)
	if err := quit(d, 1); err == nil || !strings.Contains(err.Error(), "another owner") {
		t.Errorf("%v", err)
	}
	if got := found(t, dir); !maps.Equal(got, files{"mail/box": box}) {
		t.Errorf("left is %q", got)
	}
}

// TestPartOfACommit: the files that may be removed go, the others stay, and so do
// their unique-ids (R39, R107).
func TestPartOfACommit(t *testing.T) {
	dir := lay(t, files{"cur/1.a": "a", "cur/2.b": "b", "new/3.c": "c"})
	m := mount(t, dir, writable)
	before := uids(t, m)
	d := login(t, m)
	restrict(t, filepath.Join(dir, "cur"), 0o555)
	restrict(t, filepath.Join(dir, "new"), 0o777)
	restrict(t, filepath.Join(dir, ".poplab"), 0o666)
	asNobody(t, dir)
	if err := quit(d, 1, 3); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("%v", err)
	}
	if got := found(t, dir); !maps.Equal(got, files{"cur/1.a": "a", "cur/2.b": "b"}) {
		t.Errorf("left is %q", got)
	}
	if got := uids(t, m); len(got) != 2 || got[0] != before[0] || got[1] != before[1] {
		t.Errorf("unique-ids are %q, before %q", got, before)
	}
}
