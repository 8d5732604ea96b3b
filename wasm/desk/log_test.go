package desk

import (
	"strings"
	"testing"

	"poplab/wasm/capture"
)

// logged is a session with a readable password.
const logged = `S: +OK ready
C: USER mrose
S: +OK
C: PASS c4nary
S: +OK
C: QUIT
S: +OK bye
`

// A log is answered with what it is and how much of it deserves a look, in any
// language and however often it is asked for.
func TestOpenLog(t *testing.T) {
	d, err := OpenLog([]byte(logged), false)
	if err != nil {
		t.Fatal(err)
	}
	a := d.Look()
	if a.Format == "" || a.Count < 7 || len(a.Rows) != a.Count || a.Sessions != 1 || a.Warnings == 0 || a.Errors != 0 {
		t.Errorf("read as %q: %d rows of %d, %d sessions, %d warnings, %d errors", a.Format, len(a.Rows), a.Count, a.Sessions, a.Warnings, a.Errors)
	}
	for _, again := range []Answer{d.Look(), d.Retell()} {
		if again.Warnings != a.Warnings || again.Errors != a.Errors {
			t.Errorf("%d warnings and %d errors became %d and %d", a.Warnings, a.Errors, again.Warnings, again.Errors)
		}
	}
}

func TestOpenLogMasked(t *testing.T) {
	for _, masked := range []bool{false, true} {
		d, err := OpenLog([]byte(logged), masked)
		if err != nil {
			t.Fatal(err)
		}
		if shown := string(d.Look().AppendJSON(nil)); strings.Contains(shown, "c4nary") == masked {
			t.Errorf("masked is %v: %s", masked, shown)
		}
	}
}

func TestOpenLogRefuses(t *testing.T) {
	if _, err := OpenLog([]byte("Dear Sir or Madam,\n"), false); err != capture.NoPOP3 {
		t.Errorf("a letter: %v", err)
	}
}

// A log can be saved before a row of it was asked for.
func TestSaveLog(t *testing.T) {
	d, err := OpenLog([]byte(logged), false)
	if err != nil {
		t.Fatal(err)
	}
	file, err := d.Save("text", true, "en", 0)
	if err != nil || !strings.Contains(string(file.Octets), "USER mrose") || strings.Contains(string(file.Octets), "c4nary") {
		t.Errorf("%v: %s", err, file.Octets)
	}
	if a := d.Look(); a.Warnings == 0 || a.Count != len(a.Rows) {
		t.Errorf("after saving: %d warnings, %d rows of %d", a.Warnings, len(a.Rows), a.Count)
	}
	if file, err = d.Save("text", false, "en", 0); err != nil || !strings.Contains(string(file.Octets), "c4nary") {
		t.Errorf("%v: %s", err, file.Octets)
	}
}
