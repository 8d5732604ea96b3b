package store

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestCommit: the QUIT of a writable mailbox removes what is marked and nothing
// else, also when other programs were there during the session (R40).
func TestCommit(t *testing.T) {
	const a, b, c = "From a\na\n\n", "From b\nb\n\n", "From c\nc\n\n"
	maildir := files{"cur/1.a:2,": "a", "new/2.b": "b", "cur/3.c:2,S": "c", "tmp/4.d": "d"}
	tests := []struct {
		name, path string
		before     files
		during     func(t *testing.T, dir string)
		marked     []int
		after      files
	}{
		{"Maildir", "", maildir, nil, []int{1, 3}, files{"new/2.b": "b", "tmp/4.d": "d"}},
		{"Maildir, other flags", "", maildir, rename("cur/1.a:2,", "cur/1.a:2,RS"), []int{1},
			files{"new/2.b": "b", "cur/3.c:2,S": "c", "tmp/4.d": "d"}},
		{"Maildir, from new to cur", "", maildir, rename("new/2.b", "cur/2.b:2,"), []int{2},
			files{"cur/1.a:2,": "a", "cur/3.c:2,S": "c", "tmp/4.d": "d"}},
		{"Maildir, gone already", "", maildir, erase("new/2.b"), []int{2},
			files{"cur/1.a:2,": "a", "cur/3.c:2,S": "c", "tmp/4.d": "d"}},
		{"Maildir, new mail", "", maildir, write("new/5.e", "e"), []int{1, 2, 3},
			files{"new/5.e": "e", "tmp/4.d": "d"}},
		{".eml", "", files{"a.eml": "a", "b.eml": "b", "b.txt": "t"}, nil, []int{2}, files{"a.eml": "a", "b.txt": "t"}},
		{".eml, new mail", "", files{"b.eml": "b"}, write("a.eml", "a"), []int{1}, files{"a.eml": "a"}},
		{".eml, gone already", "", files{"a.eml": "a", "b.eml": "b"}, erase("a.eml"), []int{1, 2}, files{}},
		{"mbox, the first", "box", files{"box": a + b + c}, nil, []int{1}, files{"box": b + c}},
		{"mbox, all", "box", files{"box": a + b + c}, nil, []int{1, 2, 3}, files{"box": ""}},
		{"mbox, new mail", "box", files{"box": a + b}, write("box", a+b+c), []int{1, 2}, files{"box": c}},
		{"mbox, mail was appended without a blank line", "box", files{"box": "From a\na"},
			write("box", "From a\na\nFrom b Wed May  1 09:00:00 1996\nb\n"), []int{1},
			files{"box": "From b Wed May  1 09:00:00 1996\nb\n"}},
		{"no mark", "box", files{"box": a}, nil, nil, files{"box": a}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := lay(t, test.before)
			d := login(t, mount(t, filepath.Join(dir, test.path), writable))
			if test.during != nil {
				test.during(t, dir)
			}
			if err := quit(d, test.marked...); err != nil {
				t.Error(err)
			}
			if got := found(t, dir); !maps.Equal(got, test.after) {
				t.Errorf("left is %q, want %q", got, test.after)
			}
		})
	}
}

func rename(from, to string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
}

func erase(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func write(name, content string) func(*testing.T, string) {
	return func(t *testing.T, dir string) { add(t, filepath.Join(dir, name), content) }
}

// TestFailedCommit: what cannot be removed stays, the rest goes, and the lock is
// free again (R39).
func TestFailedCommit(t *testing.T) {
	const a, b = "From a\na\n\n", "From b\nb\n\n"
	tests := []struct {
		name, path string
		before     files
		during     func(t *testing.T, dir string)
		marked     []int
		after      files
	}{
		{"a file was replaced", "", files{"a.eml": "a", "b.eml": "b", "c.eml": "c"}, write("b.eml", "another"), []int{1, 2},
			files{"b.eml": "another", "c.eml": "c"}},
		{"a folder is in its place", "", files{"cur/1.a": "a", "cur/2.b": "b"}, func(t *testing.T, dir string) {
			erase("cur/1.a")(t, dir)
			write("cur/1.a/x", "x")(t, dir)
		}, []int{1, 2}, files{"cur/1.a/x": "x"}},
		{"mbox: a message was removed", "box", files{"box": a + b}, write("box", b), []int{1}, files{"box": b}},
		{"mbox: a message was changed", "box", files{"box": a + b}, write("box", "From a\nX\n\n"+b), []int{2}, files{"box": "From a\nX\n\n" + b}},
		{"mbox: one was half written at login", "box", files{"box": a + "From b\nb"}, write("box", a+"From b\nb and more\n"), []int{2},
			files{"box": a + "From b\nb and more\n"}},
		{"mbox: no mbox any more", "box", files{"box": a}, write("box", "hello"), []int{1}, files{"box": "hello"}},
		{"mbox: gone", "box", files{"box": a}, erase("box"), []int{1}, files{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := lay(t, test.before)
			m := mount(t, filepath.Join(dir, test.path), writable)
			d := login(t, m)
			test.during(t, dir)
			if err := quit(d, test.marked...); err == nil {
				t.Error("no error")
			}
			if got := found(t, dir); !maps.Equal(got, test.after) {
				t.Errorf("left is %q, want %q", got, test.after)
			}
			if next, err := m.Open(); err == nil {
				next.Release()
			} else if test.path == "" {
				t.Errorf("the next login: %v", err)
			}
		})
	}
}

// TestLookingOnly: DELE and QUIT hide messages until the server is started again,
// and no file is touched.
func TestLookingOnly(t *testing.T) {
	dir := lay(t, files{"a.eml": "a\n", "b.eml": "b\n"})
	before := found(t, dir)
	m := mount(t, dir, Options{})
	if err := quit(login(t, m), 1); err != nil {
		t.Fatal(err)
	}
	add(t, filepath.Join(dir, "c.eml"), "c\n")
	if got := sees(t, m); !slices.Equal(got, []string{"b\r\n", "c\r\n"}) {
		t.Errorf("after QUIT the session sees %q", got)
	}
	m.Close()
	if got := sees(t, mount(t, dir, Options{})); len(got) != 3 {
		t.Errorf("after a restart the session sees %q", got)
	}
	erase("c.eml")(t, dir)
	entries, err := os.ReadDir(dir)
	if got := found(t, dir); !maps.Equal(got, before) || len(entries) != 2 || err != nil {
		t.Errorf("there is %v now, %v", entries, err)
	}
}

// TestReleaseRemovesNothing: R41.
func TestReleaseRemovesNothing(t *testing.T) {
	dir := lay(t, files{"a.eml": "a\n"})
	m := mount(t, dir, writable)
	login(t, m).Release()
	if got := sees(t, m); len(got) != 1 {
		t.Errorf("the session sees %q", got)
	}
}

// TestMboxKeepsItsMode: the file that replaces an mbox file may be read by the same
// people.
func TestMboxKeepsItsMode(t *testing.T) {
	path := filepath.Join(lay(t, files{"box": "From a\na\n"}), "box")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := quit(login(t, mount(t, path, writable)), 1); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// TestSameSizeIsSeen: a file that gets other content within the precision of its
// time stamp is read again.
func TestSameSizeIsSeen(t *testing.T) {
	dir := lay(t, files{"a.eml": "a\n", "box": "From a\na\n"})
	for name, content := range map[string]string{"": "b\n", "box": "From a\nb\n"} {
		m := mount(t, filepath.Join(dir, name), Options{})
		sees(t, m)
		add(t, filepath.Join(dir, cmp.Or(name, "a.eml")), content)
		if got := sees(t, m); !slices.Equal(got, []string{"b\r\n"}) {
			t.Errorf("%q: the session sees %q", name, got)
		}
	}
}

// TestLedgerThatIsNone is refused with a sentence that says what to do, and stays
// what it was.
func TestLedgerThatIsNone(t *testing.T) {
	for _, text := range []string{"what is this\n", "what is this", "removed a\nwhat", "kept a\nremovedb"} {
		for _, o := range []Options{{}, writable} {
			dir := lay(t, files{"a.eml": "a", ".poplab": text})
			_, err := Open(dir, o)
			if err == nil || !strings.Contains(err.Error(), "remove that file to begin a new one") {
				t.Errorf("%q: %v", text, err)
			}
			if got, err := os.ReadFile(filepath.Join(dir, ".poplab")); string(got) != text {
				t.Errorf("%q became %q, %v", text, got, err)
			}
		}
	}
}

// TestLinksAreNotFollowed: where others may write to the folder too, a link in place
// of a file of ours must not lead to a file of somebody.
func TestLinksAreNotFollowed(t *testing.T) {
	const box = "From a\na\n"
	dir := lay(t, files{"victim": "", "box": box, "eml/a.eml": "a"})
	victim := filepath.Join(dir, "victim")
	d := login(t, mount(t, filepath.Join(dir, "box"), writable))
	for _, link := range []string{".box.poplab-rest", "eml/.poplab"} {
		if err := os.Symlink(victim, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := quit(d, 1); err == nil {
		t.Error("an mbox file was written through a link")
	}
	if m, err := Open(filepath.Join(dir, "eml"), writable); err == nil {
		quit(login(t, m), 1)
		t.Error("a ledger was opened through a link")
	}
	if got := found(t, dir); got["victim"] != "" || got["box"] != box {
		t.Errorf("there is %q", got)
	}
}

// TestIntentFails: without a line in the ledger nothing is removed.
func TestIntentFails(t *testing.T) {
	full := errors.New("disk full")
	dir := lay(t, files{"eml/a.eml": "a", "box": "From a\na\n"})
	for _, name := range []string{"eml", "box"} {
		m := mount(t, filepath.Join(dir, name), writable)
		s := login(t, m).(*session)
		gone, err := m.format.remove(s.messages, []bool{true}, func() error { return full })
		if gone != nil || !errors.Is(err, full) {
			t.Errorf("%s: %v, %v", name, gone, err)
		}
		s.Release()
		if got := sees(t, m); !slices.Equal(got, []string{"a\r\n"}) {
			t.Errorf("%s: the next session sees %q", name, got)
		}
	}
}

// moveAll takes a whole new folder over, as mail programs do.
func moveAll(t *testing.T, dir string, n int) {
	for i := range n {
		rename(fmt.Sprintf("new/%d.a", i), fmt.Sprintf("cur/%d.a:2,S", i))(t, dir)
	}
}

// newMail is a Maildir with n new messages.
func newMail(t *testing.T, n int) (dir string) {
	all := files{"cur/.keep": ""}
	for i := range n {
		all[fmt.Sprintf("new/%d.a", i)] = "a"
	}
	return lay(t, all)
}

// TestAllMoved: all messages may be elsewhere at the end of a session. To look for
// each in the whole folder would take minutes.
func TestAllMoved(t *testing.T) {
	const n = 3000
	dir := newMail(t, n)
	d := login(t, mount(t, dir, writable))
	moveAll(t, dir, n)
	began := time.Now()
	if err := quit(d, upTo(n)...); err != nil {
		t.Error(err)
	}
	if got := found(t, dir); len(got) != 1 || time.Since(began) > 5*time.Second {
		t.Errorf("after %v there are %d files", time.Since(began), len(got))
	}
}

// TestMovedDuringLogin: what is being moved is seen all the same.
func TestMovedDuringLogin(t *testing.T) {
	const n = 1000
	m := mount(t, newMail(t, 0), Options{})
	for i := range n {
		add(t, filepath.Join(m.path, fmt.Sprintf("new/%d.a", i)), "a")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		moveAll(t, m.path, n)
	}()
	for moving := true; moving; {
		select {
		case <-done:
			moving = false
		default:
		}
		if got := len(sees(t, m)); got != n {
			t.Errorf("%d messages of %d", got, n)
		}
	}
}
