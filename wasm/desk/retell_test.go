package desk

import (
	"os"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// speak puts the notes into a language of wasm/annotate.
func speak(t *testing.T, language string) {
	t.Helper()
	text, err := os.ReadFile("../annotate/notes." + language + ".txt")
	if err == nil {
		err = annotate.Speak(string(text))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// In another language every row is told again, with the note of that language
// and nothing else changed; the secrets stay hidden, and what follows goes on.
func TestRetell(t *testing.T) {
	defer speak(t, "en")
	d := OpenBridge("elsewhere", true)
	rows := d.Linked(transcript.ViaHere, "The bridge has reached it.").Rows
	rows = append(rows, d.Receive([]byte("+OK ready\r\n")).Rows...)
	rows = append(rows, d.Type("PASS c4nary").Rows...)
	speak(t, "de")
	again := d.Retell()
	if strings.Contains(string(again.AppendJSON(nil)), "c4nary") {
		t.Error("the secret is shown")
	}
	same := func(a, b Row) bool {
		return a.Index == b.Index && a.Text == b.Text && a.Note.RFC == b.Note.RFC && a.Note.Text != b.Note.Text
	}
	if !slices.EqualFunc(rows, again.Rows, same) {
		t.Errorf("told were %+v, and again %+v", rows, again.Rows)
	}
	speak(t, "en")
	for i, r := range d.Retell().Rows {
		if r.Note != rows[i].Note {
			t.Errorf("row %d has the note %+v, and had %+v", i, r.Note, rows[i].Note)
		}
	}
	if next := d.Type("QUIT").Rows; len(next) != 1 || next[0].Index != len(rows) {
		t.Errorf("after %d rows came %+v", len(rows), next)
	}
}
