package store

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

func TestReading(t *testing.T) {
	tests := []struct {
		name, path string
		files      files
		want       []string
	}{
		{"mbox, in the order of the file", "box", files{"box": "From b\nb\n\nFrom a\na\n"}, []string{"b\r\n", "a\r\n"}},
		{"empty mbox", "box.mbox", files{"box.mbox": ""}, nil},
		{"Maildir, by delivery", "", files{
			"cur/9.M1.host:2,S":     "first\n",
			"new/10.M2.host":        "third\n",
			"cur/10.M1.host":        "second\n",
			"new/named-by-hand":     "no time\n",
			"tmp/11.M1.host":        "not delivered\n",
			"cur/.hidden":           "not mail\n",
			"cur/folder/9.M1.host":  "not here\n",
			".Sent/cur/12.M1.host":  "another mailbox\n",
			"dovecot-uidlist":       "not mail\n",
			"cur/9.M1.host2:2,S,=x": "first too\n",
		}, []string{"no time\r\n", "first\r\n", "first too\r\n", "second\r\n", "third\r\n"}},
		{"Maildir without new", "", files{"cur/1.a": "a\n"}, []string{"a\r\n"}},
		{"empty Maildir", "", files{"new/.keep": ""}, nil},
		{".eml, by name", "", files{
			"b.eml": "b", "a.EML": "a\n", "c.txt": "no\n", ".d.eml": "no\n", "sub/e.eml": "no\n", "eml": "no\n",
		}, []string{"a\r\n", "b\r\n"}},
		{"octets of every kind", "", files{"a.eml": "\x00\xff\r\rx"}, []string{"\x00\xff\r\n\r\nx\r\n"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := lay(t, test.files)
			m := mount(t, dir+"/"+test.path, Options{})
			for range 2 {
				if got := sees(t, m); !slices.Equal(got, test.want) {
					t.Errorf("the session sees %q, want %q", got, test.want)
				}
			}
			if got := found(t, dir); !maps.Equal(got, test.files) {
				t.Errorf("there is %q now", got)
			}
		})
	}
}

// TestLarge: a message of 50 MB with a line of 1 MB keeps its octets.
func TestLarge(t *testing.T) {
	line := strings.Repeat("\xe4", 1<<20) + "\r\n"
	large := "Subject: large\r\n\r\n" + strings.Repeat(line, 50)
	dir := lay(t, files{"eml/a.eml": large, "mbox": "From a\n" + large})
	for _, name := range []string{"eml", "mbox"} {
		if got := sees(t, mount(t, dir+"/"+name, Options{})); len(got) != 1 || got[0] != large {
			t.Errorf("%s: %d messages, or other octets", name, len(got))
		}
	}
}

// TestMboxTakesItsSize: to read an mbox file takes hardly more memory than to keep its
// messages, and so does a QUIT that writes it anew.
func TestMboxTakesItsSize(t *testing.T) {
	one := "From a\n" + strings.Repeat(strings.Repeat("x", 70)+"\n", 200) + ">From b\n\n"
	path := lay(t, files{"box": strings.Repeat(one, 500)}) + "/box"
	size := len(one) * 500
	m := mount(t, path, writable)
	var d pop3.Maildrop
	if got := allocated(func() { d = login(t, m) }); got > size*3/2 {
		t.Errorf("a login allocates %d octets for a file of %d", got, size)
	}
	if got := allocated(func() { quit(d, 1, 3) }); got > size*3/2 {
		t.Errorf("a QUIT allocates %d octets for a file of %d", got, size)
	}
}

// allocated says how many octets of memory are asked for meanwhile.
func allocated(do func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}
