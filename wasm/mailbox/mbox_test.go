package mailbox

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// mboxes are files as programs write them, with the messages that they hold; they
// are the seeds of FuzzMbox too.
var mboxes = []struct {
	name, file string
	want       []string
}{
	{"nothing", "", nil},
	{"blank lines only", "\n\r\n", nil},
	{"two messages", "From a\nX: 1\n\nhi\n\nFrom b\nX: 2\n\nho\n\n", []string{"X: 1\r\n\r\nhi\r\n", "X: 2\r\n\r\nho\r\n"}},
	{"CRLF", "From a\r\nX: 1\r\n\r\nhi\r\n\r\nFrom b\r\nX: 2\r\n\r\n", []string{"X: 1\r\n\r\nhi\r\n", "X: 2\r\n"}},
	{"blank lines first", "\n\nFrom a\nX: 1\n", []string{"X: 1\r\n"}},
	{"one quote less", "From a\n>From x\n>>From y\n> From z\n>Fromage\n", []string{"From x\r\n>From y\r\n> From z\r\n>Fromage\r\n"}},
	{"no line end at the end", "From a\nX: 1\n\nhi", []string{"X: 1\r\n\r\nhi\r\n"}},
	{"no blank line, but a date", "From a\nhi\nFrom b Wed May  1 09:00:00 1996\nho\n", []string{"hi\r\n", "ho\r\n"}},
	{"neither is body text", "From a\nhi\nFrom here on, Wed is a day off\nho\n", []string{"hi\r\nFrom here on, Wed is a day off\r\nho\r\n"}},
	{"a date with a zone", "From a\nhi\nFrom b Wed May  1 09:00:00 CET 1996 -0100\nho\n", []string{"hi\r\n", "ho\r\n"}},
	{"an empty sender", "From a\nhi\nFrom  Wed May  1 09:00:00 1996\nho\n", []string{"hi\r\n", "ho\r\n"}},
	{"one of two blank lines is the message's", "From a\nhi\n\n\nFrom b\nho\n\n\n", []string{"hi\r\n\r\n", "ho\r\n\r\n"}},
	{"a message of nothing", "From a\n\nFrom b\n", []string{"", ""}},
	{"From_ line and no more", "From ", []string{""}},
	{"8-bit octets, NUL and a lone CR", "From a\n\xff\x00\rb\n", []string{"\xff\x00\r\nb\r\n"}},
	{"a CR in a From_ line", "From a\nhi\n\nFrom b\rho\n", []string{"hi\r\n\r\nFrom b\r\nho\r\n"}},
	{"a long line", "From a\n" + strings.Repeat("x", 1<<20), []string{strings.Repeat("x", 1<<20) + "\r\n"}},
}

// split reads all messages of an mbox file.
func split(file string) (parts []Part, err error) {
	for reader := NewMboxReader(strings.NewReader(file)); ; {
		part, err := reader.Next()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return parts, err
		}
		parts = append(parts, part)
	}
}

func TestMboxReader(t *testing.T) {
	for _, test := range mboxes {
		t.Run(test.name, func(t *testing.T) {
			parts, err := split(test.file)
			if err != nil || len(parts) != len(test.want) {
				t.Fatalf("%d messages, %v; want %d", len(parts), err, len(test.want))
			}
			for i, want := range test.want {
				if got := string(parts[i].Octets); got != want {
					t.Errorf("message %d is %.80q, want %.80q", i, got, want)
				}
			}
		})
	}
}

func TestMboxReaderGivesFromLines(t *testing.T) {
	parts, err := split("From ann@example.org Wed May  1 09:00:00 1996\r\nX: 1\r\n\r\nFrom b\n")
	if err != nil || parts[0].From != "From ann@example.org Wed May  1 09:00:00 1996" || parts[1].From != "From b" {
		t.Errorf("%+v, %v", parts, err)
	}
}

func TestMboxReaderSaysWhatIsNoMbox(t *testing.T) {
	for file, want := range map[string]string{
		"Subject: a letter\n\nFrom me\n": "line 1 is not of an mbox file",
		"\n\r\nhi\n":                     "line 3 is not of an mbox file",
		">From a\n":                      "line 1 is not of an mbox file",
		"From a\rX: 1\r\rhi\r":           "line 1 has a CR without LF",
		"\nFrom a\r\r\nX: 1\r\r\n":       "line 2 has a CR without LF",
	} {
		parts, err := split(file)
		if err == nil || !strings.HasPrefix(err.Error(), want) || len(parts) > 0 {
			t.Errorf("%q: %d messages, %v; want %q", file, len(parts), err, want)
		}
	}
}

// TestMboxReaderNamesTheFailure: a file that cannot be read to its end is not taken
// for a shorter one.
func TestMboxReaderNamesTheFailure(t *testing.T) {
	broken := errors.New("bad disk")
	for _, begin := range []string{"", "From a\nh", "From a\nhi\n\nFrom b"} {
		reader := NewMboxReader(io.MultiReader(strings.NewReader(begin), iotest.ErrReader(broken)))
		if part, err := reader.Next(); !errors.Is(err, broken) {
			t.Errorf("%q: %+v, %v; want %v", begin, part, err, broken)
		}
	}
}

func TestCutMbox(t *testing.T) {
	const dated = "From b Wed May  1 09:00:00 1996\n"
	tests := []struct{ name, file, marks, want string }{
		{"none", "From a\nhi\n\nFrom b\nho\n", "--", "From a\nhi\n\nFrom b\nho\n"},
		{"the first", "From a\nhi\n\nFrom b\nho\n", "D-", "From b\nho\n"},
		{"the last", "From a\nhi\n\nFrom b\nho\n", "-D", "From a\nhi\n\n"},
		{"all", "From a\nhi\n\nFrom b\nho\n", "DD", ""},
		{"what came later stays", "From a\nhi\n\nFrom b\nho\n", "D", "From b\nho\n"},
		{"new neighbours are parted", "From a\nhi\n" + dated + "\nFrom c\nho\n", "-D-", "From a\nhi\n\nFrom c\nho\n"},
		{"old neighbours are left alone", "From a\nhi\n" + dated + "x\n\nFrom c\n", "--D", "From a\nhi\n" + dated + "x\n\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parts, err := split(test.file)
			if err != nil {
				t.Fatal(err)
			}
			if got := cut(t, test.file, parts, marks(test.marks)); got != test.want {
				t.Errorf("left is %q, want %q", got, test.want)
			}
		})
	}
}

func marks(letters string) []bool {
	var marked []bool
	for _, letter := range letters {
		marked = append(marked, letter == 'D')
	}
	return marked
}

func cut(t *testing.T, file string, parts []Part, marked []bool) string {
	t.Helper()
	var left bytes.Buffer
	if err := CutMbox(&left, strings.NewReader(file), parts, marked); err != nil {
		t.Fatal(err)
	}
	return left.String()
}

// FuzzMbox splits any octets and cuts messages out by the bits of a number. The
// parts are the file, their messages are normalised, and what is left is read as
// the same messages again.
func FuzzMbox(f *testing.F) {
	for i, test := range mboxes {
		f.Add([]byte(test.file), uint64(i*0x55))
	}
	f.Fuzz(func(t *testing.T, file []byte, bits uint64) {
		parts, err := split(string(file))
		if err != nil {
			return
		}
		at, marked := int64(0), make([]bool, len(parts))
		for i, part := range parts {
			if part.Offset != at || part.Length <= 0 || !bytes.Equal(part.Octets, Normalise(part.Octets)) {
				t.Errorf("part %d: %+v, and the one before ended at %d", i, part, at)
			}
			at += part.Length
			marked[i] = bits>>(i%64)&1 == 1
		}
		if len(parts) > 0 && at != int64(len(file)) {
			t.Errorf("%d octets in parts of a file of %d", at, len(file))
		}
		checkLeft(t, parts, marked, cut(t, string(file), parts, marked))
	})
}

// checkLeft compares what is in a file after a cut with the parts that were not
// marked.
func checkLeft(t *testing.T, parts []Part, marked []bool, file string) {
	left, err := split(file)
	if err != nil {
		t.Fatalf("what is left is no mbox: %v", err)
	}
	for i, part := range parts {
		if marked[i] {
			continue
		}
		if len(left) == 0 || left[0].From != part.From || !bytes.Equal(left[0].Octets, part.Octets) {
			t.Fatalf("part %d is no longer what it was", i)
		}
		left = left[1:]
	}
	if len(left) > 0 {
		t.Errorf("%d messages too many are left", len(left))
	}
}
