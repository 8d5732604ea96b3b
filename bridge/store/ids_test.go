package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// uids logs in and gives the unique-ids in order.
func uids(t *testing.T, m *Mailbox) []string {
	t.Helper()
	d := login(t, m)
	defer d.Release()
	list := make([]string, d.Len())
	for i := range list {
		list[i] = d.Message(i).UID
	}
	return list
}

func TestMaildirNamesAreUniqueIDs(t *testing.T) {
	long := "1." + strings.Repeat("x", 69)
	dir := lay(t, files{"cur/1.M1P1.host,S=5:2,S": "a", "new/2 b": "b", "new/" + long: "c"})
	got := uids(t, mount(t, dir, Options{}))
	want := []string{"1.M1P1.host,S=5", hash([]byte(long)), hash([]byte("2 b"))}
	if !slices.Equal(got, want) {
		t.Errorf("unique-ids are %q, want %q", got, want)
	}
}

// TestFormOfUniqueIDs: R106.
func TestFormOfUniqueIDs(t *testing.T) {
	for _, name := range []string{"", "a b", "\x7f", "\xe4", strings.Repeat("x", 70), strings.Repeat("x", 71)} {
		for n := range 3 {
			uid := numbered(uniqueID(name), n+1)
			if len(uid) < 1 || len(uid) > 70 || strings.Trim(uid, printable) != "" {
				t.Errorf("%q gives %q", name, uid)
			}
		}
	}
}

// printable are the characters of unique-ids (RFC 1939 section 7).
var printable = func() string {
	var all []byte
	for c := byte(0x21); c <= 0x7E; c++ {
		all = append(all, c)
	}
	return string(all)
}()

// TestUniqueIDsStay: they are the same in later sessions, after a restart and when
// others were removed (R107, R108).
func TestUniqueIDsStay(t *testing.T) {
	const a, b, c = "From a\na\n\n", "From b\nb\n\n", "From b\nb\n\n"
	for _, test := range []struct {
		path  string
		files files
	}{
		{"", files{"cur/1.a": "a", "cur/2.b": "b", "new/3.c": "b"}},
		{"", files{"a.eml": "a", "b.eml": "b", "c.eml": "b"}},
		{"box", files{"box": a + b + c}},
	} {
		path := filepath.Join(lay(t, test.files), test.path)
		m := mount(t, path, writable)
		before := uids(t, m)
		if err := quit(login(t, m), 2); err != nil {
			t.Fatal(err)
		}
		want := []string{before[0], before[2]}
		if got := uids(t, m); !slices.Equal(got, want) {
			t.Errorf("%v: after a removal %q, want %q", test.files, got, want)
		}
		m.Close()
		if got := uids(t, mount(t, path, Options{})); !slices.Equal(got, want) {
			t.Errorf("%v: after a restart %q, want %q", test.files, got, want)
		}
	}
}

// TestUniqueIDsDoNotComeBack: not even for the same octets under the same name
// (R109).
func TestUniqueIDsDoNotComeBack(t *testing.T) {
	for _, test := range []struct {
		path, name, content string
	}{
		{"", "cur/1.a", "a"},
		{"", "a.eml", "a"},
		{"box", "box", "From a\na\n"},
	} {
		dir := lay(t, files{test.name: test.content})
		path := filepath.Join(dir, test.path)
		var seen []string
		for range 3 {
			m := mount(t, path, writable)
			got := uids(t, m)
			if len(got) != 1 || slices.Contains(seen, got[0]) {
				t.Errorf("%s: %q after %q", test.name, got, seen)
			}
			seen = append(seen, got...)
			if err := quit(login(t, m), 1); err != nil {
				t.Fatal(err)
			}
			m.Close()
			add(t, filepath.Join(dir, test.name), test.content)
		}
	}
}

// TestTornLedger: a line that a crash has cut off is not there, and does not spoil
// the next one.
func TestTornLedger(t *testing.T) {
	dir := lay(t, files{"cur/1.a": "a", "cur/2.b": "b", ".poplab": "removing 9.x\nremoved 9.x\nremoving 1"})
	m := mount(t, dir, writable)
	if err := quit(login(t, m), 1); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, ".poplab"))
	if want := "removing 9.x\nremoved 9.x\nremoving 1.a\nremoved 1.a\n"; string(got) != want || err != nil {
		t.Errorf("the ledger is %q, %v; want %q", got, err, want)
	}
}

func TestParse(t *testing.T) {
	r, err := parse([]byte("removing a\nremoving b\nremoving c\nremoved a\nkept b\nremoving d\nremoving d\nremo"))
	if err != nil || !slices.Equal(r.pending, []string{"c", "d"}) || !r.spent["a"] || len(r.spent) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
