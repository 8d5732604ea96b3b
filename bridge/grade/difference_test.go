package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

const letter = "Subject: Dots\r\n\r\none\r\n.\r\n..two\r\nlast\r\n"

// differences has what programs write, and what they are told about it.
var differences = []struct{ file, said string }{
	{letter, ""},
	{strings.ReplaceAll(letter, "\r\n", "\n"), "has LF where CR LF was sent: keep both octets, and open files in binary mode"},
	{strings.ReplaceAll(letter, "\r\n", "\r\r\n"), "has CR CR LF where CR LF was sent: open files in binary mode"},
	{"Subject: Dots\r\n\r\none\r\n..\r\n...two\r\nlast\r\n", `has the line ".." where "." was sent: un-stuff once, taking one dot off`},
	{"Subject: Dots\r\n\r\none\r\n\r\n.two\r\nlast\r\n", `has the line "" where "." was sent: un-stuff only once`},
	{letter + ".\r\n", `ends with the line ".", which is the end of the reply and no part of the message`},
	{letter + "\r\n", "has one line end too many behind its last line"},
	{strings.TrimSuffix(letter, "\r\n"), "lacks the CR LF of its last line"},
	{strings.TrimSuffix(letter, "last\r\n"), `lacks the last line, "last"`},
	{"+OK 42 octets\r\n" + letter, "begins with the status line, which is no part of the message"},
	{"+OK message follows\n" + "Subject: Dots\n\none\n..\n...two\nlast\n.\n",
		`has the line ".." where "." was sent: un-stuff once, taking one dot off, and ends with the line ".", ` +
			"which is the end of the reply and no part of the message, and begins with the status line, which is no part of the message, " +
			"and has LF where CR LF was sent: keep both octets, and open files in binary mode"},
}

func TestDifference(t *testing.T) {
	for _, d := range differences {
		faults, known := difference([]byte(d.file), []byte(letter))
		if said := strings.Join(faults, ", and "); !known || said != d.said {
			t.Errorf("%q: known %v, %s\nwant %s", d.file, known, said, d.said)
		}
	}
	if _, known := difference(nil, []byte(letter)); known {
		t.Error("an empty file is a message")
	}
	if faults, known := difference([]byte("something else"), []byte(letter)); known {
		t.Errorf("a file of anything is %q", faults)
	}
}

// What has no name is told by its first difference, and files of nothing known too.
func TestFirstDifference(t *testing.T) {
	for file, said := range map[string]string{
		"Subject: Dots\r\n\r\none\r\n.\r\nthree\r\nlast\r\n":             `has "three\r\n" in line 5 where "..two\r\n" was sent`,
		"Subject: Dots\r\n\r\none\r\n.\r\n..two\r\nlast\r\nand more\r\n": `has "and more\r\n" in line 7 where nothing was sent`,
		"Subject: Dots\r\n\r\none\r\n":                                   `ends before a line "." of the message, which came as "..": look for the end of the reply first, then un-stuff`,
		"Subject: Dots\r\n\r\no":                                         "ends after 18 of 38 octets: only the line with a lone dot ends a message, and what came before a break is thrown away and fetched again",
	} {
		if got := firstDifference([]byte(file), []byte(letter)); got != said {
			t.Errorf("%q: %s\nwant %s", file, got, said)
		}
	}
}

// folderOf makes a grader with one user, whose files these are.
func folderOf(t *testing.T, trouble bool, messages []string, files map[string]string) *Grader {
	t.Helper()
	g := &Grader{files: t.TempDir()}
	a := &account{grader: g, name: "ann", drop: mailbox.NewMaildrop()}
	a.trouble.SharedUID = trouble
	for _, octets := range messages {
		a.remember(append(a.mail, pop3.Message{Octets: []byte(octets)}))
	}
	g.hosts = []*Host{{grader: g, Name: "dewey", users: []*account{a}}}
	if err := os.Mkdir(filepath.Join(g.files, "ann"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, octets := range files {
		if err := os.WriteFile(filepath.Join(g.files, "ann", name), []byte(octets), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

func TestSaved(t *testing.T) {
	const other = "Subject: Other\r\n\r\nx\r\n"
	for _, c := range []struct {
		name     string
		shared   bool
		messages []string
		files    map[string]string
		met      bool
		said     string
	}{
		{"right", false, []string{letter, other}, map[string]string{"a": letter, "b": other, ".known": "1"}, true, "what was sent to ann is saved, octet for octet: 2 files"},
		{"nothing was there", false, nil, nil, true, "nothing was sent to ann, and nothing was saved"},
		{"one too many", false, []string{letter}, map[string]string{"a": letter, "b": letter}, false, "b holds the same message as a: it was saved twice"},
		{"equal messages", false, []string{letter, letter}, map[string]string{"a": letter}, false, "nobody has logged in as ann yet"},
		{"equal messages, both", false, []string{letter, letter}, map[string]string{"a": letter, "b": letter}, true, ""},
		{"one unique-id", true, []string{letter, letter}, map[string]string{"a": letter}, true, ""},
		{"one unique-id, both", true, []string{letter, letter}, map[string]string{"a": letter, "b": letter}, true, ""},
		{"one unique-id, three", true, []string{letter, letter}, map[string]string{"a": letter, "b": letter, "c": letter}, false, "c holds the same message as a: it was saved twice"},
		{"cut and whole", false, []string{letter}, map[string]string{"a": letter[:20], "b": letter}, false, "a is the beginning of the message in b"},
		{"empty", false, []string{letter}, map[string]string{"a": "", "b": letter}, false, "a is empty"},
		{"strange", false, []string{letter}, map[string]string{"a": "my notes", "b": letter}, false, "a holds no message of this maildrop; files of your program's own have names that begin with a dot"},
		{"name that moves the cursor", false, []string{letter}, map[string]string{"\x1b[2J\n": "", "b": letter}, false, "files of ann: ␛[2J␊ is empty"},
		{"wrong before right", false, []string{letter}, map[string]string{"a": letter + ".\r\n", "b": letter}, false, "a ends with the line \".\", which is the end of the reply and no part of the message; besides, b holds the same message"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := folderOf(t, c.shared, c.messages, c.files).saved("ann")
			if v.Met != c.met || !strings.Contains(v.Said, c.said) {
				t.Errorf("got %v: %s\nwant %v: %s", v.Met, v.Said, c.met, c.said)
			}
		})
	}
	if v := (&Grader{}).saved("ann"); v.Met || v.Said != "this world has no user ann" {
		t.Errorf("nobody: %+v", v)
	}
}
