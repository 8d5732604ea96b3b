package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

// files are the files of a folder by their path in it.
type files map[string]string

// lay writes files, with their folders, into a new folder.
func lay(t testing.TB, all files) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range all {
		add(t, filepath.Join(dir, name), content)
	}
	return dir
}

func add(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// found reads a folder back, without the ledger.
func found(t testing.TB, dir string) files {
	t.Helper()
	all := files{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".poplab") {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// mount opens a mailbox for one test.
func mount(t testing.TB, path string, o Options) *Mailbox {
	t.Helper()
	m, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

var writable = Options{Writable: true}

// login begins a session that ends with the test at the latest.
func login(t testing.TB, m *Mailbox) pop3.Maildrop {
	t.Helper()
	d, err := m.Open()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sees logs in, and gives the messages, one line each.
func sees(t testing.TB, m *Mailbox) []string {
	t.Helper()
	d := login(t, m)
	defer d.Release()
	return octets(d)
}

func octets(d pop3.Maildrop) []string {
	list := make([]string, d.Len())
	for i := range list {
		list[i] = string(d.Message(i).Octets)
	}
	return list
}

// quit marks messages by number and ends the session with QUIT.
func quit(d pop3.Maildrop, numbers ...int) error {
	defer d.Release()
	marked := make([]bool, d.Len())
	for _, n := range numbers {
		marked[n-1] = true
	}
	return d.Commit(marked)
}
