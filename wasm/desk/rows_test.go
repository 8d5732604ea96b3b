package desk

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// Rows of one side are those that Sides tells of, and no others.
func TestRowsOfASide(t *testing.T) {
	d := open(t, "")
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "RETR 1", "QUIT"} {
		d.Type(line)
	}
	sides := string(d.Sides(0))
	if len(sides) != d.Look().Count || strings.Count(sides, "C") != 4 || string(d.Sides(5)) != sides[5:] {
		t.Fatalf("the sides are %s, from row 5 on %s", sides, d.Sides(5))
	}
	var want []int
	for i, side := range sides {
		if side == 'C' {
			want = append(want, i)
		}
	}
	var got []int
	for _, r := range append(d.RowsOf('C', 0, 2), d.RowsOf('C', want[2]-1, 9)...) {
		got = append(got, r.Index)
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// What the page cannot see in the text of a row it is told: octets that are no
// text, and that there is a secret.
func TestRowsTellTheirOctets(t *testing.T) {
	d := OpenBridge("elsewhere", true)
	d.Linked(transcript.ViaHere, "The bridge has reached it.")
	d.Receive([]byte("+OK \x07\xFF\r\n"))
	d.Type("PASS c4nary")
	d.Receive([]byte("+OK\r\n"))
	d.Type("STLS")
	d.Receive([]byte("+OK\r\n\x16\x03\x03\x00\x05\x01\x02\x03\x04\x0A"))
	rows := d.Rows(1, 99)
	if r := rows[0]; string(r.Raw) != "+OK \x07\xFF" || r.Hides {
		t.Errorf("the greeting is %+v", r)
	}
	if r := rows[1]; !r.Hides || r.Raw != nil || r.Text != "PASS ••••••" {
		t.Errorf("the secret is %+v", r)
	}
	last := rows[len(rows)-1]
	if last.Text != "16 03 03 00 05 01 02 03 …" || len(last.Raw) != 10 {
		t.Errorf("the record is %+v", last)
	}
}

// Where a file holds one message, it is the one at hand.
func TestSaveTheMessageAtHand(t *testing.T) {
	d := open(t, "")
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "STAT", "RETR 1", "RETR 2", "TOP 1 0"} {
		d.Type(line)
	}
	rows := d.Rows(0, 99)
	for text, want := range map[string]string{"USER mrose": "120", "RETR 1": "120", "To: mrose@dewey.example": "200"} {
		at := slices.IndexFunc(rows, func(r Row) bool { return r.Text == text })
		file, err := d.Save("eml", false, "en", at)
		if err != nil || !strings.Contains(string(file.Octets), "exactly "+want) {
			t.Errorf("at %q: %v, %s", text, err, file.Octets)
		}
	}
	if _, err := d.Save("eml", false, "en", len(rows)-1); err == nil {
		t.Error("what TOP fetched was saved as a message")
	}
	if _, err := open(t, "").Save("eml", false, "en", -1); err == nil {
		t.Error("a message was saved where nothing was said")
	}
}
