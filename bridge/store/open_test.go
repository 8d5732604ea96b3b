package store

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := lay(t, files{"letter": "Subject: x\n\nx\n", "mail/a.eml": "a"})
	for path, want := range map[string]string{
		"nothing": "does not exist: name an .mbox file, a Maildir or a folder of .eml files, or create it first",
		"letter":  "letter: line 1 is not of an mbox file",
	} {
		if _, err := Open(filepath.Join(dir, path), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", path, err, want)
		}
	}
	if _, err := Open(os.DevNull, Options{}); err == nil || !strings.Contains(err.Error(), "neither a file nor a folder") {
		t.Errorf("%s: %v", os.DevNull, err)
	}
	m := mount(t, filepath.Join(dir, "mail"), Options{})
	if _, err := Open(filepath.Join(dir, "mail"), writable); err == nil || !strings.Contains(err.Error(), "open already") {
		t.Errorf("two sets of options: %v", err)
	}
	m.Close()
	mount(t, filepath.Join(dir, "mail"), writable)
}

func TestCloseOnce(t *testing.T) {
	m := mount(t, lay(t, files{"a.eml": "a"}), Options{})
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	if err := m.Close(); err == nil {
		t.Error("closed twice without an error")
	}
}

// TestLog: who runs the server learns what clients are not told, and nothing of
// what is as it should be.
func TestLog(t *testing.T) {
	dir := lay(t, files{"a.eml": "a"})
	var log bytes.Buffer
	m := mount(t, dir, Options{Writable: true, Log: slog.New(slog.NewTextHandler(&log, nil))})
	d := login(t, m)
	m.Open() // ErrInUse
	if log.Len() > 0 {
		t.Errorf("%s", &log)
	}
	add(t, filepath.Join(dir, "a.eml"), "another")
	quit(d, 1)
	add(t, filepath.Join(dir, ".poplab"), "what is this\n")
	m.Open()
	for _, want := range []string{
		`msg="messages could not be removed" path=` + dir + ` error="` + dir + `/a.eml is not the file that the session saw"`,
		`msg="a mailbox could not be opened" path=` + dir + ` error="` + dir + `/.poplab: \"what is this\" is no line`,
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no line %s in\n%s", want, &log)
		}
	}
}

// TestLoginSaysWhatIsWrong: a mailbox that has gone is a temporary failure, and the
// lock is free when it is back.
func TestLoginSaysWhatIsWrong(t *testing.T) {
	dir := lay(t, files{"mail/cur/1.a": "a", "eml/a.eml": "a", "box": "From a\na\n"})
	for _, name := range []string{"mail", "eml", "box"} {
		path := filepath.Join(dir, name)
		m := mount(t, path, Options{})
		rename(name, "away")(t, dir)
		if _, err := m.Open(); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
		rename("away", name)(t, dir)
		if got := sees(t, m); len(got) != 1 {
			t.Errorf("%s is back with %q", name, got)
		}
	}
}
